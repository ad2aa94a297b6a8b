package org.osbctl.cli.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.osbctl.cli.ScriptedBroker.AN_INSTANCE;
import static org.osbctl.cli.ScriptedBroker.A_BINDING;
import static org.osbctl.cli.ScriptedBroker.BINDING_POLL;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osbctl.cli.Osbctl;
import org.osbctl.cli.ScriptedBroker;
import org.osbctl.cli.ScriptedBroker.Reply;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.spec.Json;

class BindingCommandsTest {
  private static final Reply CREDENTIALS =
      Reply.of(
          201,
          "{\"credentials\": {\"uri\": \"db://u:p@h\"}, \"metadata\": {\"expires_at\":"
              + " \"2030-01-31T00:00:00.0Z\"}}");

  @TempDir Path home;
  private ScriptedBroker broker;
  private Osbctl osbctl;

  @BeforeEach
  void provision() {
    broker =
        ScriptedBroker.start()
            .on("PUT", AN_INSTANCE, Reply.of(201, "{}"))
            .on("PUT", A_BINDING, CREDENTIALS)
            .on("DELETE", A_BINDING, Reply.of(200, "{}"));
    osbctl = Osbctl.of(home, broker);
    osbctl.done("provision", "-s", "db", "-p", "small", "-i", "db1");
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  private ScriptedBroker.Seen bindRequest() {
    return broker.seen("PUT").getLast();
  }

  @Test
  void credentials_are_hidden_until_somebody_asks() {
    var hidden = osbctl.done("bind", "-i", "db1", "-b", "app1").says("--show prints them");
    assertEquals("***", hidden.field("credentials.uri"));
    assertEquals("2030-01-31T00:00:00.0Z", hidden.field("expires"));
    var shown = osbctl.done("bind", "-i", "db1", "-b", "app2", "--show").saysNothing();
    assertEquals("db://u:p@h", shown.field("credentials.uri"));
    var json = osbctl.done("bind", "-i", "db1", "-b", "app3", "--show", "-o", "json").json();
    assertEquals("ServiceBinding", json.path("kind").stringValue());
    assertEquals("db://u:p@h", json.path("answer").path("credentials").path("uri").stringValue());
  }

  @Test
  void name_is_made_of_the_instance() {
    var name = osbctl.done("bind", "-i", "db1").field("name");
    assertTrue(name.matches("db1-[0-9a-f]{4}"), name);
  }

  @Test
  void taken_name_sends_nothing() {
    osbctl.done("bind", "-i", "db1", "-b", "app1");
    osbctl.run("bind", "-i", "db1", "-b", "app1").ends(ExitCode.USAGE).says("name-taken:");
    assertEquals(2, broker.seen("PUT").size());
  }

  @Test
  void request_has_all_its_members() {
    osbctl.done(
        "bind",
        "-i",
        "db1",
        "-b",
        "app1",
        "--id",
        "b/1",
        "--app-guid",
        "g1",
        "--route",
        "r.example",
        "-c",
        "{\"role\":\"reader\"}",
        "--context-json",
        "{\"platform\":\"osbctl\"}");
    var put = bindRequest();
    assertTrue(put.path().endsWith("/service_bindings/b%2F1"), put.path());
    assertEquals("accepts_incomplete=true", put.query());
    assertEquals(
        Json.text(
            Json.parse(
                    """
                    {"service_id": "db-id", "plan_id": "small-id",
                     "bind_resource": {"app_guid": "g1", "route": "r.example"}, "app_guid": "g1",
                     "context": {"platform": "osbctl"}, "parameters": {"role": "reader"}}
                    """
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .node()),
        Json.text(put.json()));
  }

  @Test
  void rotation_names_the_predecessor_by_id() {
    osbctl.done("bind", "-i", "db1", "-b", "old", "--id", "old-id");
    osbctl.done("bind", "-i", "db1", "-b", "new", "--rotate", "old");
    assertEquals("old-id", bindRequest().json().path("predecessor_binding_id").stringValue());
    osbctl
        .run("bind", "-i", "db1", "-b", "x", "--rotate", "odl")
        .ends(ExitCode.USAGE)
        .says("unknown-service-binding");
  }

  @Test
  void asynchronous_binding_is_polled_and_fetched() {
    broker
        .on("PUT", A_BINDING, Reply.of(202, "{\"operation\": \"b-op\"}"))
        .on("GET", BINDING_POLL, Reply.state("in progress"), Reply.state("succeeded"))
        .on("GET", A_BINDING, Reply.of(200, "{\"credentials\": {\"user\": \"u1\"}}"));
    var ran = osbctl.done("bind", "-i", "db1", "-b", "app1", "--show");
    assertEquals("u1", ran.field("credentials.user"));
    ran.says("Binding \"app1\" of \"db1\": in progress");
    var polls = broker.seen().stream().filter(s -> s.path().endsWith("last_operation")).toList();
    assertEquals(2, polls.size());
    assertEquals("service_id=db-id&plan_id=small-id&operation=b-op", polls.getFirst().query());
  }

  @Test
  void asynchronous_binding_that_cannot_be_fetched_says_so() {
    broker
        .on(
            "GET",
            "/v2/catalog",
            Reply.of(
                200,
                ScriptedBroker.CATALOG.replace(
                    "\"bindings_retrievable\": true", "\"bindings_retrievable\": false")))
        .on("PUT", A_BINDING, Reply.of(202, "{}"))
        .on("GET", BINDING_POLL, Reply.state("succeeded"));
    osbctl.done("bind", "-i", "db1", "-b", "app1").says("its credentials stay unknown");
  }

  @Test
  void old_versions_know_no_asynchronous_bindings() {
    osbctl.done("bind", "-i", "db1", "-b", "app1", "--api-version", "2.13");
    assertEquals("", bindRequest().query());
    osbctl.done("unbind", "-i", "db1", "-b", "app1", "--api-version", "2.13");
    assertEquals("service_id=db-id&plan_id=small-id", broker.only("DELETE").query());
  }

  @Test
  void failed_binding_is_exit_1_and_cleaned_up() {
    broker
        .on("PUT", A_BINDING, Reply.of(202, "{}"))
        .on("GET", BINDING_POLL, Reply.of(200, "{\"state\":\"failed\",\"description\":\"no\"}"));
    osbctl
        .run("bind", "-i", "db1", "-b", "app1")
        .ends(ExitCode.REFUSED)
        .printsNothing()
        .says("Binding \"app1\" of \"db1\" ended as failed.")
        .says("nothing is left behind");
    assertFalse(osbctl.inventory().contains("app1"));
  }

  @Test
  void binding_started_elsewhere_can_be_waited_for() {
    broker
        .on("PUT", A_BINDING, Reply.of(202, "{\"operation\": \"b-op\"}"))
        .on("GET", BINDING_POLL, Reply.state("in progress"), Reply.state("succeeded"));
    osbctl.done("bind", "-i", "db1", "-b", "app1", "--no-wait").says("osbctl wait -i db1 -b app1");
    osbctl.done("last", "-i", "db1", "-b", "app1", "-o", "name").prints("in progress");
    osbctl.done("wait", "-i", "db1", "-b", "app1").says("Binding \"app1\" of \"db1\": succeeded");
    osbctl.done("wait", "-i", "db1", "-b", "app1").says("nothing is in progress");
  }

  @Test
  void bindings_name_in_the_environment_does_not_redirect_questions_about_the_instance() {
    osbctl.with("SB_INSTANCE", "db1").with("SB_BINDING", "app1");
    osbctl.done("bind");
    osbctl.done("wait").says("nothing is in progress on \"db1\"");
    osbctl.done("unbind");
    assertEquals(1, broker.seen("DELETE").size());
  }

  @Test
  void get_binding_shows_what_the_broker_says() {
    osbctl.done("bind", "-i", "db1", "-b", "app1");
    broker.on("GET", A_BINDING, Reply.of(200, "{\"credentials\": {\"user\": \"u1\"}}"));
    assertEquals("***", osbctl.done("get", "binding", "-i", "db1").field("credentials.user"));
    var shown = osbctl.done("get", "binding", "-i", "db1", "-b", "app1", "--show");
    assertEquals("u1", shown.field("credentials.user"));
    assertEquals("service_id=db-id&plan_id=small-id", broker.seen().getLast().query());
    osbctl.done("get", "binding", "-i", "db1", "--api-version", "2.15");
    assertEquals("", broker.seen().getLast().query());
  }

  @Test
  void unbind_forgets_the_binding() {
    osbctl.done("bind", "-i", "db1", "-b", "app1");
    osbctl.done("unbind", "-i", "db1", "-b", "app1").printsNothing().says("\"app1\" is gone");
    assertEquals(
        "service_id=db-id&plan_id=small-id&accepts_incomplete=true", broker.only("DELETE").query());
    assertFalse(osbctl.inventory().contains("app1"));
  }

  @Test
  void unbind_of_what_is_gone_already_is_fine() {
    osbctl.done("bind", "-i", "db1", "-b", "app1");
    broker.on("DELETE", A_BINDING, Reply.of(410, "{}"));
    osbctl.done("unbind", "-i", "db1");
    assertFalse(osbctl.inventory().contains("app1"));
  }

  @Test
  void unbind_that_is_refused_keeps_the_binding() {
    osbctl.done("bind", "-i", "db1", "-b", "app1");
    broker.on("DELETE", A_BINDING, Reply.of(422, "{\"error\": \"ConcurrencyError\"}"));
    osbctl
        .run("unbind", "-i", "db1", "-b", "app1")
        .ends(ExitCode.REFUSED)
        .says("remedy: wait until the other operation is over");
    assertTrue(osbctl.inventory().contains("app1"));
  }

  @Test
  void asynchronous_unbind_ends_with_410() {
    osbctl.done("bind", "-i", "db1", "-b", "app1");
    broker
        .on("DELETE", A_BINDING, Reply.of(202, "{\"operation\": \"u-op\"}"))
        .on("GET", BINDING_POLL, Reply.state("in progress"), Reply.of(410, "{}"));
    osbctl.done("unbind", "-i", "db1", "-b", "app1", "--no-wait");
    osbctl.done("wait", "-i", "db1", "-b", "app1").says("\"app1\" of \"db1\" is gone");
    assertFalse(osbctl.inventory().contains("app1"));
  }

  @Test
  void where_there_is_no_binding_it_is_said_how_to_make_one() {
    for (var command : List.of("unbind -i db1", "wait -i db1 -b app1", "credentials -i db1")) {
      osbctl
          .run(command.split(" "))
          .ends(ExitCode.USAGE)
          .says("remedy: make one with: osbctl bind");
    }
  }

  @Test
  void what_the_broker_no_longer_knows_can_be_forgotten() {
    osbctl.done("bind", "-i", "db1", "-b", "app1");
    broker
        .on("GET", A_BINDING, Reply.of(404, "{}"), Reply.of(410, "{}"))
        .on("PATCH", AN_INSTANCE, Reply.of(404, "{}"));
    for (var command : List.of("get binding -i db1 -b app1", "get binding -i db1 -b app1")) {
      osbctl
          .run(command.split(" "))
          .ends(ExitCode.REFUSED)
          .says("have it forgotten: osbctl forget -i db1 -b app1");
    }
    osbctl
        .run("update", "-i", "db1", "-p", "large")
        .ends(ExitCode.REFUSED)
        .says("have it forgotten: osbctl forget -i db1\n");
  }

  @Test
  void instance_that_is_gone_at_the_broker_is_named_when_it_is_to_be_bound() {
    broker.on("PUT", A_BINDING, Reply.of(404, "{}"));
    osbctl
        .run("bind", "-i", "db1", "-b", "app1")
        .ends(ExitCode.REFUSED)
        .says("have it forgotten: osbctl forget -i db1\n");
  }

  @Test
  void several_bindings_have_to_be_told_apart() {
    osbctl.done("bind", "-i", "db1", "-b", "app1");
    osbctl.done("bind", "-i", "db1", "-b", "app2");
    osbctl.run("unbind", "-i", "db1").ends(ExitCode.USAGE).says("choose one with -b: app1, app2");
    osbctl.run("unbind", "-i", "db1", "-b", "app3").ends(ExitCode.USAGE).says("did you mean");
    assertEquals(List.of(), broker.seen("DELETE"));
  }

  @Test
  void instance_with_bindings_is_not_deprovisioned() {
    osbctl.done("bind", "-i", "db1", "-b", "app1");
    osbctl
        .run("deprovision", "-i", "db1", "--yes")
        .ends(ExitCode.USAGE)
        .says("has-bindings: \"db1\" has service bindings: app1.")
        .says("unbind them first: osbctl unbind -i db1 -b app1");
    assertEquals(List.of(), broker.seen("DELETE"));
  }
}
