package org.osbctl.cli.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.osbctl.cli.ScriptedBroker.AN_INSTANCE;
import static org.osbctl.cli.ScriptedBroker.A_BINDING;
import static org.osbctl.cli.ScriptedBroker.INSTANCE_POLL;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osbctl.cli.Osbctl;
import org.osbctl.cli.Osbctl.Ran;
import org.osbctl.cli.ScriptedBroker;
import org.osbctl.cli.ScriptedBroker.Reply;
import org.osbctl.cli.io.ExitCode;

/** What a command does when a creation did not go well. */
class OrphanMitigationTest {
  @TempDir Path home;
  private ScriptedBroker broker;
  private Osbctl osbctl;

  @BeforeEach
  void start() {
    broker = ScriptedBroker.start().on("DELETE", AN_INSTANCE, Reply.of(200, "{}"));
    osbctl = Osbctl.of(home, broker);
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  private Ran provision(String... more) {
    var args =
        new java.util.ArrayList<>(List.of("provision", "-s", "db", "-p", "small", "-i", "db1"));
    args.addAll(List.of(more));
    return osbctl.run(args.toArray(String[]::new)).printsNothing();
  }

  private void assertCleanedUp() {
    var put = broker.only("PUT");
    var delete = broker.only("DELETE");
    assertEquals(put.path(), delete.path());
    assertEquals("service_id=db-id&plan_id=small-id&accepts_incomplete=true", delete.query());
    assertFalse(osbctl.inventory().contains("db1"), osbctl.inventory());
  }

  @Test
  void refusal_leaves_nothing_to_clean_up() {
    broker.on(
        "PUT",
        AN_INSTANCE,
        Reply.of(400, "{\"error\": \"Bad\", \"description\": \"no such size\"}"));
    provision()
        .ends(ExitCode.REFUSED)
        .says("refused-by-broker: Provisioning \"db1\" did not work: PUT /v2/service_instances/")
        .says("was answered 400.")
        .says("cause:  Bad: no such size");
    assertEquals(List.of(), broker.seen("DELETE"));
    assertFalse(osbctl.inventory().contains("db1"));
  }

  @Test
  void platform_that_is_more_careful_than_the_text_is_so_here_too() {
    broker.on("PUT", AN_INSTANCE, Reply.of(422, "{\"description\": \"no such size\"}"));
    provision().ends(ExitCode.REFUSED).says("was answered 422");
    assertEquals(List.of(), broker.seen("DELETE"));
    provision("--profile", "cloudfoundry")
        .ends(ExitCode.REFUSED)
        .says("cleaning up, since something may have been created");
    assertEquals(1, broker.seen("DELETE").size());
    broker.on("PUT", AN_INSTANCE, Reply.of(422, "{\"error\": \"ConcurrencyError\"}"));
    provision("--profile", "cloudfoundry").ends(ExitCode.REFUSED);
    assertEquals(1, broker.seen("DELETE").size());
  }

  @Test
  void broken_broker_is_cleaned_up() {
    broker.on("PUT", AN_INSTANCE, Reply.html(502));
    provision()
        .ends(ExitCode.REFUSED)
        .says("was answered 502")
        .says("this looks like a proxy")
        .says("cleaning up, since something may have been created")
        .says("nothing is left behind");
    assertCleanedUp();
  }

  @Test
  void created_without_a_readable_body_is_cleaned_up() {
    broker.on("PUT", AN_INSTANCE, Reply.html(201));
    provision().ends(ExitCode.REFUSED).says("was answered 201");
    assertCleanedUp();
  }

  @Test
  void time_out_is_cleaned_up() {
    broker.on("PUT", AN_INSTANCE, Reply.silence());
    provision("--request-timeout", "3s")
        .ends(ExitCode.UNREACHABLE)
        .says("cannot-reach-broker:")
        .says("--request-timeout");
    assertCleanedUp();
  }

  @Test
  void failed_operation_is_cleaned_up_and_never_exit_0() {
    broker
        .on("PUT", AN_INSTANCE, Reply.of(202, "{\"operation\": \"op\"}"))
        .on(
            "GET",
            INSTANCE_POLL,
            Reply.of(200, "{\"state\": \"failed\", \"description\": \"out of disks\"}"));
    provision()
        .ends(ExitCode.REFUSED)
        .says("operation-failed: Provisioning \"db1\" ended as failed.")
        .says("cause:  out of disks");
    assertCleanedUp();
  }

  @Test
  void clean_up_is_polled_to_its_end() {
    broker
        .on("PUT", AN_INSTANCE, Reply.html(500))
        .on("DELETE", AN_INSTANCE, Reply.of(202, "{\"operation\": \"del\"}"))
        .on("GET", INSTANCE_POLL, Reply.state("in progress"), Reply.of(410, "{}"));
    provision().ends(ExitCode.REFUSED).says("nothing is left behind");
    assertTrue(broker.seen().getLast().query().endsWith("&operation=del"));
    assertCleanedUp();
  }

  @Test
  void clean_up_that_fails_is_told_and_remembered() {
    broker.on("PUT", AN_INSTANCE, Reply.html(500)).on("DELETE", AN_INSTANCE, Reply.html(500));
    provision("-q")
        .ends(ExitCode.REFUSED)
        .says("warning: cleaning up \"db1\" did not work")
        .says("\"db1\" may be there; remove it with: osbctl deprovision -i db1");
    assertTrue(osbctl.inventory().contains("\"db1\""));
    broker.on("DELETE", AN_INSTANCE, Reply.of(410, "{}"));
    osbctl.done("deprovision", "-i", "db1", "--yes");
    assertFalse(osbctl.inventory().contains("\"db1\""));
  }

  @Test
  void broker_that_is_not_there_leaves_nothing_behind() {
    var catalogOnly = broker.url();
    broker.close();
    osbctl.to(catalogOnly);
    provision().ends(ExitCode.UNREACHABLE).says("start the broker");
    assertEquals("", osbctl.inventory());
  }

  @Test
  void version_decides_whether_a_failed_operation_is_cleaned_up() {
    broker
        .on("PUT", AN_INSTANCE, Reply.of(202, "{}"))
        .on("GET", INSTANCE_POLL, Reply.state("failed"));
    provision("--api-version", "2.13").ends(ExitCode.REFUSED).says("\"db1\" may be there");
    assertEquals(List.of(), broker.seen("DELETE"));
  }

  @Test
  void binding_is_cleaned_up_too() {
    broker
        .on("PUT", AN_INSTANCE, Reply.of(201, "{}"))
        .on("PUT", A_BINDING, Reply.html(500))
        .on("DELETE", A_BINDING, Reply.of(200, "{}"));
    osbctl.done("provision", "-s", "db", "-p", "small", "-i", "db1");
    osbctl
        .run("bind", "-i", "db1", "-b", "app1")
        .ends(ExitCode.REFUSED)
        .printsNothing()
        .says("Binding \"app1\" of \"db1\": nothing is left behind");
    assertTrue(broker.only("DELETE").path().contains("/service_bindings/"));
    assertFalse(osbctl.inventory().contains("app1"));
    assertTrue(osbctl.inventory().contains("db1"));
  }

  @Test
  void binding_that_cannot_be_cleaned_up_is_told_and_remembered() {
    broker
        .on("PUT", AN_INSTANCE, Reply.of(201, "{}"))
        .on("PUT", A_BINDING, Reply.html(500))
        .on("DELETE", A_BINDING, Reply.html(500));
    osbctl.done("provision", "-s", "db", "-p", "small", "-i", "db1");
    osbctl
        .run("bind", "-i", "db1", "-b", "app1")
        .ends(ExitCode.REFUSED)
        .says("\"app1\" may be there; remove it with: osbctl unbind -i db1 -b app1");
    assertTrue(osbctl.inventory().contains("app1"));
  }
}
