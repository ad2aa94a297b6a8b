package org.osbctl.cli.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osbctl.cli.Osbctl;
import org.osbctl.cli.ScriptedBroker;
import org.osbctl.cli.ScriptedBroker.Reply;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;

class CatalogCommandTest {
  @TempDir Path home;

  @Test
  void every_form_shows_all_plans() {
    try (var broker = ScriptedBroker.start()) {
      var osbctl = Osbctl.of(home, broker);
      assertEquals(
          """
          SERVICE  PLAN   FREE  BINDABLE  DESCRIPTION
          db       small  yes   yes       A small one.
          db       large  no    yes       A large one.
          """,
          osbctl.done("catalog").saysNothing().out());
      assertEquals("db/small\ndb/large\n", osbctl.done("catalog", "-o", "name").out());
      var json = osbctl.done("catalog", "-o", "json").json();
      assertEquals("db-id", json.at("/services/0/id").stringValue());
      osbctl.done("catalog", "-o", "YAML").prints("  name: \"db\"\n");
    }
  }

  @Test
  void one_service_can_be_chosen() {
    try (var broker = MockBroker.start(MockOptions.defaults())) {
      var osbctl = Osbctl.of(home, broker);
      assertEquals(
          "mock-mailer/standard\n",
          osbctl.done("catalog", "-s", "mock-mailer", "-o", "name").out());
      var json = osbctl.done("catalog", "-s", "mock-mailer", "-o", "json").json();
      assertEquals(1, json.path("services").size());
      osbctl
          .run("catalog", "-s", "mock-mailr")
          .ends(ExitCode.USAGE)
          .printsNothing()
          .says("unknown-service-offering:")
          .says("did you mean \"mock-mailer\"?");
    }
  }

  @Test
  void empty_catalog_is_told() {
    try (var broker = ScriptedBroker.start()) {
      broker.on("GET", "/v2/catalog", Reply.of(200, "{\"services\": []}"));
      Osbctl.of(home, broker).done("catalog").says("the catalog is empty");
    }
  }
}
