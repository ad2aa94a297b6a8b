package org.osbctl.cli.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.osbctl.cli.ScriptedBroker.AN_INSTANCE;
import static org.osbctl.cli.ScriptedBroker.INSTANCE_POLL;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

class ProvisionCommandTest {
  @TempDir Path home;
  private ScriptedBroker broker;
  private Osbctl osbctl;

  @BeforeEach
  void start() {
    broker =
        ScriptedBroker.start()
            .on("PUT", AN_INSTANCE, Reply.of(201, "{\"dashboard_url\": \"http://dash.example\"}"));
    osbctl = Osbctl.of(home, broker);
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void synchronous_instance_is_there_at_once() {
    var ran = osbctl.done("provision", "-s", "db", "-p", "small", "-i", "db1");
    assertEquals("db1", ran.field("name"));
    assertEquals("small", ran.field("plan"));
    assertEquals("succeeded", ran.field("state"));
    assertEquals("http://dash.example", ran.field("dashboard"));
    assertEquals(List.of(), osbctl.time().pauses());
  }

  @Test
  void request_names_what_the_specification_wants() {
    var ran =
        osbctl.done("provision", "-s", "db", "-p", "small", "-i", "db1", "-c", "{\"size\":3}");
    var put = broker.only("PUT");
    assertEquals("/v2/service_instances/" + ran.field("id"), put.path());
    assertEquals("accepts_incomplete=true", put.query());
    assertEquals("2.17", put.header("X-Broker-API-Version"));
    assertEquals("db-id", put.json().path("service_id").stringValue());
    assertEquals("small-id", put.json().path("plan_id").stringValue());
    assertEquals("1.2.3", put.json().path("maintenance_info").path("version").stringValue());
    assertEquals("{\"size\":3}", Json.text(put.json().path("parameters")));
  }

  @Test
  void asynchronous_instance_is_polled_until_it_is_there() {
    broker
        .on("PUT", AN_INSTANCE, Reply.of(202, "{\"operation\": \"task 1/é&x\"}"))
        .on(
            "GET",
            INSTANCE_POLL,
            Reply.state("in progress").with("Retry-After", "7"),
            Reply.of(200, "{\"state\": \"in progress\", \"description\": \"half\"}"),
            Reply.state("succeeded"));
    var ran = osbctl.done("provision", "-s", "db", "-p", "small", "-i", "db1");
    assertEquals("succeeded", ran.field("state"));
    assertEquals(
        """
        Provisioning "db1": accepted
        Provisioning "db1": in progress
        Provisioning "db1": in progress (half)
        Provisioning "db1": succeeded
        """,
        ran.err());
    assertEquals(
        "service_id=db-id&plan_id=small-id&operation=task%201%2F%C3%A9%26x",
        broker.seen().getLast().query());
    var pauses = osbctl.time().pauses();
    assertEquals(Duration.ofSeconds(7), pauses.get(1));
    assertEquals(3, pauses.size());
  }

  @Test
  void states_that_repeat_are_one_line() {
    broker
        .on("PUT", AN_INSTANCE, Reply.of(202, "{}"))
        .on(
            "GET",
            INSTANCE_POLL,
            Reply.state("in progress"),
            Reply.state("in progress"),
            Reply.state("in progress"),
            Reply.state("succeeded"));
    var ran = osbctl.done("provision", "-s", "db", "-p", "small", "-i", "db1");
    assertEquals(3, ran.err().lines().count(), ran::toString);
  }

  @Test
  void interval_and_quiet_are_honoured() {
    broker
        .on("PUT", AN_INSTANCE, Reply.of(202, "{}"))
        .on("GET", INSTANCE_POLL, Reply.state("in progress"), Reply.state("succeeded"));
    osbctl
        .done("provision", "-s", "db", "-p", "small", "-i", "db1", "--interval", "5s", "-q")
        .saysNothing();
    assertEquals(List.of(Duration.ofSeconds(5), Duration.ofSeconds(5)), osbctl.time().pauses());
  }

  @Test
  void name_is_made_of_service_and_plan_and_fit_for_a_shell() {
    broker.on(
        "GET",
        "/v2/catalog",
        Reply.of(
            200, ScriptedBroker.CATALOG.replace("\"name\": \"db\"", "\"name\": \"d b;$(x)\"")));
    var name = osbctl.done("provision", "-s", "d b;$(x)", "-p", "small").field("name");
    assertTrue(name.matches("d-b-x-small-[0-9a-f]{4}"), name);
  }

  @Test
  void only_plan_need_not_be_named() {
    broker.on(
        "GET",
        "/v2/catalog",
        Reply.of(
            200,
            """
            {"services": [{"id": "s", "name": "solo", "description": "d", "bindable": false,
              "plans": [{"id": "p", "name": "one", "description": "d"}]}]}
            """));
    assertEquals("one", osbctl.done("provision", "-s", "solo", "-i", "x").field("plan"));
  }

  @Test
  void id_can_be_chosen() {
    osbctl.done("provision", "-s", "db-id", "-p", "small-id", "-i", "db1", "--id", "a/b c");
    assertEquals("/v2/service_instances/a%2Fb%20c", broker.only("PUT").path());
  }

  @Test
  void context_and_identities_are_sent() {
    osbctl.done(
        "provision",
        "-s",
        "db",
        "-p",
        "small",
        "-i",
        "db1",
        "--context-json",
        "{\"platform\":\"osbctl\",\"organization_guid\":\"o1\"}",
        "--originating-identity",
        "osbctl {\"user\":\"u1\"}",
        "--request-identity",
        "r1",
        "-H",
        "X-More: yes",
        "-H",
        "X-Other: too");
    var put = broker.only("PUT");
    assertEquals("o1", put.json().path("context").path("organization_guid").stringValue());
    assertEquals("o1", put.json().path("organization_guid").stringValue());
    assertEquals("osbctl eyJ1c2VyIjoidTEifQ==", put.header("X-Broker-API-Originating-Identity"));
    assertEquals("r1", put.header("X-Broker-API-Request-Identity"));
    assertEquals("yes", put.header("X-More"));
    assertEquals("too", put.header("X-Other"));
  }

  @Test
  void taken_name_sends_nothing_that_creates() {
    osbctl.done("provision", "-s", "db", "-p", "small", "-i", "db1");
    osbctl
        .run("provision", "-s", "db", "-p", "small", "-i", "db1")
        .ends(ExitCode.USAGE)
        .printsNothing()
        .says("name-taken:")
        .says("osbctl deprovision -i db1");
    assertEquals(1, broker.seen("PUT").size());
  }

  @Test
  void misspelt_service_and_plan_offer_the_nearest() {
    osbctl
        .run("provision", "-s", "dbb", "-p", "small", "-i", "x")
        .ends(ExitCode.USAGE)
        .says("did you mean \"db\"?");
    osbctl
        .run("provision", "-s", "db", "-p", "smal", "-i", "x")
        .ends(ExitCode.USAGE)
        .says("did you mean \"small\"?");
    osbctl
        .run("provision", "-s", "db", "-p", "gigantic", "-i", "x")
        .ends(ExitCode.USAGE)
        .says("choose one of: small, large");
    osbctl.run("provision", "-s", "db", "-i", "x").ends(ExitCode.USAGE).says("-p: small, large");
    assertEquals(List.of(), broker.seen("PUT"));
    assertEquals("", osbctl.inventory());
  }

  @Test
  void parameters_come_from_a_file_or_standard_input() throws IOException {
    var file = Files.writeString(home.resolve("p.json"), "{\"size\": 4}");
    osbctl.done("provision", "-s", "db", "-p", "small", "-i", "a", "-c", "@" + file);
    osbctl.typing("{\"size\": 5}");
    osbctl.done("provision", "-s", "db", "-p", "small", "-i", "b", "-P", "-");
    var sizes =
        broker.seen("PUT").stream().map(s -> s.json().path("parameters").path("size").intValue());
    assertEquals(List.of(4, 5), sizes.toList());
  }

  @Test
  void parameters_that_cannot_be_sent_are_refused_before_anything_is() {
    refuses("bad-json: What -c was given is no JSON object.", "{\"size\":");
    refuses("it is JSON, but no object", "[1]");
    refuses("there is nothing", "");
    refuses("/size: string found, integer expected", "{\"size\":\"big\"}");
    refuses("there is no such file", "@" + home.resolve("none.json"));
    assertEquals(List.of(), broker.seen("PUT"));
    assertEquals("", osbctl.inventory());
  }

  private void refuses(String why, String parameters) {
    osbctl
        .run("provision", "-s", "db", "-p", "small", "-i", "x", "-c", parameters)
        .ends(ExitCode.USAGE)
        .printsNothing()
        .says(why);
  }

  @Test
  void schema_can_be_passed_over() {
    osbctl.done(
        "provision",
        "-s",
        "db",
        "-p",
        "small",
        "-i",
        "x",
        "-c",
        "{\"size\":\"big\"}",
        "--no-validate");
    assertEquals("big", broker.only("PUT").json().path("parameters").path("size").stringValue());
  }

  @Test
  void no_wait_comes_back_and_wait_goes_on() {
    broker
        .on("PUT", AN_INSTANCE, Reply.of(202, "{\"operation\": \"op-1\"}"))
        .on("GET", INSTANCE_POLL, Reply.state("in progress"), Reply.state("succeeded"));
    var ran = osbctl.done("provision", "-s", "db", "-p", "small", "-i", "my db", "--no-wait");
    assertEquals("in progress", ran.field("state"));
    ran.says("osbctl wait -i 'my db'");
    assertEquals(
        List.of(), broker.seen("GET").stream().filter(s -> s.query().isEmpty()).skip(1).toList());
    osbctl.done("last-operation", "-i", "my db").prints("in progress");
    osbctl.done("wait", "-i", "my db").says("Provisioning \"my db\": succeeded").printsNothing();
    osbctl.done("wait", "-i", "my db").says("nothing is in progress on \"my db\"");
    assertTrue(broker.seen().getLast().query().endsWith("&operation=op-1"));
  }

  @Test
  void time_is_up_says_how_to_go_on() {
    broker
        .on("PUT", AN_INSTANCE, Reply.of(202, "{}"))
        .on("GET", INSTANCE_POLL, Reply.state("in progress"));
    osbctl
        .run("provision", "-s", "db", "-p", "small", "-i", "db1", "--timeout", "90s")
        .ends(ExitCode.GAVE_UP)
        .printsNothing()
        .says("gave-up-waiting: Provisioning \"db1\" did not end within")
        .says("last seen: 200 in progress")
        .says("osbctl wait -i db1");
    assertEquals(List.of(), broker.seen("DELETE"));
    broker.on("GET", INSTANCE_POLL, Reply.state("in progress"));
    osbctl.run("wait", "-i", "db1", "--timeout", "5s").ends(ExitCode.GAVE_UP).says("wait -i db1");
    broker.on("GET", INSTANCE_POLL, Reply.state("succeeded"));
    osbctl.done("wait", "-i", "db1");
  }

  @Test
  void plan_can_limit_the_wait() {
    broker
        .on(
            "GET",
            "/v2/catalog",
            Reply.of(
                200,
                ScriptedBroker.CATALOG.replace(
                    "\"name\": \"small\",",
                    "\"name\": \"small\", \"maximum_polling_duration\": 20,")))
        .on("PUT", AN_INSTANCE, Reply.of(202, "{}"))
        .on("GET", INSTANCE_POLL, Reply.state("in progress"));
    osbctl.run("provision", "-s", "db", "-p", "small", "-i", "db1").ends(ExitCode.GAVE_UP);
    var waited = osbctl.time().pauses().stream().reduce(Duration.ZERO, Duration::plus);
    assertTrue(waited.compareTo(Duration.ofSeconds(20)) <= 0, waited::toString);
  }

  @Test
  void interrupted_wait_says_how_to_go_on() {
    broker
        .on("PUT", AN_INSTANCE, Reply.of(202, "{}"))
        .on("GET", INSTANCE_POLL, Reply.state("succeeded"));
    osbctl.time().interruptNext();
    osbctl
        .run("provision", "-s", "db", "-p", "small", "-i", "db1")
        .ends(ExitCode.INTERRUPTED)
        .printsNothing()
        .says("interrupted: Provisioning \"db1\" is still in progress.")
        .says("osbctl wait -i db1");
    assertTrue(Thread.interrupted());
    osbctl.done("wait", "-i", "db1");
  }

  @Test
  void violation_is_one_line() {
    broker.on("PUT", AN_INSTANCE, Reply.of(200, "{}"));
    var ran = osbctl.done("provision", "-s", "db", "-p", "small", "-i", "db1");
    assertEquals(1, ran.err().lines().count(), ran::toString);
    ran.says("warning: the broker violates ").says("provision.created-is-201 (MUST)");
  }

  @Test
  void advice_that_is_not_followed_is_told_on_demand() {
    osbctl.done("provision", "-s", "db", "-p", "small", "-i", "a").saysNothing();
    osbctl
        .done("provision", "-s", "db", "-p", "small", "-i", "b", "-v")
        .says("warning: the broker violates request-identity.echoed (SHOULD)");
  }
}
