package org.osbctl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.cli.ScriptedBroker.Reply;
import org.osbctl.cli.io.ExitCode;

/** Canaries in all places where secrets live; none may sing anywhere. */
class SecretsTest {
  private static final String PASSWORD = "canary-of-broker";
  private static final String TOKEN = "canary-of-token";
  private static final String PARAMETER = "canary-of-parameter";
  private static final String CREDENTIAL = "canary-of-binding";
  private static final List<String> CANARIES =
      List.of(
          PASSWORD,
          TOKEN,
          PARAMETER,
          CREDENTIAL,
          Base64.getEncoder()
              .encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8)));

  private static final Reply CREDENTIALS =
      Reply.of(
          201,
          "{\"credentials\": {\"user\": \"%s\", \"deep\": {\"list\": [\"%s\"]}}}"
              .formatted(CREDENTIAL, CREDENTIAL));

  @TempDir Path home;
  private ScriptedBroker broker;
  private Osbctl osbctl;

  @BeforeEach
  void start() {
    broker =
        ScriptedBroker.start()
            .on("PUT", ScriptedBroker.AN_INSTANCE, Reply.of(202, "{\"operation\": \"op\"}"))
            .on("GET", ScriptedBroker.INSTANCE_POLL, Reply.state("succeeded"))
            .on("PATCH", ScriptedBroker.AN_INSTANCE, Reply.of(200, "{}"))
            .on("DELETE", ScriptedBroker.AN_INSTANCE, Reply.of(200, "{}"))
            .on(
                "GET",
                ScriptedBroker.AN_INSTANCE,
                Reply.of(200, "{\"parameters\": {\"password\": \"" + PARAMETER + "\"}}"))
            .on("PUT", ScriptedBroker.A_BINDING, CREDENTIALS)
            .on("DELETE", ScriptedBroker.A_BINDING, Reply.of(200, "{}"))
            .on(
                "GET",
                ScriptedBroker.A_BINDING,
                new Reply(200, CREDENTIALS.type(), CREDENTIALS.body(), Map.of()));
    osbctl = new Osbctl(home).to(broker.url()).as("admin", PASSWORD);
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  private List<List<String>> session() {
    var parameters = "{\"size\":1,\"password\":\"" + PARAMETER + "\"}";
    return List.of(
        List.of("catalog"),
        List.of("provision", "-s", "db", "-p", "small", "-i", "db1", "-c", parameters),
        List.of("get", "instance", "-i", "db1"),
        List.of("update", "-i", "db1", "-c", parameters),
        List.of("last-operation", "-i", "db1"),
        List.of("wait", "-i", "db1"),
        List.of("bind", "-i", "db1", "-b", "app1"),
        List.of("get", "binding", "-i", "db1"),
        List.of("unbind", "-i", "db1"),
        List.of("deprovision", "-i", "db1", "--yes"),
        List.of("conform", "run", "--quick"));
  }

  private void silent(String where, String text) {
    for (var canary : CANARIES) {
      assertFalse(text.contains(canary), () -> canary + " sings in " + where + ":\n" + text);
    }
  }

  private static String[] with(List<String> words, String... more) {
    var all = new ArrayList<>(words);
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "json"})
  void no_command_prints_a_secret(String format) {
    for (var command : session()) {
      var ran = osbctl.run(with(command, "--trace", "--curl", "-v", "-o", format));
      silent(command.toString(), ran.out() + ran.err());
      silent("the inventory after " + command, osbctl.inventoryBytes());
      assertTrue(command.getFirst().equals("wait") || ran.err().contains("curl "), ran::toString);
    }
  }

  @Test
  void no_trace_file_holds_a_secret() throws IOException {
    var file = home.resolve("trace.txt");
    for (var command : session()) {
      osbctl.run(with(command, "--trace=" + file));
      silent("the trace of " + command, Files.exists(file) ? Files.readString(file) : "");
    }
  }

  @Test
  void trace_file_is_for_its_owner() throws IOException {
    var file = home.resolve("trace.txt");
    osbctl.done("catalog", "--trace=" + file).saysNothing();
    assertTrue(Files.readString(file).contains("/v2/catalog"));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void inventory_is_for_its_owner() throws IOException {
    osbctl.done("provision", "-s", "db", "-p", "small", "-i", "db1");
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(osbctl.inventoryFile())));
  }

  @Test
  void echoes_of_the_broker_are_masked() {
    var echo = Reply.of(400, "{\"description\": \"password " + PASSWORD + " is wrong\"}");
    broker.on("GET", "/v2/catalog", echo).on("PATCH", ScriptedBroker.AN_INSTANCE, echo);
    silent("a refusal", osbctl.run("catalog", "--trace", "-v").ends(ExitCode.REFUSED).err());
    var json = osbctl.run("catalog", "-o", "json").ends(ExitCode.REFUSED);
    silent("a refusal in JSON", json.out() + json.err());
  }

  @Test
  void password_of_a_proxy_is_masked() {
    var reply = Reply.of(400, "{\"description\": \"canary-proxy-pass was seen\"}");
    broker.on("GET", "/v2/catalog", reply);
    osbctl.with("HTTPS_PROXY", "http://user:canary-proxy-pass@proxy.example.com:3128");
    var ran = osbctl.run("catalog");
    ran.says("*** was seen").saysNot("canary-proxy-pass");
  }

  @Test
  void tokens_are_masked() {
    osbctl.with("OSBCTL_TOKEN", TOKEN);
    var ran = osbctl.done("catalog", "--trace", "--curl", "-v");
    assertEquals("Bearer " + TOKEN, broker.only("GET").header("Authorization"));
    silent("a trace", ran.out() + ran.err());
  }

  @Test
  void parameters_that_are_refused_are_not_shown() {
    for (var parameters :
        List.of("{\"password\":\"" + PARAMETER, "{\"password\":[\"" + PARAMETER + "\"]}")) {
      var ran =
          osbctl
              .run("provision", "-s", "db", "-p", "small", "-i", "x", "-c", parameters, "-v")
              .ends(ExitCode.USAGE);
      silent("a problem", ran.out() + ran.err());
    }
  }

  @Test
  void curl_lines_can_be_repeated_with_the_secret_from_the_environment() {
    osbctl
        .done("catalog", "--curl")
        .says("curl -sS -i " + broker.url() + "/v2/catalog -u \"$SB_BROKER_USERNAME:");
  }

  @Test
  void reports_hold_no_secret() throws IOException {
    var file = home.resolve("report.json");
    var ran = osbctl.run("conform", "run", "--yes", "--timeout", "1s", "--report", "json=" + file);
    silent("the console", ran.out() + ran.err());
    silent("the report", Files.readString(file));
    silent("the inventory", osbctl.inventoryBytes());
  }
}
