package org.osbctl.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.cli.Osbctl;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.http.Body;
import org.osbctl.http.HttpResponseData;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;
import org.osbctl.mock.strict.StrictFinding;
import org.osbctl.mock.strict.StrictInterceptor;
import org.osbctl.operation.Operation;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Commands that speak as a platform, to a mock that judges platforms. */
class PlatformCommandsTest {
  private static final String[] PROVISION = {
    "provision", "-s", "mock-database", "-p", "small", "-i", "db1"
  };

  @TempDir Path home;
  private final StrictInterceptor judge =
      new StrictInterceptor(MockOptions.defaults(), finding -> {});
  private MockBroker broker;
  private Osbctl osbctl;

  @BeforeEach
  void start() {
    broker =
        MockBroker.start(
            MockOptions.defaults().withMode(MockOptions.Mode.SYNC).withInterceptor(judge));
    osbctl = Osbctl.of(home, broker);
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  private static String[] with(String[] words, String... more) {
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void dry_run_shows_the_exact_request_and_sends_it_not() {
    var ran =
        osbctl.done(
            with(
                PROVISION,
                "--profile",
                "cloudfoundry",
                "--org",
                "o",
                "--space",
                "s",
                "--user",
                "u",
                "--dry-run"));
    ran.prints("PUT " + broker.url() + "/v2/service_instances/")
        .prints("?accepts_incomplete=true\n")
        .prints("X-Broker-API-Version: 2.15\n")
        .prints("X-Broker-API-Originating-Identity: cloudfoundry eyJ1c2VyX2lkIjoidSJ9\n")
        .prints("\"organization_name\" : \"o\"")
        .prints("Authorization: Basic ***")
        .says("the identity is {\"user_id\":\"u\"}");
    assertEquals("", osbctl.inventory());
  }

  @Test
  void dry_run_is_json_for_programs() {
    var json =
        osbctl.done(with(PROVISION, "--profile", "kubernetes", "--user", "u", "-n", "-o", "json"));
    assertEquals("PUT", json.json().path("method").asString());
    assertEquals("kubernetes", json.json().at("/body/context/platform").asString());
    assertEquals("u", json.json().at("/originatingIdentity/username").asString());
    assertTrue(json.json().path("headers").path("Accept").isMissingNode());
  }

  @Test
  void own_context_and_identity_go_before_those_of_the_profile() {
    var json =
        osbctl
            .done(
                with(
                    PROVISION,
                    "--profile",
                    "cloudfoundry",
                    "--context-json",
                    "{\"platform\":\"x\"}",
                    "--originating-identity",
                    "x {\"a\":1}",
                    "-n",
                    "-o",
                    "json"))
            .json();
    assertEquals("{\"platform\":\"x\"}", json.at("/body/context").toString());
    assertEquals("{\"a\":1}", json.path("originatingIdentity").toString());
  }

  @Test
  void without_a_profile_a_minimal_context_is_sent_where_the_version_knows_one() {
    var body = osbctl.done(with(PROVISION, "-n", "-o", "json")).json().path("body");
    assertEquals("{\"platform\":\"osbctl\"}", body.path("context").toString());
    var none = osbctl.done(with(PROVISION, "-n", "-o", "json", "--profile", "none"));
    assertEquals(body.toString(), none.json().path("body").toString());
    var old = osbctl.done(with(PROVISION, "-n", "-o", "json", "--api-version", "2.11"));
    assertTrue(old.json().at("/body/context").isMissingNode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "cloudfoundry",
        "kubernetes",
        "meshmarketplace",
        "osb-cmdb",
        "osb-cmdb-k8s",
        "openstack"
      })
  void whole_life_as_a_platform_is_as_the_specification_wants_it(String platform) {
    var profile = new String[] {"--profile", platform};
    var who = platform.equals("none") ? profile : with(profile, "--user", "u1");
    osbctl.done(with(with(PROVISION, who), "-c", "{\"database\":\"d1\"}"));
    osbctl.done(with(new String[] {"update", "-i", "db1", "-p", "large"}, who));
    osbctl.done(with(new String[] {"bind", "-i", "db1", "-b", "b1", "--app-guid", "a1"}, who));
    osbctl.done(with(new String[] {"get", "binding", "-i", "db1", "-b", "b1"}, who));
    osbctl.done(with(new String[] {"unbind", "-i", "db1", "-b", "b1"}, who));
    osbctl.done(with(new String[] {"deprovision", "-i", "db1", "--yes"}, who));
    judge.finish(broker.state().clock());
    var findings = judge.findings();
    assertEquals(List.of(), findings.stream().map(StrictFinding::text).toList(), platform);
  }

  @Test
  void platforms_would_take_a_broker_that_does_all_right() {
    var words =
        new String[] {
          "conform",
          "run",
          "--plan",
          "mock-database/small",
          "-o",
          "json",
          "--yes",
          "--profile",
          "cloudfoundry",
          "--profile",
          "kubernetes",
          "--profile",
          "service-manager",
          "--profile",
          "meshmarketplace"
        };
    var report = osbctl.done(words).json();
    assertEquals(4, report.path("platforms").size());
    for (var platform : report.path("platforms")) {
      assertTrue(platform.path("accepts").booleanValue(), platform::toString);
    }
  }

  @Test
  void what_only_a_platform_minds_fails_the_run_and_no_requirement() throws IOException {
    var catalog = (ObjectNode) broker.state().catalog(ApiVersion.LATEST).json().deepCopy();
    ((ArrayNode) catalog.at("/services/0/tags")).add("t".repeat(2_100));
    broker.serve(new Catalog(catalog));
    var file = home.resolve("report.json");
    osbctl
        .run(
            "conform",
            "run",
            "--quick",
            "--profile",
            "cloudfoundry",
            "--report",
            "json=" + file,
            "--report",
            "console=-")
        .ends(ExitCode.REFUSED)
        .prints("As a platform: Cloud Foundry would not take this broker")
        .prints("CF-SVC-6  services[0].tags: Tags for the service mock-database must be")
        .prints("PASSED");
    var report = Json.parse(Files.readAllBytes(file)).node();
    assertEquals(0, report.at("/summary/failed").intValue());
    assertEquals("[\"cloudfoundry\"]", report.path("profiles").toString());
    assertEquals(false, report.at("/platforms/0/accepts").booleanValue());
    osbctl.run("conform", "report", file.toString()).prints("would not take this broker");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--profile clodfoundry | did you mean \"cloudfoundry\"?",
        "--profile cloudfoundry --set organisation_name=x | did you mean --set"
            + " organization_name=…?",
        "--profile cloudfoundry --set space_name | write --set space_name=VALUE",
        "--profile cloudfoundry --set space_annotations:=x | is no JSON",
        "--profile none --org o | has no value for --org",
        "--org o | --profile cloudfoundry",
        "--profile none --profile kubernetes | leave one --profile",
        "--profile ./no-such.yaml | there is no such file",
      })
  void what_no_profile_knows_is_wrong_usage(String words, String said) {
    osbctl.run(with(PROVISION, words.split(" "))).ends(ExitCode.USAGE).printsNothing().says(said);
  }

  /** Seconds between polls, and the Retry-After of the broker. */
  @ParameterizedTest
  @CsvSource({
    "cloudfoundry, '', '0 60 60 60 60'",
    "cloudfoundry, 5, '0 60 60 60 60'",
    "cloudfoundry, 120, '0 120 120'",
    "kubernetes, '', '1 2 4 8 16 32 64 128'",
    "kubernetes, 5, '1 2 4 8 16 32 64 128'",
    "service-manager, 90, '4 4 4'",
    "osb-cmdb, '', '0 60 60 60 60'"
  })
  void client_polls_as_the_platform_does(String platform, String retryAfter, String pauses) {
    var options =
        MockOptions.defaults().withMode(MockOptions.Mode.ASYNC).withDelay(Duration.ofMinutes(4));
    if (platform.equals("service-manager")) {
      options = options.withDelay(Duration.ofSeconds(10));
    }
    if (!retryAfter.isEmpty()) {
      options = options.withRetryAfter(Integer.parseInt(retryAfter));
    }
    try (var slow = MockBroker.start(options, osbctl.time())) {
      osbctl.to(slow.url()).done(with(PROVISION, "--profile", platform, "--interval", "platform"));
    }
    var seconds = osbctl.time().pauses().stream().map(each -> "" + each.toSeconds()).toList();
    assertEquals(pauses, String.join(" ", seconds));
  }

  @Test
  void who_polls_as_a_platform_has_to_name_one_that_is_known_to_poll() {
    for (var words : List.of(List.of(PROVISION), List.of(with(PROVISION, "--profile", "none")))) {
      osbctl
          .run(with(words.toArray(String[]::new), "--interval", "platform"))
          .ends(ExitCode.USAGE)
          .says("no-polling: There is no platform as which to poll.")
          .says("--profile cloudfoundry");
    }
    osbctl.done("instances", "-o", "name").printsNothing();
  }

  @ParameterizedTest
  @CsvSource({"osb-cmdb, true", "osb-cmdb, false", "osb-cmdb-k8s, true"})
  void parameter_of_osb_cmdb_is_not_shown_when_an_instance_is_fetched(
      String platform, boolean shown) throws IOException {
    var options =
        MockOptions.defaults()
            .withMode(MockOptions.Mode.SYNC)
            .withInterceptor(
                (request, next) -> {
                  var answer = next.proceed(request);
                  var response = answer.response();
                  if (!(request.operation() instanceof Operation.FetchInstance)
                      || response.status() != 200
                      || !shown) {
                    return answer;
                  }
                  var body = (ObjectNode) response.body().json().deepCopy();
                  body.withObject("/parameters").putObject("x-osb-cmdb").putObject("labels");
                  return answer.with(new HttpResponseData(200, response.headers(), Body.of(body)));
                });
    var file = home.resolve("report.json");
    try (var showing = MockBroker.start(options, osbctl.time())) {
      osbctl
          .to(showing.url())
          .done(
              "conform",
              "run",
              "--plan",
              "mock-database/small",
              "--yes",
              "--only",
              "fetch-instance.*",
              "--profile",
              platform,
              "--report",
              "json=" + file);
    }
    var notes = Json.parse(Files.readAllBytes(file)).node().at("/platforms/0/notes");
    var rules = notes.valueStream().map(each -> each.path("rule").asString()).toList();
    assertEquals(shown, rules.contains("CMDB-HIDE-1"), notes::toString);
  }

  @Test
  void labels_that_osb_cmdb_would_refuse_are_not_sent() {
    osbctl
        .run(
            with(
                PROVISION,
                "--profile",
                "osb-cmdb",
                "--set",
                "brokered_space_annotations:={\"orange.com/basicat\":\"with blank\"}"))
        .ends(ExitCode.USAGE)
        .says("The platform would refuse \"orange.com/basicat\".")
        .says("its value like [a-zA-Z0-9._-]{0,63}");
    osbctl.done("instances", "-o", "name").printsNothing();
  }

  @Test
  void openstack_is_told_of_the_project_by_the_variables_of_its_own_tools() {
    osbctl
        .with("OS_PROJECT_NAME", "demo")
        .with("OS_PROJECT_DOMAIN_NAME", "Corp")
        .with("OS_USER_ID", "u-1");
    var sent = osbctl.done(with(PROVISION, "-n", "-o", "json", "--profile", "openstack")).json();
    assertEquals("demo", sent.at("/body/context/project_name").asString());
    assertEquals("Corp", sent.at("/body/organization_guid").asString());
    assertEquals("u-1", sent.at("/originatingIdentity/user_id").asString());
    var other =
        osbctl
            .done(with(PROVISION, "-n", "-o", "json", "--profile", "openstack", "--space", "own"))
            .json();
    assertEquals("own", other.at("/body/context/project_name").asString());
  }
}
