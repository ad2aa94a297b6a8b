package org.osbctl.cli.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
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

class CurlCommandTest {
  @TempDir Path home;
  private ScriptedBroker broker;
  private Osbctl osbctl;

  @BeforeEach
  void start() {
    broker = ScriptedBroker.start();
    osbctl = Osbctl.of(home, broker);
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void body_is_printed_as_it_came() {
    broker.on("GET", "/v2/x", Reply.of(200, "{\"credentials\": {\"password\": \"p\"}}"));
    var ran = osbctl.done("curl", "GET", "/v2/x").saysNothing();
    assertEquals("p", ran.json().at("/credentials/password").stringValue());
    broker.on("GET", "/v2/x", Reply.html(200));
    assertEquals("<html><h1>Bad\nGateway</h1></html>\n", osbctl.done("api", "get", "/v2/x").out());
    broker.on("GET", "/v2/x", Reply.empty(200));
    osbctl.done("curl", "GET", "/v2/x").printsNothing();
  }

  @Test
  void request_has_the_headers_of_osbctl_and_the_body_given() throws IOException {
    broker.on("PATCH", "/v2/x", Reply.of(200, "{}"));
    osbctl.done("curl", "PATCH", "/v2/x?a=b%20c", "-d", "{\"a\":1}", "-H", "X-A: b");
    var seen = broker.seen().getLast();
    assertEquals("a=b%20c", seen.query());
    assertEquals("{\"a\":1}", seen.body());
    assertEquals("application/json", seen.header("Content-Type"));
    assertEquals("2.17", seen.header("X-Broker-API-Version"));
    assertEquals("b", seen.header("X-A"));
    var file = Files.writeString(home.resolve("body.json"), "{\"a\":2}");
    osbctl.done("curl", "PATCH", "/v2/x", "-d", "@" + file);
    assertEquals("{\"a\":2}", broker.seen().getLast().body());
    osbctl.typing("{\"a\":3}").done("curl", "PATCH", "/v2/x", "--data", "-");
    assertEquals("{\"a\":3}", broker.seen().getLast().body());
  }

  @Test
  void status_and_headers_are_printed_on_demand() {
    broker.on("GET", "/v2/x", Reply.of(418, "{}").with("X-Kind", "teapot"));
    var ran = osbctl.done("curl", "GET", "/v2/x", "-i").prints("x-kind: teapot");
    assertEquals("418", ran.out().lines().findFirst().orElse(""));
  }

  @Test
  void bad_status_fails_on_demand_only() {
    broker.on("GET", "/v2/x", Reply.of(404, "{}"));
    osbctl.done("curl", "GET", "/v2/x");
    osbctl.run("curl", "GET", "/v2/x", "--fail").ends(ExitCode.REFUSED).prints("{ }");
    osbctl.done("curl", "--fail", "GET", "/v2/catalog");
  }

  @Test
  void path_that_cannot_be_sent_is_not() {
    osbctl.run("curl", "GET", "v2/catalog").ends(ExitCode.USAGE).says("write it like /v2/catalog");
    osbctl.run("curl", "GET", "/v2/a b").ends(ExitCode.USAGE).says("percent-encode it");
    osbctl.run("curl", "G T", "/v2/catalog").ends(ExitCode.USAGE).printsNothing();
    assertEquals(0, broker.seen().size());
  }

  @Test
  void broker_that_is_not_there_is_told() {
    broker.close();
    osbctl.run("curl", "GET", "/v2/catalog").ends(ExitCode.UNREACHABLE).printsNothing();
  }
}
