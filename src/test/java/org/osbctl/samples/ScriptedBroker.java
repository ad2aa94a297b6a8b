package org.osbctl.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ServerSocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.osbctl.http.Authentication;
import org.osbctl.http.Body;
import org.osbctl.http.Target;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Wire;

/** A broker on the loopback interface that answers what it is told to. */
public final class ScriptedBroker implements AutoCloseable {
  private final MockWebServer server = new MockWebServer();
  private final List<Operation> seen = new CopyOnWriteArrayList<>();
  private final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();

  /**
   * An answer; status 0 closes the connection instead.
   *
   * @param headers names and values in turn
   */
  public record Reply(int status, String body, List<String> headers) {
    public Reply(int status, String body, String... headers) {
      this(status, body, List.of(headers));
    }

    /** The connection ends without an answer. */
    public static Reply none() {
      return new Reply(0, "");
    }
  }

  /** Starts a broker that answers by a function. */
  public ScriptedBroker(Function<Operation, Reply> script) {
    server.setServerSocketFactory(new Prompt());
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            server.takeRequest(0, TimeUnit.NANOSECONDS);
            headers.add(request.getHeaders().toMultimap());
            return answer(script, request);
          }
        });
    try {
      server.start(InetAddress.getLoopbackAddress(), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private MockResponse answer(Function<Operation, Reply> script, RecordedRequest request) {
    var body = request.getBody();
    var operation =
        Wire.parse(
            request.getMethod(),
            request.getTarget(),
            body == null ? Body.NONE : Body.of(body.toByteArray()));
    seen.add(operation);
    var reply = script.apply(operation);
    if (reply.status() == 0) {
      return new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build();
    }
    var response = new MockResponse.Builder().code(reply.status()).body(reply.body());
    for (int i = 0; i + 1 < reply.headers().size(); i += 2) {
      response.addHeader(reply.headers().get(i), reply.headers().get(i + 1));
    }
    return response.build();
  }

  /** Starts a broker that gives answers in turn, the last one for ever. */
  public static ScriptedBroker inTurn(Reply... replies) {
    var count = new java.util.concurrent.atomic.AtomicInteger();
    return new ScriptedBroker(
        operation -> replies[Math.min(count.getAndIncrement(), replies.length - 1)]);
  }

  /** Where it listens. */
  public Target target() {
    var url = URI.create("http://127.0.0.1:" + server.getPort());
    return new Target(url, new Authentication.None());
  }

  /** What it was asked, in order. */
  public List<Operation> seen() {
    return List.copyOf(seen);
  }

  /** The headers of the requests, names in small letters, in order. */
  public List<Map<String, List<String>>> headers() {
    return List.copyOf(headers);
  }

  @Override
  public void close() {
    server.close();
  }

  /** Sockets that send small answers at once; waiting for more costs 40 ms on every request. */
  private static final class Prompt extends ServerSocketFactory {
    @Override
    public ServerSocket createServerSocket() throws IOException {
      return new ServerSocket() {
        @Override
        public Socket accept() throws IOException {
          var socket = super.accept();
          socket.setTcpNoDelay(true);
          return socket;
        }
      };
    }

    @Override
    public ServerSocket createServerSocket(int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) {
      throw new UnsupportedOperationException();
    }
  }
}
