package org.osbctl.cli.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
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

class CleanupCommandTest {
  private static final String CREATED = "{}";

  @TempDir Path home;
  private ScriptedBroker broker;
  private Osbctl osbctl;

  @BeforeEach
  void start() {
    broker =
        ScriptedBroker.start()
            .on("PUT", ScriptedBroker.AN_INSTANCE, Reply.of(201, CREATED))
            .on("PUT", ScriptedBroker.A_BINDING, Reply.of(201, CREATED))
            .on("DELETE", ScriptedBroker.AN_INSTANCE, Reply.of(200, "{}"))
            .on("DELETE", ScriptedBroker.A_BINDING, Reply.of(200, "{}"));
    osbctl = Osbctl.of(home, broker);
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  private void provision(String name, String... more) {
    var words = new ArrayList<>(List.of("provision", "-s", "db", "-p", "small", "-i", name));
    words.addAll(List.of(more));
    osbctl.done(words.toArray(String[]::new));
  }

  private List<String> deletes() {
    return broker.seen().stream()
        .filter(each -> each.method().equals("DELETE"))
        .map(each -> each.path())
        .toList();
  }

  @Test
  void everything_is_deleted_bindings_first() {
    provision("db1", "--id", "i1");
    osbctl.done("bind", "-i", "db1", "-b", "app1", "--id", "b1");
    provision("db2", "--id", "i2");
    osbctl.done("cleanup", "--all", "--yes").prints("db1   db").prints("deleted");
    var deletes = deletes();
    var binding = "/v2/service_instances/i1/service_bindings/b1";
    assertEquals(3, deletes.size());
    assertTrue(deletes.indexOf(binding) < deletes.indexOf("/v2/service_instances/i1"));
    assertTrue(deletes.contains("/v2/service_instances/i2"));
    assertEquals("", osbctl.inventory());
  }

  @Test
  void dry_run_deletes_nothing() {
    provision("db1");
    osbctl.done("cleanup", "--all", "--dry-run").prints("would be deleted");
    assertEquals(List.of(), deletes());
    assertTrue(osbctl.inventory().contains("db1"));
  }

  @Test
  void it_has_to_be_said_what_and_confirmed() {
    provision("db1");
    osbctl.run("cleanup", "--yes").ends(ExitCode.USAGE).says("nothing-chosen");
    osbctl.run("cleanup", "--all").ends(ExitCode.USAGE).says("--yes").says("1 service instances");
    osbctl.run("cleanup", "--all", "--yes", "--jobs", "0").ends(ExitCode.USAGE);
    assertEquals(List.of(), deletes());
  }

  @Test
  void only_what_is_chosen_is_deleted() {
    osbctl.with("OSBCTL_RUN", "job-1");
    provision("db1", "--id", "i1");
    osbctl.with("OSBCTL_RUN", "job-2").time().pass(Duration.ofHours(2));
    provision("db2", "--id", "i2");
    osbctl.done("cleanup", "--run", "job-2", "--older-than", "1h", "--yes");
    assertEquals(List.of(), deletes());
    osbctl.without("OSBCTL_RUN").done("cleanup", "--older-than", "1h", "--yes");
    assertEquals(List.of("/v2/service_instances/i1"), deletes());
    osbctl.with("OSBCTL_RUN", "job-3").done("cleanup", "--yes");
    assertEquals(1, deletes().size());
    osbctl.with("OSBCTL_RUN", "job-2").done("cleanup", "--yes");
    assertEquals("", osbctl.inventory());
    provision("db3");
    osbctl.with("OSBCTL_RUN", "job-9").done("cleanup", "--all", "--yes");
    assertEquals("", osbctl.inventory());
    osbctl.done("cleanup", "--all", "--yes").says("nothing is there to clean up");
  }

  @Test
  void adopted_instances_are_left_alone() {
    osbctl.done("adopt", "--id", "i9", "-s", "db", "-p", "small", "-i", "foreign");
    osbctl.done("cleanup", "--all", "--yes");
    assertEquals(List.of(), deletes());
    assertTrue(osbctl.inventory().contains("foreign"));
  }

  @ParameterizedTest
  @ValueSource(ints = {409, 422, 429, 500, 503})
  void broker_that_is_busy_or_broken_is_asked_again(int status) {
    provision("db1");
    broker.on(
        "DELETE",
        ScriptedBroker.AN_INSTANCE,
        Reply.of(status, "{\"error\":\"ConcurrencyError\"}"),
        Reply.of(status, "{\"error\":\"ConcurrencyError\"}"),
        Reply.of(410, "{}"));
    osbctl.done("cleanup", "--all", "--yes").prints("deleted");
    assertEquals(3, deletes().size());
    assertEquals(List.of(Duration.ofSeconds(1), Duration.ofSeconds(2)), osbctl.time().pauses());
    assertEquals("", osbctl.inventory());
  }

  @Test
  void what_stays_is_told_and_remembered() {
    provision("db1");
    provision("db2");
    broker.on("DELETE", ScriptedBroker.AN_INSTANCE, Reply.of(403, "{\"description\":\"no\"}"));
    osbctl
        .run("cleanup", "--all", "--yes", "-o", "json")
        .ends(ExitCode.LEFT_BEHIND)
        .prints("still there")
        .says("\"db1\" is still there");
    assertTrue(osbctl.inventory().contains("db1"));
    broker.on("DELETE", ScriptedBroker.AN_INSTANCE, Reply.of(200, "{}"));
    osbctl.done("cleanup", "--all", "--yes");
  }

  @Test
  void instance_with_a_binding_that_stays_is_not_deleted() {
    provision("db1");
    osbctl.done("bind", "-i", "db1", "-b", "app1");
    broker.on("DELETE", ScriptedBroker.A_BINDING, Reply.of(403, "{}"));
    osbctl.run("cleanup", "--all", "--yes").ends(ExitCode.LEFT_BEHIND);
    assertTrue(deletes().stream().allMatch(each -> each.contains("/service_bindings/")));
  }

  @Test
  void another_plan_is_named_when_the_broker_does_not_like_the_one_remembered() {
    provision("db1");
    broker.on("DELETE", ScriptedBroker.AN_INSTANCE, Reply.of(400, "{}"), Reply.of(200, "{}"));
    osbctl.done("cleanup", "--all", "--yes");
    var plans =
        broker.seen().stream()
            .filter(each -> each.method().equals("DELETE"))
            .map(each -> each.query().replaceFirst(".*plan_id=([^&]*).*", "$1"))
            .toList();
    assertEquals(2, plans.size());
    assertFalse(plans.get(0).equals(plans.get(1)), plans::toString);
  }
}
