package org.osbctl.cli.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osbctl.cli.Osbctl;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;

class CatalogLintCommandTest {
  private static final Path ACCEPTED = Path.of("src/test/resources/profiles/accepted-catalog.json");

  @TempDir Path home;

  private Osbctl offline() {
    return new Osbctl(home);
  }

  private String accepted() throws IOException {
    return Files.readString(ACCEPTED);
  }

  @Test
  void file_is_held_against_all_platforms_without_any_broker() {
    var ran = offline().done("catalog", "lint", ACCEPTED.toString());
    ran.says("Cloud Foundry takes the catalog").says("meshcloud marketplace takes the catalog");
  }

  @Test
  void what_a_platform_refuses_is_said_with_its_words_and_a_remedy() throws IOException {
    var wrong = accepted().replace("\"name\": \"large\"", "\"name\": \"small\"");
    var ran = offline().typing(wrong).run("catalog", "lint", "--profile", "cloudfoundry", "-");
    ran.ends(ExitCode.REFUSED)
        .prints("services[0].plans[1].name")
        .prints("CF-PLN-2")
        .prints("Plan names must be unique within a service.")
        .prints("rename one")
        .says("Cloud Foundry refuses the catalog: 1 reasons to refuse");
    var json =
        offline()
            .typing(wrong)
            .run("catalog", "lint", "--profile", "cloudfoundry", "-o", "json", "-");
    assertEquals("CatalogLint", json.json().path("kind").asString());
    assertEquals(false, json.json().at("/platforms/0/accepted").booleanValue());
    assertEquals("CF-PLN-2", json.json().at("/platforms/0/findings/0/rule").asString());
  }

  @Test
  void names_in_a_catalog_are_printed_without_what_acts_on_a_terminal() throws IOException {
    var wrong =
        accepted().replace("\"large\"", "\"\\u001b[2Jx\"").replace("\"small\"", "\"\\u001b[2Jx\"");
    var ran = offline().typing(wrong).run("catalog", "lint", "--profile", "cloudfoundry", "-");
    ran.ends(ExitCode.REFUSED).prints("\\u001b[2Jx");
    assertEquals(-1, ran.out().indexOf('\u001b'));
  }

  @Test
  void broker_is_asked_when_no_file_is_named() {
    try (var broker = MockBroker.start(MockOptions.defaults())) {
      var osbctl = Osbctl.of(home, broker);
      osbctl.done("catalog", "lint", "--profile", "kubernetes").prints("K8-IGN-2");
      osbctl.done("catalog").prints("mock-database");
    }
  }

  @Test
  void own_rules_count_too() throws IOException {
    var mine = home.resolve("mine.yaml");
    Files.writeString(
        mine,
        """
        id: ours
        title: Our platform
        extends: none
        catalog:
          rules:
            - { id: OUR-1, says: services have a support URL, at: "services[].metadata.supportUrl", check: { present: true },
                message: "{service} has no support", remedy: add metadata.supportUrl, source: our wiki }
        """);
    offline()
        .run("catalog", "lint", "--profile", mine.toString(), ACCEPTED.toString())
        .ends(ExitCode.REFUSED)
        .prints("postgresql has no support")
        .says("Our platform refuses the catalog");
  }

  @Test
  void what_is_no_catalog_is_wrong_usage() throws IOException {
    offline().typing("{").run("catalog", "lint", "-").ends(ExitCode.USAGE).says("it is no JSON");
    offline().typing("a: [").run("catalog", "lint", "-").ends(ExitCode.USAGE).says("nor YAML");
    offline().run("catalog", "lint", "no-such.json").ends(ExitCode.USAGE).says("no-such.json");
    offline()
        .run("catalog", "lint", "--profile", "none", ACCEPTED.toString())
        .ends(ExitCode.USAGE)
        .says("has no rules for catalogs");
  }

  @Test
  void diff_says_what_is_unsafe() throws IOException {
    var later = home.resolve("later.json");
    Files.writeString(later, accepted().replace("0a1f7c52-6a0e-4a9c-9d5d-6ad0c3f4e102", "other"));
    offline()
        .run("catalog", "diff", ACCEPTED.toString(), later.toString())
        .ends(ExitCode.REFUSED)
        .prints("unsafe  postgresql/large  is gone")
        .says("1 unsafe changes, 1 others");
    var same = offline().done("catalog", "diff", ACCEPTED.toString(), ACCEPTED.toString());
    same.printsNothing().says("nothing has changed");
    var json =
        offline().run("catalog", "diff", ACCEPTED.toString(), later.toString(), "-o", "json");
    assertEquals("unsafe", json.json().at("/changes/0/weight").asString());
  }

  @Test
  void derived_catalog_can_be_served_and_leaves_out_whom_it_should() throws IOException {
    var words =
        new String[] {
          "catalog",
          "derive",
          "--suffix",
          "-cmdb",
          "--maintenance",
          "1.1.0",
          "--exclude",
          ".*cmdb",
          "pg=" + ACCEPTED,
          "other-cmdb=" + ACCEPTED,
          "-o",
          "yaml"
        };
    var ran = offline().done(words);
    ran.prints("name: \"postgresql-cmdb\"").prints("3.2.0+osb-cmdb.1.1.0");
    ran.says("the broker other-cmdb is left out");
    var file = home.resolve("derived.yaml");
    Files.writeString(file, ran.out());
    offline().done("catalog", "lint", "--profile", "cloudfoundry", file.toString());
    offline().run("catalog", "derive", "--exclude", "(", ACCEPTED.toString()).ends(ExitCode.USAGE);
    offline()
        .run("catalog", "derive", "--maintenance", "1", ACCEPTED.toString())
        .ends(ExitCode.USAGE);
  }

  @Test
  void diff_compares_with_the_broker() throws IOException {
    try (var broker = MockBroker.start(MockOptions.defaults())) {
      var osbctl = Osbctl.of(home, broker);
      var before = home.resolve("before.json");
      Files.writeString(before, osbctl.done("catalog", "-o", "json").out());
      osbctl.done("catalog", "diff", before.toString()).says("nothing has changed");
    }
  }
}
