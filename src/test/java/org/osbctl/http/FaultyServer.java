package org.osbctl.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;

/**
 * A server over raw sockets that answers each connection by a script: what no HTTP server can be
 * talked into sending.
 *
 * <p>Loopback only, and bounded: no read outlives {@link #PATIENCE_MILLIS}, and closing the server
 * ends every script.
 */
final class FaultyServer implements AutoCloseable {
  static final int PATIENCE_MILLIS = 10_000;

  /** What happens on one connection; when it returns, the connection is closed. */
  @FunctionalInterface
  interface Script {
    void play(Connection connection) throws IOException, InterruptedException;
  }

  private final ServerSocket socket;
  private final List<Script> scripts;
  private final List<Connection> connections = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  private FaultyServer(ServerSocket socket, List<Script> scripts) {
    this.socket = socket;
    this.scripts = scripts;
  }

  /** Plays the first script on the first connection and so on; the last one again and again. */
  static FaultyServer playing(Script... scripts) {
    return playing(ServerSocketFactory.getDefault(), scripts);
  }

  static FaultyServer playing(ServerSocketFactory sockets, Script... scripts) {
    try {
      var socket = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
      var server = new FaultyServer(socket, List.of(scripts));
      Thread.ofVirtual().start(server::accept);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers the first request of a connection with these bytes and closes. */
  static Script answering(String response) {
    return connection -> {
      connection.readRequest();
      connection.write(response);
    };
  }

  private void accept() {
    for (int n = 0; ; n++) {
      try {
        var connection = new Connection(socket.accept(), closing);
        var script = scripts.get(Math.min(n, scripts.size() - 1));
        connections.add(connection);
        Thread.ofVirtual().start(() -> connection.play(script));
      } catch (IOException e) {
        return;
      }
    }
  }

  int port() {
    return socket.getLocalPort();
  }

  URI uri(String scheme, String target) {
    return URI.create(scheme + "://127.0.0.1:" + port() + target);
  }

  URI uri(String target) {
    return uri("http", target);
  }

  int connections() {
    return connections.size();
  }

  /** The n-th connection, which has been accepted. */
  Connection connection(int n) {
    return connections.get(n);
  }

  /** The heads of all requests read so far, on all connections. */
  List<String> heads() {
    return connections.stream().flatMap(connection -> connection.heads.stream()).toList();
  }

  @Override
  public void close() {
    closing.countDown();
    quietly(socket);
    connections.forEach(connection -> quietly(connection.socket));
  }

  private static void quietly(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException e) {
      // It is closed either way.
    }
  }

  /** One connection, seen from the server. */
  static final class Connection {
    private final Socket socket;
    private final CountDownLatch closing;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<String> heads;
    private final List<String> bodies = new CopyOnWriteArrayList<>();

    private Connection(Socket socket, CountDownLatch closing) {
      this.socket = socket;
      this.closing = closing;
      this.heads = new CopyOnWriteArrayList<>();
    }

    /** The same connection, continued over a socket that secures it. */
    Connection(Connection plain, Socket secured) {
      this.socket = secured;
      this.closing = plain.closing;
      this.heads = plain.heads;
    }

    private void play(Script script) {
      try (socket) {
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        script.play(this);
      } catch (IOException | InterruptedException e) {
        // The other side went away, or the test is over: what it saw is what counts.
      } finally {
        ended.countDown();
      }
    }

    /** Waits until the script is over. */
    boolean hasEnded() throws InterruptedException {
      return ended.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Reads a request with its body, and gives its head. */
    String readRequest() throws IOException {
      var in = new BufferedInputStream(socket.getInputStream(), 1);
      var head = new ByteArrayOutputStream();
      while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        int read = in.read();
        if (read < 0) {
          throw new IOException("no request");
        }
        head.write(read);
      }
      var text = head.toString(StandardCharsets.ISO_8859_1);
      heads.add(text);
      bodies.add(new String(in.readNBytes(contentLength(text)), StandardCharsets.UTF_8));
      return text;
    }

    private static int contentLength(String head) {
      return head.lines()
          .map(line -> line.toLowerCase(Locale.ROOT))
          .filter(line -> line.startsWith("content-length:"))
          .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
          .findFirst()
          .orElse(0);
    }

    void write(String text) throws IOException {
      write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void write(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    }

    /** Writes the text again and again, a moment between, until the other side has enough. */
    void drip(String text) throws IOException, InterruptedException {
      while (!closing.await(10, TimeUnit.MILLISECONDS)) {
        write(text);
      }
    }

    /** Writes the text again and again, as fast as it goes. */
    void flood(String text) throws IOException {
      while (closing.getCount() > 0) {
        write(text);
      }
    }

    /** Waits until the other side closes. */
    void awaitClose() throws IOException {
      while (socket.getInputStream().read() >= 0) {
        // What it says is of no interest.
      }
    }

    /** The bodies of all requests read so far. */
    List<String> bodies() {
      return bodies;
    }

    Socket socket() {
      return socket;
    }
  }
}
