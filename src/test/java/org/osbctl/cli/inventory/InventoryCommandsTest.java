package org.osbctl.cli.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osbctl.cli.Osbctl;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;
import org.osbctl.spec.Json;

class InventoryCommandsTest {
  private static final String CONTEXT =
      "{\"platform\":\"cloudfoundry\",\"organization_guid\":\"org-1\",\"space_guid\":\"s-1\"}";

  @TempDir Path home;
  private MockBroker broker;
  private Osbctl osbctl;

  @BeforeEach
  void start() {
    broker = MockBroker.start(MockOptions.defaults().withMode(MockOptions.Mode.SYNC));
    osbctl = Osbctl.of(home, broker).with("USER", "me").with("HOSTNAME", "here");
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  private void provision(String name, String... more) {
    var words =
        new ArrayList<>(List.of("provision", "-s", "mock-cluster", "-p", "small", "-i", name));
    words.addAll(List.of(more));
    osbctl.done(words.toArray(String[]::new));
  }

  @Test
  void instances_are_listed_in_every_form() {
    provision("db1");
    provision("db2");
    osbctl.done("bind", "-i", "db1", "-b", "app1");
    var table = osbctl.done("instances").out().lines().toList();
    assertEquals(3, table.size());
    assertTrue(table.get(0).startsWith("NAME  SERVICE"), table::toString);
    assertTrue(
        table.get(1).matches("db1 +mock-cluster +small +provision succeeded +1 +\\S+Z +me@here"),
        table.get(1));
    assertEquals("db1\ndb2\n", osbctl.done("ls", "-o", "name").out());
    var json = osbctl.done("instances", "-o", "json").json();
    assertEquals("ServiceInstances", json.path("kind").asString());
    assertEquals(2, json.path("items").size());
    assertEquals("app1", json.at("/items/0/bindings/0/name").asString());
    osbctl.done("services", "-o", "yaml").prints("- name: \"db2\"");
    osbctl.done("bindings", "-i", "db1").prints("app1  db1");
    assertEquals("app1\n", osbctl.done("bindings", "-o", "name").out());
    assertEquals("", osbctl.done("bindings", "-i", "db2", "-o", "name").out());
  }

  @Test
  void empty_list_is_a_list() {
    assertEquals(0, osbctl.done("instances", "-o", "json").json().path("items").size());
    osbctl.done("instances", "-o", "yaml").prints("items: []");
    assertEquals("", osbctl.done("instances", "-o", "name").out());
  }

  @Test
  void instances_of_all_brokers_are_listed_without_a_broker() {
    provision("db1");
    osbctl.to(URI.create("http://other.example.com"));
    assertEquals("", osbctl.done("instances", "-o", "name").out());
    osbctl.done("instances", "--all-contexts").prints(broker.url().toString());
    osbctl.without("SB_BROKER_URL").done("instances").prints(broker.url().toString());
  }

  @Test
  void instances_are_found_by_label_owner_age_and_run() {
    osbctl.with("OSBCTL_RUN", "job-7");
    provision("db1", "--context-json", CONTEXT);
    osbctl.without("OSBCTL_RUN").with("USER", "you").time().pass(Duration.ofHours(2));
    provision("db2");
    assertEquals("db1\n", found("--label", "brokered_service_context_organization_guid=org-1"));
    assertEquals("", found("--label", "brokered_service_context_organization_guid=org-2"));
    assertEquals("db2\n", found("--owner", "you"));
    assertEquals("db1\n", found("--older-than", "1h"));
    assertEquals("db1\n", found("--run", "job-7"));
  }

  private String found(String... filter) {
    var words = new ArrayList<>(List.of("instances", "-o", "name"));
    words.addAll(List.of(filter));
    return osbctl.done(words.toArray(String[]::new)).out();
  }

  @Test
  void instance_gets_another_name_and_is_worked_with_by_it() {
    provision("db1");
    provision("db2");
    osbctl.run("rename", "db1", "db2").ends(ExitCode.USAGE).says("name-taken");
    osbctl.run("rename", "db9", "db3").ends(ExitCode.USAGE).says("unknown-service-instance");
    osbctl.done("rename", "db1", "db3");
    osbctl.run("deprovision", "-i", "db1", "--yes").ends(ExitCode.USAGE);
    osbctl.done("deprovision", "-i", "db3", "--yes");
  }

  @Test
  void forgotten_instance_is_adopted_again() {
    provision("db1", "--id", "the-id");
    osbctl.done("bind", "-i", "db1", "-b", "app1", "--id", "the-binding");
    osbctl.run("forget", "-i", "db1").ends(ExitCode.USAGE).says("--yes");
    osbctl.done("forget", "-i", "db1", "-b", "app1", "--yes");
    assertEquals("", osbctl.done("bindings", "-o", "name").out());
    osbctl.done("forget", "-i", "db1", "--yes");
    osbctl.run("unbind", "-i", "db1", "-b", "app1").ends(ExitCode.USAGE);
    osbctl.done(
        "adopt",
        "--id",
        "the-id",
        "-s",
        "mock-cluster",
        "-p",
        "small",
        "-i",
        "again",
        "--binding-id",
        "app1=the-binding");
    osbctl
        .run("adopt", "--id", "the-id", "-s", "mock-cluster", "-p", "small", "-i", "twice")
        .ends(ExitCode.USAGE)
        .says("id-taken");
    osbctl.done("unbind", "-i", "again", "-b", "app1");
    osbctl.done("deprovision", "-i", "again", "--yes");
  }

  @Test
  void what_was_sent_is_kept_without_its_secrets() {
    provision(
        "db1",
        "--no-validate",
        "--context-json",
        CONTEXT,
        "--originating-identity",
        "cloudfoundry {\"user_id\":\"u1\"}",
        "-c",
        "{\"size\":3,\"password\":\"canary-parameter\"}");
    var lines = osbctl.done("inventory", "export").out().lines().toList();
    assertEquals(1, lines.size());
    var known = Json.parse(lines.getFirst().getBytes(StandardCharsets.UTF_8)).node();
    assertEquals("{\"size\":3,\"password\":\"***\"}", Json.text(known.path("parameters")));
    assertEquals(
        "u1",
        known.path("labels").path("brokered_service_originating_identity_user_id").asString());
    assertEquals("cloudfoundry {\"user_id\":\"u1\"}", known.path("originatingIdentity").asString());
    assertFalse(osbctl.inventoryBytes().contains("canary-parameter"));
  }

  @Test
  void questions_in_sql_are_answered_and_change_nothing() {
    provision("db1");
    osbctl
        .done("inventory", "query", "SELECT name, plan FROM instances")
        .prints("NAME  PLAN\ndb1   small\n");
    var json =
        osbctl.done("inventory", "query", "SELECT count(*) AS n FROM bindings", "-o", "json");
    assertEquals("0", json.json().at("/items/0/n").asString());
    osbctl.run("inventory", "query", "DELETE FROM instances").ends(ExitCode.USAGE);
    osbctl.run("inventory", "query", "SELECT nothing").ends(ExitCode.USAGE).says("nothing");
    osbctl.done("instances").prints("db1");
  }

  @Test
  void operations_are_counted_also_of_what_is_gone() {
    provision("db1", "--context-json", CONTEXT);
    provision("db2");
    osbctl.done("deprovision", "-i", "db2", "--yes");
    osbctl.run("update", "-i", "db1", "-p", "no-such-plan").ends(ExitCode.USAGE);
    osbctl.done("inventory", "stats").prints("mock-cluster  3           0       0          1");
    osbctl.done("inventory", "stats", "--by", "kind").prints("deprovision").prints("provision");
    osbctl.done("inventory", "stats", "--by", "organization").prints("org-1");
    osbctl.done("inventory", "stats", "--by", "day");
  }

  @Test
  void url_of_an_inventory_holds_no_password_and_is_one_of_a_postgres() {
    for (var url :
        List.of(
            "jdbc:postgresql://me:canary-pw@host/db",
            "jdbc:postgresql://host/db?user=me&password=canary-pw",
            "jdbc:mysql://host/db")) {
      osbctl
          .run("instances", "--inventory", url)
          .ends(ExitCode.USAGE)
          .says("bad-inventory")
          .saysNot("canary-pw");
    }
    osbctl
        .run("instances", "--inventory", "jdbc:postgresql://127.0.0.1:1/db")
        .ends(ExitCode.USAGE)
        .says("inventory-trouble")
        .says("--inventory");
  }
}
