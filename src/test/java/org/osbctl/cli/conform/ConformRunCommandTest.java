package org.osbctl.cli.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.cli.Osbctl;
import org.osbctl.cli.ScriptedBroker;
import org.osbctl.cli.ScriptedBroker.Reply;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;
import org.osbctl.operation.Operation.Provision;

class ConformRunCommandTest {
  @TempDir Path home;

  private Osbctl osbctl() {
    return new Osbctl(home);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--mock", "--mock=sync", "--mock=async", "--mock=mixed"})
  void bundled_mock_conforms(String mode) {
    osbctl()
        .done("conform", "run", mode, "--jobs", "1")
        .says("mock broker at http://127.0.0.1:")
        .says("service instances")
        .prints("PASSED")
        .prints("left nothing behind");
    assertEquals("", osbctl().inventory());
  }

  @Test
  void mode_the_mock_does_not_have_is_told() {
    osbctl()
        .run("conform", "run", "--mock=fast")
        .ends(ExitCode.USAGE)
        .printsNothing()
        .says("choose sync, async or mixed");
  }

  @Test
  void quiet_run_prints_only_what_is_wrong() {
    osbctl().done("conform", "run", "--mock=sync", "-q").printsNothing().saysNothing();
  }

  @Test
  void gate_says_what_decided() {
    try (var broker = ScriptedBroker.start()) {
      broker.on("GET", "/v2/catalog", Reply.of(200, ScriptedBroker.CATALOG));
      var osbctl = new Osbctl(home).to(broker.url());
      var only = new String[] {"conform", "run", "--quick", "-o", "json"};
      var easy = osbctl.run(only).json();
      assertEquals("must", easy.at("/gate/level").stringValue());
      var words = new ArrayList<>(List.of(only));
      words.addAll(List.of("--gate", "should"));
      var strict = osbctl.run(words.toArray(String[]::new)).ends(ExitCode.REFUSED).json();
      assertEquals("failed", strict.path("conclusion").stringValue());
      assertEquals(
          strict.at("/summary/failed").intValue() + strict.at("/summary/warned").intValue(),
          strict.at("/gate/by").size());
      assertTrue(strict.at("/gate/decided").stringValue().endsWith("(MUST or SHOULD)"));
    }
  }

  @Test
  void quick_run_creates_nothing() {
    try (var broker = ScriptedBroker.start()) {
      broker
          .on("PUT", ScriptedBroker.AN_INSTANCE, Reply.of(400, "{\"description\": \"no\"}"))
          .on("PUT", ScriptedBroker.A_BINDING, Reply.of(400, "{\"description\": \"no\"}"));
      var ran = Osbctl.of(home, broker).run("conform", "run", "--quick");
      ran.says("quick run: nothing will be created").prints("created nothing");
      var honest =
          broker.seen("PUT").stream()
              .filter(ConformRunCommandTest::isHonest)
              .filter(put -> !put.path().contains("/service_bindings/"))
              .toList();
      assertEquals(List.of(), honest);
    }
  }

  @Test
  void dry_run_sends_only_the_catalog() {
    try (var broker = ScriptedBroker.start()) {
      var osbctl = Osbctl.of(home, broker);
      osbctl
          .done("conform", "run", "-n")
          .says("will create and delete up to 4 service instances and 5 service bindings of db/sm")
          .prints("db       small  yes");
      osbctl.done("conform", "run", "-n", "--all-plans", "-o", "name").prints("db/large\n");
      var json = osbctl.done("conform", "run", "--dry-run", "-o", "json").json();
      assertEquals("ConformancePlan", json.path("kind").stringValue());
      assertEquals("small", json.at("/plans/0/plan").stringValue());
      osbctl.done("conform", "run", "--dry-run", "--quick").says("nothing will be created");
      assertEquals(4, broker.seen().size());
      assertEquals(4, broker.seen("GET").size());
    }
  }

  @Test
  void selection_takes_what_is_named() {
    try (var broker = MockBroker.start(MockOptions.defaults())) {
      var osbctl = Osbctl.of(home, broker);
      assertEquals("mock-mailer/standard\n", dryRun(osbctl, "-s", "mock-mailer"));
      assertEquals("mock-cluster/large\n", dryRun(osbctl, "-p", "mock-cluster/large"));
      assertEquals("mock-database/small\nmock-cluster/small\n", dryRun(osbctl, "-p", "small"));
      assertEquals(
          "mock-database/small\nmock-database/large\n",
          dryRun(osbctl, "-s", "mock-database", "--all-plans"));
      var one = dryRun(osbctl);
      assertTrue(one.contains("mock-cluster/small\n"), one);
      assertFalse(one.contains("mock-cluster/large\n"), one);
    }
  }

  private static String dryRun(Osbctl osbctl, String... options) {
    var words = new ArrayList<>(List.of("conform", "run", "-n", "-q", "-o", "name"));
    words.addAll(List.of(options));
    return osbctl.done(words.toArray(String[]::new)).out();
  }

  @Test
  void unknown_service_and_plan_offer_the_nearest() {
    try (var broker = ScriptedBroker.start()) {
      var osbctl = Osbctl.of(home, broker);
      osbctl
          .run("conform", "run", "-s", "dbb")
          .ends(ExitCode.USAGE)
          .says("unknown-service-offering:")
          .says("did you mean \"db\"?");
      osbctl
          .run("conform", "run", "-p", "smal")
          .ends(ExitCode.USAGE)
          .says("unknown-service-plan:")
          .says("did you mean \"small\"?");
      osbctl.run("conform", "run", "-p", "db/smal").ends(ExitCode.USAGE).says("\"db/small\"?");
      assertEquals(List.of(), broker.seen("PUT"));
    }
  }

  @Test
  void costs_have_to_be_agreed_to() {
    try (var broker = ScriptedBroker.start()) {
      broker.on(
          "GET",
          "/v2/catalog",
          Reply.of(200, ScriptedBroker.CATALOG.replace("\"free\": true", "\"free\": false")));
      var osbctl = Osbctl.of(home, broker);
      osbctl
          .run("conform", "run")
          .ends(ExitCode.USAGE)
          .printsNothing()
          .says("Creating service instances that cost money (db/small) has to be confirmed.")
          .says("say --yes, or leave them out: --quick");
      osbctl.atTerminal().typing("n\n").run("conform", "run").ends(ExitCode.USAGE).says("[y/N]");
      assertEquals(List.of(), broker.seen("PUT"));
    }
  }

  @Test
  void agreed_costs_are_taken() {
    try (var broker = MockBroker.start(MockOptions.defaults())) {
      var osbctl = Osbctl.of(home, broker);
      osbctl.run("conform", "run", "-s", "mock-database", "-p", "large").ends(ExitCode.USAGE);
      osbctl.done("conform", "run", "-s", "mock-database", "-p", "large", "--yes");
    }
  }

  @Test
  void ctrl_c_in_the_shell_ends_the_run_and_deletes_what_was_created() {
    var command = Thread.currentThread();
    var made = new AtomicInteger();
    var options =
        MockOptions.defaults()
            .withMode(MockOptions.Mode.SYNC)
            .withInterceptor(
                (request, next) -> {
                  var answer = next.proceed(request);
                  if (request.operation() instanceof Provision
                      && answer.response().status() == 201
                      && made.incrementAndGet() == 1) {
                    command.interrupt();
                  }
                  return answer;
                });
    try (var broker = MockBroker.start(options)) {
      var osbctl = Osbctl.of(home, broker);
      osbctl
          .run("conform", "run", "-s", "mock-database")
          .ends(ExitCode.INTERRUPTED)
          .says("interrupted: deleting what was created")
          .prints("INTERRUPTED")
          .prints("left nothing behind");
      assertEquals("", osbctl.inventory());
    }
  }

  @Test
  void violations_are_exit_1() {
    try (var broker = ScriptedBroker.start()) {
      // Answers everything alike: it checks no credentials.
      Osbctl.of(home, broker)
          .run("conform", "run", "--quick")
          .ends(ExitCode.REFUSED)
          .prints("FAILED")
          .prints("auth.failure-is-401");
    }
  }

  @Test
  void broker_nobody_can_talk_to_is_exit_3() {
    osbctl()
        .to(URI.create("http://no-such-host.invalid"))
        .run("conform", "run")
        .ends(ExitCode.UNREACHABLE)
        .printsNothing();
  }

  @Test
  void catalog_that_is_none_is_exit_1() {
    try (var broker = ScriptedBroker.start()) {
      broker.on("GET", "/v2/catalog", Reply.of(401, "{}"));
      Osbctl.of(home, broker)
          .run("conform", "run")
          .ends(ExitCode.REFUSED)
          .printsNothing()
          .says("not-authenticated:");
      assertEquals(1, broker.seen().size());
    }
  }

  @Test
  void empty_selection_is_exit_6() {
    try (var broker = MockBroker.start(MockOptions.defaults())) {
      Osbctl.of(home, broker)
          .run("conform", "run", "-s", "mock-mailer", "-p", "small")
          .ends(ExitCode.NOTHING_TESTED)
          .says("no plan is selected: nothing will be created");
    }
  }

  @Test
  void what_cannot_be_deleted_is_told_and_remembered() {
    try (var broker = ScriptedBroker.start()) {
      broker
          .on("PUT", ScriptedBroker.AN_INSTANCE, Reply.of(201, "{}"))
          .on("DELETE", ScriptedBroker.AN_INSTANCE, Reply.html(500));
      var osbctl = Osbctl.of(home, broker);
      osbctl.run("conform", "run", "--timeout", "1s").ends(ExitCode.REFUSED).prints("still there");
      assertTrue(osbctl.inventory().contains("\"name\" : \"conform-"), osbctl.inventory());
    }
  }

  @Test
  void conforming_broker_that_keeps_something_is_exit_5() {
    var kept = ConcurrentHashMap.<String>newKeySet();
    var asked = new ConcurrentHashMap<String, Integer>();
    try (var mock = MockBroker.start(MockOptions.defaults());
        var broker =
            ScriptedBroker.start().passingOn(mock.url(), seen -> isKept(seen, asked, kept))) {
      var osbctl = new Osbctl(home).to(broker.url()).as("mock", "mock-password");
      osbctl
          .run("conform", "run", "-s", "mock-mailer")
          .ends(ExitCode.LEFT_BEHIND)
          .prints(kept.iterator().next().substring("/v2/service_instances/".length()));
      assertTrue(osbctl.inventory().contains("\"name\" : \"conform-"));
    }
  }

  /** Whether a request has the credentials, a version and ids that the broker knows. */
  private static boolean isHonest(ScriptedBroker.Seen seen) {
    var right = "admin:" + Osbctl.PASSWORD;
    var basic =
        "Basic " + Base64.getEncoder().encodeToString(right.getBytes(StandardCharsets.UTF_8));
    return seen.header("Authorization").equals(basic)
        && seen.header("X-Broker-API-Version").equals("2.17")
        && seen.json().path("service_id").stringValue("").equals("db-id")
        && seen.json().path("plan_id").stringValue("").equals("small-id");
  }

  /** Instances that were asked for twice at once cannot be deleted. */
  private static boolean isKept(
      ScriptedBroker.Seen seen, Map<String, Integer> asked, Set<String> kept) {
    var first = asked.merge(seen.path(), 1, Integer::sum) <= 2;
    if (!seen.method().equals("PUT") || !first || seen.path().contains("/service_bindings/")) {
      asked.put(seen.path(), 3);
    } else if (asked.get(seen.path()) == 2) {
      kept.add(seen.path());
    }
    return seen.method().equals("DELETE") && kept.contains(seen.path());
  }

  @Test
  void inventory_that_cannot_be_written_is_found_before_anything_is_created() throws IOException {
    try (var broker = ScriptedBroker.start()) {
      var file = Files.writeString(home.resolve("file"), "no folder");
      var osbctl = Osbctl.of(home, broker).with("OSBCTL_HOME", file.toString());
      osbctl.run("conform", "run").ends(ExitCode.USAGE).says("inventory-trouble:");
      osbctl.run("conform", "run", "--quick").ends(ExitCode.USAGE).says("inventory-trouble:");
      // Each has read the catalog.
      assertEquals(2, broker.seen().size());
    }
  }

  @Test
  void warnings_fail_a_strict_run() {
    try (var broker = ScriptedBroker.start()) {
      // No version is refused: that is only a SHOULD.
      broker.on("GET", "/v2/catalog", Reply.of(200, ScriptedBroker.CATALOG));
      var osbctl = new Osbctl(home).to(broker.url());
      var easy = osbctl.run("conform", "run", "--quick");
      var strict = osbctl.run("conform", "run", "--quick", "--strict");
      assertFalse(easy.out().isEmpty());
      assertEquals(ExitCode.REFUSED.code(), strict.code(), strict::toString);
    }
  }

  @Test
  void parameters_are_sent_with_the_plan_they_are_for() {
    try (var broker = ScriptedBroker.start()) {
      broker.on("PUT", ScriptedBroker.AN_INSTANCE, Reply.of(400, "{\"description\": \"no\"}"));
      Osbctl.of(home, broker).run("conform", "run", "--params", "small={\"size\": 7}");
      assertTrue(
          broker.seen("PUT").stream()
              .anyMatch(put -> put.json().at("/parameters/size").intValue(0) == 7));
    }
  }
}
