package org.osbctl.cli.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osbctl.cli.Osbctl;
import org.osbctl.cli.io.Surroundings;
import org.osbctl.client.Sleeper;
import org.osbctl.it.PostgresServer;

class MockBinderOptionsTest {
  private static final String CURL =
      "curl -s -u \"$SB_BROKER_USERNAME:$SB_BROKER_PASSWORD\" -H 'X-Broker-API-Version: 2.17'"
          + " -H 'Content-Type: application/json' -X PUT \"$SB_BROKER_URL/v2/service_instances/i\""
          + " -d '{\"service_id\":\"6e0a4a5e-1f0c-4d0b-9a39-4e1d5ce0a001\",\"plan_id\":"
          + "\"6e0a4a5e-1f0c-4d0b-9a39-4e1d5ce0b001\",\"organization_guid\":\"o\","
          + "\"space_guid\":\"s\"}'";

  @TempDir static Path home;
  @TempDir Path folder;

  /** What a command left behind. */
  private record Done(int code, String out, String err) {}

  private static Done serve(Map<String, String> environment, String... args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var all = new HashMap<>(environment);
    all.putIfAbsent("OSBCTL_HOME", home.toString());
    var words = new ArrayList<>(List.of("mock", "serve", "--exit-with-stdin"));
    words.addAll(List.of(args));
    int code =
        Osbctl.runIn(
            new Surroundings(
                all,
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Surroundings.Terminal.NONE,
                Path.of("no-such-folder"),
                Clock.systemUTC(),
                Sleeper.REAL),
            words.toArray(String[]::new));
    return new Done(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static String closedPort() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "jdbc:postgresql://127.0.0.1:" + socket.getLocalPort() + "/postgres";
    }
  }

  @Test
  void postgresql_that_is_down_ends_the_command_with_3() throws Exception {
    var done =
        serve(
            Map.of("OSBCTL_BINDER_PASSWORD", "pass-word-1"),
            "--binder",
            "postgres",
            "--binder-url",
            closedPort(),
            "--binder-user",
            "u");
    assertEquals(3, done.code(), done.err());
    assertEquals("", done.out());
    assertTrue(done.err().startsWith("cannot-reach-postgresql: "), done.err());
    assertTrue(done.err().contains("\n  cause:  Connection to 127.0.0.1:"), done.err());
    assertTrue(done.err().contains("\n  remedy: start it"), done.err());
    assertFalse(done.err().contains("pass-word-1"), done.err());
  }

  @Test
  void url_is_needed() {
    var done = serve(Map.of(), "--binder", "postgres");
    assertEquals(2, done.code());
    assertTrue(done.err().contains("--binder-url"), done.err());
  }

  @Test
  void url_with_a_password_is_refused_and_not_repeated() {
    var done = serve(Map.of(), "--binder-url", "jdbc:postgresql://u:hidden@h/m");
    assertEquals(2, done.code());
    assertTrue(done.err().startsWith("bad-binder: "), done.err());
    assertFalse(done.err().contains("hidden"), done.err());
  }

  @Test
  void credentials_are_for_the_template_only() throws Exception {
    var file = Files.writeString(folder.resolve("c.json"), "{}");
    var done = serve(Map.of(), "--binder", "postgres", "--credentials", file.toString());
    assertEquals(2, done.code());
    assertTrue(done.err().contains("--credentials"), done.err());
  }

  @Test
  void unknown_binder_is_wrong_usage() {
    var done = serve(Map.of(), "--binder", "oracle");
    assertEquals(2, done.code());
    assertTrue(done.err().contains("postgres"), done.err());
  }

  @Test
  void file_of_the_password_has_to_be_there() {
    var done =
        serve(
            Map.of(),
            "--binder-url",
            "jdbc:postgresql://h/m",
            "--binder-password-file",
            folder.resolve("none").toString());
    assertEquals(2, done.code());
    assertTrue(done.err().startsWith("unreadable-file: "), done.err());
  }

  @Test
  void mock_serves_databases_and_leaves_none() throws Exception {
    var server = PostgresServer.get();
    var file = Files.writeString(folder.resolve("secret"), PostgresServer.PASSWORD + "\nrest");
    var done =
        serve(
            Map.of("PATH", System.getenv("PATH")),
            "--binder",
            "postgres",
            "--binder-url",
            server.url(),
            "--binder-user",
            PostgresServer.ADMIN,
            "--binder-password-file",
            file.toString(),
            "--for",
            CURL);
    assertEquals(0, done.code(), done.err());
    assertTrue(done.out().contains("dashboard_url"), done.out());
    assertEquals(
        List.of(), server.column("SELECT datname FROM pg_database WHERE datname ~ '^osb_'"));
  }

  @Test
  void password_comes_from_the_environment() {
    var server = PostgresServer.get();
    var done =
        serve(
            Map.of(
                "OSBCTL_BINDER_URL", server.url(),
                "OSBCTL_BINDER_USER", PostgresServer.ADMIN,
                "OSBCTL_BINDER_PASSWORD", PostgresServer.PASSWORD));
    assertEquals(0, done.code(), done.err());
  }
}
