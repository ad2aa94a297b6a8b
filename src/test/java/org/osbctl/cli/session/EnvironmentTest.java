package org.osbctl.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osbctl.cli.Osbctl;
import org.osbctl.cli.ScriptedBroker;
import org.osbctl.cli.ScriptedBroker.Reply;
import org.osbctl.cli.io.ExitCode;

/** The command line counts most, then OSBCTL_ variables, then those of other clients. */
class EnvironmentTest {
  private static final URI NOBODY = URI.create("http://no-such-host.invalid");

  @TempDir Path home;
  private ScriptedBroker broker;
  private Osbctl osbctl;

  @BeforeEach
  void start() {
    broker = ScriptedBroker.start().on("PUT", ScriptedBroker.AN_INSTANCE, Reply.of(201, "{}"));
    osbctl = new Osbctl(home);
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  private String versionSent(String... args) {
    osbctl.done(args);
    return broker.seen().getLast().header("X-Broker-API-Version");
  }

  @Test
  void url_is_taken_from_the_nearest_place() {
    var url = broker.url().toString();
    osbctl.with("SB_HOST", url).done("catalog");
    osbctl.with("SB_HOST", NOBODY.toString()).with("SB_BROKER_URL", url).done("catalog");
    osbctl.with("SB_BROKER_URL", NOBODY.toString()).with("OSBCTL_URL", url).done("catalog");
    osbctl.with("OSBCTL_URL", NOBODY.toString()).done("catalog", "--url", url);
    assertEquals(4, broker.seen().size());
  }

  @Test
  void version_is_taken_from_the_nearest_place() {
    osbctl.to(broker.url());
    assertEquals("2.17", versionSent("catalog"));
    osbctl.with("SB_BROKER_API_VERSION", "2.12");
    assertEquals("2.12", versionSent("catalog"));
    osbctl.with("OSBCTL_API_VERSION", "2.13");
    assertEquals("2.13", versionSent("catalog"));
    assertEquals("2.14", versionSent("catalog", "--api-version", "2.14"));
  }

  @Test
  void shared_options_stand_before_or_behind_the_command() {
    var url = broker.url().toString();
    assertEquals("2.14", versionSent("--url", url, "--api-version=2.14", "catalog"));
    assertEquals("2.15", versionSent("catalog", "--url=" + url, "--api-version", "2.15"));
    assertEquals("2.16", versionSent("--api-version", "2.16", "catalog", "--url", url));
    osbctl.done("-q", "-o", "name", "--url", url, "catalog").prints("db/small");
    osbctl.done("--url", url, "conform", "run", "-n", "-o", "name").prints("db/small");
  }

  @Test
  void every_long_option_has_a_variable() {
    osbctl.to(broker.url()).with("OSBCTL_OUTPUT", "name").with("OSBCTL_QUIET", "yes");
    assertEquals("db/small\ndb/large\n", osbctl.done("catalog").out());
    osbctl.done("catalog", "-o", "table").prints("SERVICE");
    osbctl.with("OSBCTL_CURL", "1").done("catalog").says("curl ");
  }

  @Test
  void names_are_taken_from_the_environment() {
    osbctl.to(broker.url()).with("SB_INSTANCE", "db1");
    assertEquals("db1", osbctl.done("provision", "-s", "db", "-p", "small").field("name"));
    assertEquals(
        "db2", osbctl.done("provision", "-s", "db", "-p", "small", "-i", "db2").field("name"));
  }

  @Test
  void empty_variable_is_none() {
    osbctl.to(broker.url()).with("OSBCTL_URL", "").with("SB_BROKER_USERNAME", " ").done("catalog");
    assertEquals("", broker.only("GET").header("Authorization"));
  }

  @Test
  void switch_with_another_value_is_refused() {
    osbctl
        .to(broker.url())
        .with("OSBCTL_INSECURE", "maybe")
        .run("catalog")
        .ends(ExitCode.USAGE)
        .says("--insecure");
    assertEquals(0, broker.seen().size());
  }

  @Test
  void inventory_is_where_the_environment_says() {
    osbctl.to(broker.url()).without("OSBCTL_HOME").with("XDG_STATE_HOME", home + "/state");
    osbctl.done("provision", "-s", "db", "-p", "small", "-i", "a");
    assertTrue(Files.exists(home.resolve("state/osbctl/inventory.db")));
    osbctl.without("XDG_STATE_HOME").with("HOME", home + "/me");
    osbctl.done("provision", "-s", "db", "-p", "small", "-i", "a");
    assertTrue(Files.exists(home.resolve("me/.local/state/osbctl/inventory.db")));
  }
}
