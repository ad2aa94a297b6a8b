package org.osbctl.mock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import okio.ByteString;
import org.osbctl.http.Body;
import org.osbctl.http.Headers;
import org.osbctl.http.HttpRequestData;
import org.osbctl.http.HttpResponseData;
import org.osbctl.http.Target;

/** A running mock broker on the loopback interface; closing it ends it. */
public final class MockBroker implements AutoCloseable {
  private final MockWebServer server;
  private final MockOptions options;

  private MockBroker(MockWebServer server, MockOptions options) {
    this.server = server;
    this.options = options;
  }

  /**
   * Starts a mock broker.
   *
   * @throws UncheckedIOException when the port cannot be listened on
   */
  public static MockBroker start(MockOptions options) {
    return start(options, Clock.systemUTC());
  }

  /** Starts a mock broker that reads the time from a clock. */
  public static MockBroker start(MockOptions options, Clock clock) {
    var server = new MockWebServer();
    server.setServerSocketFactory(new PromptSockets());
    server.setDispatcher(new Shell(server, new MockCore(options, clock)));
    try {
      server.start(InetAddress.getLoopbackAddress(), options.port());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new MockBroker(server, options);
  }

  /** Where it listens. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  /** Where it listens and what it wants to see. */
  public Target target() {
    return new Target(url(), options.authentication());
  }

  @Override
  public void close() {
    server.close();
  }

  /** HTTP on one side, the core on the other. */
  private static final class Shell extends Dispatcher {
    private final MockWebServer server;
    private final MockCore core;

    Shell(MockWebServer server, MockCore core) {
      this.server = server;
      this.core = core;
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
      // The server keeps every request until somebody takes it; nobody else does.
      server.takeRequest(0, TimeUnit.NANOSECONDS);
      return response(core.answer(request(request)));
    }

    private static HttpRequestData request(RecordedRequest request) {
      var fields = new ArrayList<Headers.Field>();
      request.getHeaders().forEach(h -> fields.add(new Headers.Field(h.getFirst(), h.getSecond())));
      ByteString body = request.getBody();
      return new HttpRequestData(
          request.getMethod(),
          URI.create("http://127.0.0.1" + request.getTarget()),
          new Headers(fields),
          body == null ? Body.NONE : Body.of(body.toByteArray()));
    }

    private static MockResponse response(HttpResponseData response) {
      var headers = new okhttp3.Headers.Builder();
      response.headers().fields().forEach(f -> headers.addUnsafeNonAscii(f.name(), f.value()));
      return new MockResponse.Builder()
          .code(response.status())
          .headers(headers.build())
          .body(new Buffer().write(response.body().bytes()))
          .build();
    }
  }

  /** Sockets that send small answers at once; waiting for more costs 40 ms on every request. */
  private static final class PromptSockets extends ServerSocketFactory {
    @Override
    public ServerSocket createServerSocket() throws IOException {
      return new PromptServerSocket();
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
      return createServerSocket(port, 50, InetAddress.getLoopbackAddress());
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
      return createServerSocket(port, backlog, InetAddress.getLoopbackAddress());
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address)
        throws IOException {
      var socket = createServerSocket();
      socket.bind(new InetSocketAddress(address, port), backlog);
      return socket;
    }
  }

  private static final class PromptServerSocket extends ServerSocket {
    PromptServerSocket() throws IOException {}

    @Override
    public Socket accept() throws IOException {
      var socket = super.accept();
      socket.setTcpNoDelay(true);
      return socket;
    }
  }
}
