package org.osbctl.cli.params;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.cli.Osbctl;
import org.osbctl.cli.ScriptedBroker;
import org.osbctl.cli.ScriptedBroker.Reply;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

class ParamsCommandTest {
  private static final String SCHEMAS =
      """
      "schemas": {"service_instance": {"create": {"parameters": {
        "type": "object", "required": ["size"], "additionalProperties": false,
        "properties": {
          "size": {"type": "integer", "minimum": 1, "description": "How large."},
          "mode": {"enum": ["fast", "safe"]},
          "name": {"type": "string", "default": "db"},
          "backup": {"type": "object", "properties": {"days": {"type": "integer"}}}}}}}},
      """;

  @TempDir Path home;
  private ScriptedBroker broker;
  private Osbctl osbctl;

  @BeforeEach
  void start() {
    var catalog =
        """
        {"services": [{"id": "s", "name": "db", "description": "d", "bindable": true, "plans": [
          {%s "id": "p", "name": "small", "description": "d"},
          {"id": "q", "name": "free-form", "description": "d"}]}]}
        """
            .formatted(SCHEMAS);
    broker =
        ScriptedBroker.start()
            .on("GET", "/v2/catalog", Reply.of(200, catalog))
            .on("PUT", ScriptedBroker.AN_INSTANCE, Reply.of(201, "{}"));
    osbctl = Osbctl.of(home, broker);
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void file_without_end_is_no_argument() throws IOException {
    var large = home.resolve("large");
    try (var file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength((32 << 20) + 1);
    }
    for (var option : List.of("-c", "--originating-identity")) {
      osbctl
          .run("provision", "-s", "db", "-p", "small", "-i", "db1", option, "@" + large)
          .ends(ExitCode.USAGE)
          .says("is too large");
    }
    assertEquals(List.of(), broker.seen("PUT"));
  }

  private JsonNode sent(String... params) {
    var words = new ArrayList<>(List.of("provision", "-s", "db", "-p", "small"));
    words.addAll(List.of(params));
    osbctl.done(words.toArray(String[]::new));
    return Json.parse(broker.seen().getLast().body().getBytes(StandardCharsets.UTF_8))
        .node()
        .path("parameters");
  }

  @Test
  void parameters_are_given_one_by_one() throws IOException {
    Files.writeString(home.resolve("a name"), "from a file\n");
    assertEquals(
        "{\"size\":3,\"mode\":\"fast\",\"name\":\"from a file\",\"backup\":{\"days\":7}}",
        Json.text(
            sent(
                "--param",
                "size:=3",
                "--param",
                "mode=fast",
                "--param",
                "name@" + home.resolve("a name"),
                "--param",
                "/backup/days:=7")));
  }

  @Test
  void single_parameters_replace_those_of_the_object() {
    assertEquals(
        "{\"size\":4,\"name\":\"a=b:c@d\"}",
        Json.text(
            sent(
                "-c",
                "{\"size\":3,\"name\":\"x\"}",
                "--param",
                "size:=4",
                "--param",
                "name=a=b:c@d")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"size", "size:=three", "=3", "/size/x:=1", "name@/no/such/file"})
  void parameter_that_is_none_is_told_and_nothing_is_sent(String item) {
    osbctl
        .run("provision", "-s", "db", "-p", "small", "-c", "{\"size\":3}", "--param", item)
        .ends(ExitCode.USAGE);
    assertEquals(0, broker.seen().stream().filter(each -> each.method().equals("PUT")).count());
  }

  @Test
  void parameters_are_checked_before_they_are_sent() {
    osbctl
        .run("provision", "-s", "db", "-p", "small", "--param", "size=3")
        .ends(ExitCode.USAGE)
        .says("/size")
        .says("--no-validate");
    assertEquals("{\"size\":\"3\"}", Json.text(sent("--param", "size=3", "--no-validate")));
  }

  @Test
  void parameters_of_a_plan_are_shown() {
    osbctl
        .done("params", "show", "-s", "db", "-p", "small")
        .prints("size          integer")
        .prints("yes")
        .prints("How large.")
        .prints("\"fast\"|\"safe\"")
        .prints("/backup/days");
    var schema = osbctl.done("params", "show", "-s", "db", "-p", "small", "-o", "json").json();
    assertEquals("object", schema.path("type").asString());
    osbctl.done("params", "show", "-s", "db", "-p", "free-form").says("says nothing of parameters");
    osbctl.done("params", "show", "-s", "db", "-p", "small", "--for", "bind").says("for bind");
  }

  @Test
  void skeleton_passes_its_own_check() throws IOException {
    var skeleton = osbctl.done("params", "skeleton", "-s", "db", "-p", "small").out();
    assertEquals(
        "{\"size\":1,\"mode\":\"fast\",\"name\":\"db\",\"backup\":{\"days\":0}}",
        Json.text(Json.parse(skeleton.getBytes(StandardCharsets.UTF_8)).node()));
    var file = Files.writeString(home.resolve("p.json"), skeleton);
    osbctl.done("params", "check", "-s", "db", "-p", "small", "-c", "@" + file);
  }

  @Test
  void check_says_what_is_wrong_and_where() {
    osbctl
        .run("params", "check", "-s", "db", "-p", "small", "-c", "{\"size\":0,\"x\":1}")
        .ends(ExitCode.USAGE)
        .says("/size");
    osbctl.run("params", "check", "-s", "db", "-p", "small").ends(ExitCode.USAGE).says("size");
    assertEquals(
        List.of("GET", "GET"), broker.seen().stream().map(ScriptedBroker.Seen::method).toList());
  }
}
