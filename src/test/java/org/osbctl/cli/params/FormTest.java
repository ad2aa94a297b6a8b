package org.osbctl.cli.params;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osbctl.cli.Osbctl;
import org.osbctl.cli.ScriptedBroker;
import org.osbctl.cli.ScriptedBroker.Reply;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/** Forms: parameters asked for one after the other, by the plan's schema. */
@Timeout(60)
class FormTest {
  private static final String SCHEMA =
      """
      {"$schema": "http://json-schema.org/draft-07/schema#", "type": "object", "title": "A database",
       "required": ["name", "size", "admin"],
       "definitions": {"port": {"type": "integer", "minimum": 1024, "maximum": 65535}},
       "properties": {
         "name": {"type": "string", "title": "Name", "pattern": "^[a-z]+$"},
         "size": {"type": "string", "enum": ["small", "large"], "default": "small"},
         "tier": {"oneOf": [
            {"enum": ["gold"], "description": "answers at night"},
            {"enum": ["tin"], "description": "answers some day"}]},
         "port": {"$ref": "#/definitions/port"},
         "contact": {"type": "string", "visibleIf": {"tier": ["gold"]}},
         "public": {"type": "boolean", "default": false},
         "admin": {"type": "object", "required": ["password"], "properties": {
            "user": {"type": "string"}, "password": {"type": "string"}}},
         "hosts": {"type": "array", "items": {"type": "string"}}
       }}
      """;

  @TempDir Path home;

  private static ScriptedBroker broker() {
    var catalog =
        """
        {"services": [{"id": "s", "name": "db", "description": "d", "bindable": false, "plans": [
          {"id": "p", "name": "small", "description": "d",
           "schemas": {"service_instance": {"create": {"parameters": %s}}}}]}]}
        """
            .formatted(SCHEMA);
    return ScriptedBroker.start()
        .on("GET", "/v2/catalog", Reply.of(200, catalog))
        .on("PUT", ScriptedBroker.AN_INSTANCE, Reply.of(201, "{}"));
  }

  private Osbctl.Ran provision(ScriptedBroker broker, String typed, String... more) {
    var words = new ArrayList<>(List.of("provision", "-s", "db", "-i", "db1"));
    words.addAll(List.of(more));
    return Osbctl.of(home, broker)
        .with("TERM", "dumb")
        .atTerminal()
        .typing(typed)
        .run(words.toArray(String[]::new));
  }

  private static JsonNode json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8)).node();
  }

  @Test
  void answers_become_parameters_in_the_order_of_the_schema() {
    try (var broker = broker()) {
      var ran =
          provision(
              broker,
              // name, size by number, tier by word, port, contact, public, admin, hosts, what now
              """
              orders
              2
              gold
              5432
              me@example.com
              y
              root
              hunter2hunter2
              y
              a.example.com
              n
              send
              """,
              "--form");
      ran.ends(ExitCode.DONE);
      assertEquals(
          json(
              """
              {"name": "orders", "size": "large", "tier": "gold", "port": 5432,
               "contact": "me@example.com", "public": true,
               "admin": {"user": "root", "password": "hunter2hunter2"}, "hosts": ["a.example.com"]}
              """),
          broker.seen("PUT").getFirst().json().path("parameters"));
      ran.says("name – Name (required)")
          .says("2) large")
          .says("answers at night")
          .says("\"password\" : \"***\"")
          .saysNot("hunter2");
      assertFalse(ran.out().contains("name –"), ran::toString);
    }
  }

  @Test
  void missing_parameter_opens_the_form_and_wrong_answers_are_asked_for_again() {
    try (var broker = broker()) {
      var ran = provision(broker, "\n9X\norders\nhuge\n\n\n80\n5432\n\n\n\nsecretsecret\nn\n\n");
      ran.ends(ExitCode.DONE)
          .says("this has to be given")
          .says("^[a-z]+$")
          .says("choose a number from 1 to 2")
          .says("1024");
      assertEquals(
          json(
              """
              {"name": "orders", "size": "small", "port": 5432, "public": false,
               "admin": {"password": "secretsecret"}}
              """),
          broker.seen("PUT").getFirst().json().path("parameters"));
      ran.saysNot("contact");
    }
  }

  @Test
  void leaving_the_form_sends_nothing() {
    try (var broker = broker()) {
      provision(broker, "orders\n\u0003").ends(ExitCode.INTERRUPTED).says("Nothing was sent.");
      provision(broker, "orders\n").ends(ExitCode.USAGE).says("Nothing was sent.");
      provision(broker, "orders\n1\n3\n\n\n\npw\nn\nstop\n").ends(ExitCode.USAGE);
      assertEquals(List.of(), broker.seen("PUT"));
    }
  }

  @Test
  void nobody_is_asked_where_nobody_is() {
    try (var broker = broker()) {
      Osbctl.of(home, broker)
          .typing("orders\n")
          .run("provision", "-s", "db", "--form")
          .ends(ExitCode.USAGE)
          .says("no-terminal:");
      provision(broker, "orders\n", "--no-input").saysNot("name –");
      assertEquals(1, broker.seen("PUT").size());
      assertEquals(true, broker.seen("PUT").getFirst().json().path("parameters").isMissingNode());
    }
  }

  @Test
  void what_is_given_stands_there_to_be_changed() {
    try (var broker = broker()) {
      provision(
              broker,
              "\n\n3\n\n\n\n\nn\n\n",
              "--form",
              "-c",
              "{\"name\":\"orders\",\"size\":\"large\",\"admin\":{\"password\":\"kept-secret\"},\"x\":1}")
          .ends(ExitCode.DONE)
          .saysNot("kept-secret");
      assertEquals(
          json(
              """
              {"name": "orders", "size": "large", "public": false,
               "admin": {"password": "kept-secret"}, "x": 1}
              """),
          broker.seen("PUT").getFirst().json().path("parameters"));
    }
  }
}
