package org.osbctl.cli.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.osbctl.cli.ScriptedBroker.AN_INSTANCE;
import static org.osbctl.cli.ScriptedBroker.INSTANCE_POLL;

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

class InstanceCommandsTest {
  @TempDir Path home;
  private ScriptedBroker broker;
  private Osbctl osbctl;

  @BeforeEach
  void provision() {
    broker =
        ScriptedBroker.start()
            .on("PUT", AN_INSTANCE, Reply.of(201, "{}"))
            .on("PATCH", AN_INSTANCE, Reply.of(200, "{}"))
            .on("DELETE", AN_INSTANCE, Reply.of(200, "{}"));
    osbctl = Osbctl.of(home, broker);
    osbctl.done("provision", "-s", "db", "-p", "small", "-i", "db1");
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void get_instance_shows_what_the_broker_says() {
    broker.on(
        "GET",
        AN_INSTANCE,
        Reply.of(
            200,
            "{\"service_id\": \"db-id\", \"plan_id\": \"small-id\", \"parameters\": {\"size\": 3,"
                + " \"password\": \"p\"}}"));
    var ran = osbctl.done("get", "instance", "-i", "db1");
    assertEquals("{\"size\":3,\"password\":\"***\"}", ran.field("parameters"));
    assertEquals("service_id=db-id&plan_id=small-id", broker.seen().getLast().query());
    var json = osbctl.done("get", "instance", "-i", "db1", "-o", "json").json();
    assertEquals("osbctl/v1", json.path("apiVersion").stringValue());
    assertEquals(3, json.path("answer").path("parameters").path("size").intValue());
    assertEquals("db1\n", osbctl.done("get", "instance", "-i", "db1", "-o", "name").out());
    osbctl.done("get", "instance", "-i", "db1", "-o", "yaml").prints("kind: \"ServiceInstance\"");
  }

  @Test
  void instance_the_broker_does_not_know_is_no_instance() {
    broker.on("GET", AN_INSTANCE, Reply.of(404, "{\"description\": \"never heard of it\"}"));
    osbctl
        .run("get", "instance", "-i", "db1")
        .ends(ExitCode.REFUSED)
        .printsNothing()
        .says("cause:  never heard of it")
        .saysNot("check the path");
  }

  @Test
  void page_of_html_is_no_instance() {
    broker.on("GET", AN_INSTANCE, Reply.html(200));
    osbctl
        .run("get", "instance", "-i", "db1")
        .ends(ExitCode.REFUSED)
        .printsNothing()
        .says("unusable-answer:")
        .says("the body is no JSON");
  }

  @Test
  void update_tells_the_values_before() {
    osbctl.done("update", "-i", "db1", "-p", "large");
    var patch = broker.only("PATCH");
    assertEquals("accepts_incomplete=true", patch.query());
    assertEquals(
        "{\"service_id\":\"db-id\",\"plan_id\":\"large-id\",\"previous_values\":"
            + "{\"service_id\":\"db-id\",\"plan_id\":\"small-id\","
            + "\"maintenance_info\":{\"version\":\"1.2.3\"}}}",
        Json.text(patch.json()));
  }

  @Test
  void update_of_an_old_version_knows_no_maintenance() {
    osbctl.done("update", "-i", "db1", "-p", "large", "--api-version", "2.14");
    assertEquals(
        "{\"service_id\":\"db-id\",\"plan_id\":\"small-id\"}",
        Json.text(broker.only("PATCH").json().path("previous_values")));
  }

  @Test
  void plan_after_an_update_is_remembered() {
    osbctl.done("update", "-i", "db1", "-p", "large");
    broker.on("GET", AN_INSTANCE, Reply.of(200, "{}"));
    assertEquals("large", osbctl.done("get", "instance", "-i", "db1").field("plan"));
    osbctl.done("deprovision", "-i", "db1", "-y");
    assertTrue(broker.only("DELETE").query().contains("plan_id=large-id"));
  }

  @Test
  void update_sends_parameters_maintenance_and_context() {
    osbctl.done(
        "update",
        "-i",
        "db1",
        "-c",
        "{\"size\":9}",
        "--maintenance",
        "latest",
        "--context-json",
        "{\"platform\":\"osbctl\"}");
    var body = broker.only("PATCH").json();
    assertTrue(body.path("plan_id").isMissingNode());
    assertEquals(9, body.path("parameters").path("size").intValue());
    assertEquals("1.2.3", body.path("maintenance_info").path("version").stringValue());
    assertEquals("osbctl", body.path("context").path("platform").stringValue());
    osbctl.done("update", "-i", "db1", "--maintenance", "2.0.0");
    assertEquals(
        "2.0.0",
        broker
            .seen("PATCH")
            .getLast()
            .json()
            .path("maintenance_info")
            .path("version")
            .stringValue());
  }

  @Test
  void update_without_a_change_sends_nothing() {
    osbctl.run("update", "-i", "db1").ends(ExitCode.USAGE).says("nothing-to-update:");
    osbctl.run("update", "-i", "db1", "-p", "lage").ends(ExitCode.USAGE).says("\"large\"?");
    osbctl
        .run("update", "-i", "db1", "-p", "large", "--maintenance", "latest")
        .ends(ExitCode.USAGE)
        .says("has no maintenance info");
    assertEquals(List.of(), broker.seen("PATCH"));
  }

  @Test
  void polls_of_a_plan_change_name_the_plan_before() {
    broker
        .on("PATCH", AN_INSTANCE, Reply.of(202, "{\"operation\": \"up\"}"))
        .on("GET", INSTANCE_POLL, Reply.state("in progress"), Reply.state("succeeded"));
    osbctl.done("update", "-i", "db1", "-p", "large", "--no-wait");
    osbctl.done("wait", "-i", "db1");
    assertEquals("service_id=db-id&plan_id=small-id&operation=up", broker.seen().getLast().query());
    broker.on("GET", AN_INSTANCE, Reply.of(200, "{}"));
    assertEquals("large", osbctl.done("get", "instance", "-i", "db1").field("plan"));
  }

  @Test
  void failed_update_is_exit_1_and_keeps_the_plan() {
    broker
        .on("PATCH", AN_INSTANCE, Reply.of(202, "{}"))
        .on(
            "GET",
            INSTANCE_POLL,
            Reply.of(200, "{\"state\": \"failed\", \"description\": \"no room\"}"));
    osbctl
        .run("update", "-i", "db1", "-p", "large")
        .ends(ExitCode.REFUSED)
        .printsNothing()
        .says("Updating \"db1\" ended as failed.")
        .says("no room");
    assertEquals(List.of(), broker.seen("DELETE"));
    broker.on("GET", AN_INSTANCE, Reply.of(200, "{}"));
    assertEquals("small", osbctl.done("get", "instance", "-i", "db1").field("plan"));
  }

  @Test
  void failed_wait_is_exit_1_and_keeps_the_plan() {
    broker
        .on("PATCH", AN_INSTANCE, Reply.of(202, "{}"))
        .on("GET", INSTANCE_POLL, Reply.state("failed"));
    osbctl.done("update", "-i", "db1", "-p", "large", "--no-wait");
    osbctl
        .run("wait", "-i", "db1")
        .ends(ExitCode.REFUSED)
        .says("operation-failed: Updating \"db1\" ended as failed.");
    broker.on("GET", AN_INSTANCE, Reply.of(200, "{}"));
    assertEquals("small", osbctl.done("get", "instance", "-i", "db1").field("plan"));
  }

  @Test
  void maintenance_conflict_says_what_to_do() {
    broker.on("PATCH", AN_INSTANCE, Reply.of(422, "{\"error\": \"MaintenanceInfoConflict\"}"));
    osbctl
        .run("update", "-i", "db1", "--maintenance", "1.0.0")
        .ends(ExitCode.REFUSED)
        .says("the plan has a new maintenance_info");
  }

  @Test
  void last_operation_asks_once() {
    broker.on(
        "GET", INSTANCE_POLL, Reply.of(200, "{\"state\": \"failed\", \"description\": \"why\"}"));
    osbctl
        .run("last-operation", "-i", "db1", "--operation", "k/1")
        .ends(ExitCode.REFUSED)
        .prints("failed")
        .prints("why");
    assertEquals(
        "service_id=db-id&plan_id=small-id&operation=k%2F1", broker.seen().getLast().query());
    broker.on("GET", INSTANCE_POLL, Reply.of(200, "{}"));
    osbctl
        .run("last-operation", "-i", "db1")
        .ends(ExitCode.REFUSED)
        .printsNothing()
        .says("is no last operation");
    broker.on("GET", INSTANCE_POLL, Reply.html(502));
    osbctl.run("last-operation", "-i", "db1").ends(ExitCode.REFUSED).says("answered 502");
  }

  @Test
  void deprovision_forgets_the_instance() {
    osbctl.done("deprovision", "-i", "db1", "--yes").printsNothing().says("\"db1\" is gone");
    assertEquals(
        "service_id=db-id&plan_id=small-id&accepts_incomplete=true", broker.only("DELETE").query());
    assertFalse(osbctl.inventory().contains("db1"));
  }

  @Test
  void deprovision_ends_with_410_or_200() {
    for (var end : List.of(Reply.of(410, "{}"), Reply.state("succeeded"))) {
      broker
          .on("DELETE", AN_INSTANCE, Reply.of(202, "{\"operation\": \"del\"}"))
          .on("GET", INSTANCE_POLL, Reply.state("in progress"), end);
      osbctl.done("deprovision", "-i", "db1", "--yes");
      assertFalse(osbctl.inventory().contains("db1"));
      osbctl.done("provision", "-s", "db", "-p", "small", "-i", "db1");
    }
  }

  @Test
  void failed_deprovision_keeps_the_instance() {
    broker
        .on("DELETE", AN_INSTANCE, Reply.of(202, "{}"))
        .on("GET", INSTANCE_POLL, Reply.state("failed"));
    osbctl
        .run("deprovision", "-i", "db1", "--yes")
        .ends(ExitCode.REFUSED)
        .says("the broker gave no reason")
        .saysNot("is gone");
    assertTrue(osbctl.inventory().contains("db1"));
  }

  @Test
  void broken_broker_keeps_the_instance() {
    broker.on("DELETE", AN_INSTANCE, Reply.html(502));
    osbctl.run("deprovision", "-i", "db1", "--yes").ends(ExitCode.REFUSED);
    assertTrue(osbctl.inventory().contains("db1"));
    assertEquals(1, broker.seen("DELETE").size());
  }

  @Test
  void time_is_up_while_deprovisioning() {
    broker
        .on("DELETE", AN_INSTANCE, Reply.of(202, "{}"))
        .on("GET", INSTANCE_POLL, Reply.state("in progress"));
    osbctl
        .run("deprovision", "-i", "db1", "--yes", "--timeout", "3s")
        .ends(ExitCode.GAVE_UP)
        .says("osbctl wait -i db1");
    broker.on("GET", INSTANCE_POLL, Reply.of(410, "{}"));
    osbctl.done("wait", "-i", "db1").says("\"db1\" is gone");
    assertFalse(osbctl.inventory().contains("db1"));
  }

  @Test
  void misspelt_instance_sends_nothing() {
    int before = broker.seen().size();
    osbctl
        .run("deprovision", "-i", "db11", "--yes")
        .ends(ExitCode.USAGE)
        .says("unknown-service-instance: There is no service instance \"db11\".")
        .says("did you mean \"db1\"?");
    assertEquals(before, broker.seen().size());
  }

  @Test
  void instance_of_another_broker_is_found_there() {
    try (var other = ScriptedBroker.start()) {
      osbctl.to(other.url());
      osbctl
          .run("deprovision", "-i", "db1", "--yes")
          .ends(ExitCode.USAGE)
          .says("name that broker: --url " + broker.url());
      assertEquals(List.of(), other.seen());
    }
  }

  @Test
  void empty_inventory_says_how_to_begin() {
    osbctl.done("deprovision", "-i", "db1", "--yes");
    int before = broker.seen().size();
    osbctl
        .run("get", "instance", "-i", "db1")
        .ends(ExitCode.USAGE)
        .says("osbctl remembers no service instance of " + broker.url())
        .says("begin with: osbctl provision -s SERVICE -p PLAN -i db1");
    assertEquals(before, broker.seen().size());
  }

  @Test
  void one_broker_is_one_however_its_url_is_written() {
    var text = broker.url().toString().replace("http:", "HTTP:") + "/";
    osbctl.with("SB_BROKER_URL", text).done("deprovision", "-i", "db1", "--yes");
  }
}
