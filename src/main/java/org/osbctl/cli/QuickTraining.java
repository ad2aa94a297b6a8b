package org.osbctl.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Runs the commands that are over in a moment, for an AOT cache that holds nothing else: each class
 * in a cache costs at every start, used or not.
 *
 * <p>Started only by the build of the image. The mock broker would bring many classes along, so a
 * few lines serve the catalog here.
 */
final class QuickTraining {
  private QuickTraining() {}

  /** Runs the commands; what they print is of no interest. */
  public static void main(String[] args) throws IOException {
    try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      var thread = new Thread(() -> serve(server));
      thread.setDaemon(true);
      thread.start();
      var environment = Map.of("SB_BROKER_URL", "http://127.0.0.1:" + server.getLocalPort());
      for (int i = 0; i < 3; i++) {
        Main.run("--version");
        commands(environment);
      }
    }
  }

  /** The commands. */
  static void commands(Map<String, String> environment) {
    Training.run(environment, "--help");
    Training.run(environment, "--no-such-option");
    Training.run(environment, "catalog");
    Training.run(environment, "catalog", "-o", "json");
    Training.run(environment, "catalog", "--help");
    Training.run(environment, "curl", "GET", "/v2/catalog");
    Training.run(environment, "catalog", "--url", "http://127.0.0.1:1");
  }

  private static void serve(ServerSocket server) {
    try {
      while (!server.isClosed()) {
        try (var socket = server.accept()) {
          answer(socket);
        }
      }
    } catch (SocketException e) {
      // The training is over.
    } catch (IOException e) {
      throw new IllegalStateException("the training broke", e);
    }
  }

  private static void answer(Socket socket) throws IOException {
    var lines =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    for (var line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
      // The request is always the same.
    }
    try (var catalog = QuickTraining.class.getResourceAsStream("/specs/mock-catalog.json")) {
      var body = catalog == null ? new byte[0] : catalog.readAllBytes();
      var head =
          """
          HTTP/1.1 200 OK\r
          Content-Type: application/json\r
          Content-Length: %d\r
          Connection: close\r
          \r
          """
              .formatted(body.length);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().write(body);
    }
  }
}
