package org.osbctl.cli.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osbctl.cli.Osbctl;
import org.osbctl.cli.ScriptedBroker;
import org.osbctl.cli.ScriptedBroker.Reply;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;
import org.osbctl.mock.MockTls;

/** {@code osbctl doctor}: a line for each thing that has to be right. */
class DoctorCommandTest {
  @TempDir Path home;

  /** The result of each check, by its name. */
  private static Map<String, String> results(Osbctl.Ran ran) {
    var results = new TreeMap<String, String>();
    for (var check : ran.json().path("checks")) {
      results.put(check.path("name").stringValue(""), check.path("result").stringValue(""));
    }
    return results;
  }

  @Test
  void all_is_well_at_a_healthy_broker() {
    try (var broker = MockBroker.start(MockOptions.defaults())) {
      var osbctl = Osbctl.of(home, broker);
      assertEquals(
          Map.of(
              "settings", "ok",
              "name", "ok",
              "connection", "ok",
              "tls", "skip",
              "http", "ok",
              "authentication", "ok",
              "version", "ok",
              "catalog", "ok",
              "inventory", "ok",
              "files", "ok"),
          results(osbctl.done("doctor", "-o", "json")));
      osbctl
          .done("doctor")
          .saysNothing()
          .prints("ok    connection      connected to 127.0.0.1 port " + broker.url().getPort())
          .prints("ok    authentication  accepted; without it: status 401");
    }
  }

  @Test
  void settings_that_name_no_broker_are_wrong_usage() {
    new Osbctl(home)
        .run("doctor")
        .ends(ExitCode.USAGE)
        .prints("fail  settings        No broker is named.")
        .prints("remedy: name one: --url")
        .prints("ok    inventory");
  }

  @Test
  void name_without_address_and_closed_port_are_told_apart() throws IOException {
    new Osbctl(home)
        .run("doctor", "--url", "http://no-such-host.invalid")
        .ends(ExitCode.UNREACHABLE)
        .prints("fail  name            the host no-such-host.invalid is unknown");
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    new Osbctl(home)
        .run("doctor", "--url", "http://127.0.0.1:" + port)
        .ends(ExitCode.UNREACHABLE)
        .prints("fail  connection      connection refused")
        .prints("remedy: start the broker");
  }

  @Test
  void certificate_nobody_trusts_is_shown() throws IOException {
    var tls = MockTls.make(List.of("127.0.0.1"), false);
    try (var broker = MockBroker.start(MockOptions.defaults().withTls(tls))) {
      var osbctl = Osbctl.of(home, broker);
      osbctl
          .run("doctor")
          .ends(ExitCode.UNREACHABLE)
          .prints("fail  tls             the certificate of ")
          .prints("is self-signed or issued by an unknown CA")
          .prints("it shows certificate of ");
    }
  }

  @Test
  void plain_port_is_no_tls() throws IOException {
    try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(() -> answerPlainly(server));
      new Osbctl(home)
          .run("doctor", "--url", "https://127.0.0.1:" + server.getLocalPort())
          .ends(ExitCode.UNREACHABLE)
          .prints("fail  tls")
          .prints("does not speak TLS at this port; try http://");
    }
  }

  /** As web servers answer what they do not understand. */
  private static void answerPlainly(ServerSocket server) {
    try {
      while (true) {
        try (var socket = server.accept()) {
          socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
          socket.getInputStream().readNBytes(1);
        }
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  @Test
  void wrong_password_is_told_and_not_shown() {
    try (var broker = MockBroker.start(MockOptions.defaults())) {
      var ran =
          Osbctl.of(home, broker)
              .as("mock", "wrong-canary")
              .run("doctor")
              .ends(ExitCode.REFUSED)
              .prints("fail  authentication")
              .prints("remedy: check --username and the password");
      assertFalse((ran.out() + ran.err()).contains("wrong-canary"));
    }
  }

  @Test
  void refused_version_and_unusable_catalog_are_told() {
    try (var broker =
        ScriptedBroker.start()
            .on("GET", "/v2/catalog", Reply.of(412, "{\"description\": \"only 2.13\"}"))) {
      assertEquals(
          "fail",
          results(Osbctl.of(home, broker).run("doctor", "-o", "json").ends(ExitCode.REFUSED))
              .get("version"));
    }
    try (var broker = ScriptedBroker.start().on("GET", "/v2/catalog", Reply.html(200))) {
      Osbctl.of(home, broker)
          .run("doctor")
          .ends(ExitCode.REFUSED)
          .prints("fail  catalog")
          .prints("warn  authentication  accepted, but the broker answers to anyone");
    }
  }

  @Test
  void broker_that_answers_to_anyone_is_a_warning() {
    try (var broker = ScriptedBroker.start()) {
      new Osbctl(home)
          .to(broker.url())
          .done("doctor")
          .prints("warn  authentication  none is used, and the broker asks for none");
    }
  }

  @Test
  void files_that_others_can_read_are_found() throws IOException {
    try (var broker = MockBroker.start(MockOptions.defaults())) {
      var osbctl = Osbctl.of(home, broker);
      osbctl.done("context", "set", "here", "url=" + broker.url());
      osbctl.done("doctor").prints("ok    files");
      Files.setPosixFilePermissions(
          home.resolve("config.yaml"), PosixFilePermissions.fromString("rw-r--r--"));
      osbctl.done("doctor").prints("warn  files").prints("remedy: chmod 600 ");
    }
  }

  @Test
  void what_a_broker_says_does_not_reach_the_terminal_raw() {
    try (var broker =
        ScriptedBroker.start()
            .on("GET", "/v2/catalog", Reply.of(401, "{\"description\": \"\\u001b]0;x\\u0007\"}"))) {
      var ran = Osbctl.of(home, broker).run("doctor").ends(ExitCode.REFUSED);
      assertTrue(List.of(-1).contains(ran.out().indexOf('\u001b')), ran::toString);
    }
  }

  @Test
  void demo_shows_a_life_and_finds_a_mistake() {
    var ran = new Osbctl(home).done("demo");
    ran.prints("$ osbctl provision")
        .prints("FAILED  1 failed")
        .prints("deprovision.removes-instance")
        .prints("osbctl doctor");
    assertFalse(Files.exists(home.resolve("inventory.json")));
  }
}
