package org.osbctl.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osbctl.cli.Osbctl;
import org.osbctl.cli.Osbctl.Ran;
import org.osbctl.cli.ScriptedBroker;
import org.osbctl.cli.ScriptedBroker.Reply;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.hostile.HostileBroker;
import org.osbctl.hostile.Hostilities;
import org.osbctl.hostile.Place;
import org.osbctl.spec.Json;

/** What a newcomer meets before the first success: each says what, cause and remedy. */
class BrokerTroubleTest {
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

  private Ran flooded(String hostility) {
    try (var flood = HostileBroker.start(Hostilities.named(hostility), Place.CATALOG)) {
      osbctl.to(flood.url());
      return trouble(ExitCode.UNREACHABLE, "catalog", "--max-body=1000");
    }
  }

  @Test
  void larger_limit_is_advised_for_bodies_and_not_for_heads() {
    flooded("endless-body").says("--max-body");
    flooded("endless-header-lines")
        .says("remedy: look at the headers that the broker sends")
        .saysNot("--max-body");
    flooded("endless-status-line").saysNot("--max-body");
  }

  private Ran catalog(Reply reply) {
    broker.on("GET", "/v2/catalog", reply);
    return trouble(ExitCode.REFUSED, "catalog");
  }

  /** Nothing on standard output, no stack trace, and the three parts of a problem. */
  private Ran trouble(ExitCode exit, String... args) {
    return osbctl
        .run(args)
        .ends(exit)
        .printsNothing()
        .says("\n  cause:  ")
        .says("\n  remedy: ")
        .saysNot("\tat ")
        .saysNot("Exception");
  }

  @Test
  void catalog_refused_with_401_is_never_an_empty_table() {
    catalog(Reply.of(401, "{\"description\": \"who are you?\"}"))
        .says("not-authenticated: The catalog cannot be fetched: GET /v2/catalog was answered 401.")
        .says("who are you?")
        .says("check --username and the password");
  }

  @Test
  void catalog_refused_with_401_and_a_catalog_is_none_either() {
    catalog(Reply.of(401, ScriptedBroker.CATALOG)).says("not-authenticated:");
  }

  @Test
  void page_of_a_proxy_is_named_as_such() {
    catalog(Reply.html(502))
        .says("was answered 502")
        .says("text/html")
        .says("this looks like a proxy, not like a broker");
  }

  @Test
  void wrong_bodies_are_no_catalog() {
    catalog(Reply.html(200)).says("unusable-answer:").says("the body is no JSON");
    catalog(Reply.empty(200)).says("the body is empty");
    catalog(Reply.of(200, "[]")).says("the body is JSON, but no object");
    catalog(Reply.of(200, "{\"services\": 3}")).says("the body has no array \"services\"");
  }

  @Test
  void wrong_path_and_redirects_are_told() {
    catalog(Reply.html(404)).says("check the path in --url; /v2 is added by osbctl");
    catalog(Reply.empty(302).with("Location", "https://elsewhere.example/login"))
        .says("redirected:")
        .says("https://elsewhere.example/login");
    assertEquals(2, broker.seen().size());
  }

  @Test
  void version_and_permission_have_their_own_remedies() {
    catalog(Reply.of(412, "{\"description\": \"old\"}")).says("--api-version");
    catalog(Reply.of(403, "{\"description\": \"no\"}")).says("not-allowed:");
    catalog(Reply.of(429, "{}")).says("try again later");
  }

  @Test
  void broker_cannot_move_the_cursor() {
    var ran = catalog(Reply.of(500, "{\"description\": \"\\u001b[2Jgone\\u202e\"}"));
    ran.says("\\u001b[2Jgone\\u202e").saysNot("\u001b").saysNot("\u202e");
    broker.on(
        "GET",
        "/v2/catalog",
        Reply.of(200, ScriptedBroker.CATALOG.replace("A small one.", "\\u009b2J\\u001b[2J")));
    for (var format : new String[] {"table", "json", "yaml"}) {
      var out = osbctl.done("catalog", "-o", format).out();
      assertTrue(out.chars().noneMatch(c -> c == 0x1b || c == 0x9b), out);
    }
    assertEquals(
        "\u009b2J\u001b[2J",
        osbctl
            .done("catalog", "-o", "json")
            .json()
            .at("/services/0/plans/0/description")
            .stringValue());
  }

  @Test
  void refused_connection_names_the_address() {
    broker.close();
    trouble(ExitCode.UNREACHABLE, "catalog")
        .says("cannot-reach-broker:")
        .says("connection refused")
        .says(broker.url().toString());
  }

  @Test
  void unknown_host_is_named() {
    osbctl.to(URI.create("http://no-such-host.invalid"));
    trouble(ExitCode.UNREACHABLE, "catalog")
        .says("no-such-host.invalid")
        .says("check the host name");
  }

  @Test
  void silent_broker_is_given_up() {
    broker.on("GET", "/v2/catalog", Reply.silence());
    trouble(ExitCode.UNREACHABLE, "catalog", "--request-timeout", "200ms")
        .says("--request-timeout");
  }

  @Test
  void something_else_than_http_is_told() throws IOException {
    try (var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofPlatform().daemon().start(() -> answer(socket, "220 mail.example ESMTP\r\n"));
      osbctl.to(URI.create("http://127.0.0.1:" + socket.getLocalPort()));
      trouble(ExitCode.UNREACHABLE, "catalog").says("check host and port");
    }
  }

  private static void answer(ServerSocket socket, String text) {
    try (var connection = socket.accept()) {
      connection.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      connection.getOutputStream().flush();
      connection.setSoTimeout(5_000);
      connection.getInputStream().readAllBytes();
    } catch (IOException e) {
      // The other side has seen enough.
    }
  }

  @Test
  void https_to_a_port_without_it_is_told() throws IOException {
    try (var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofPlatform().daemon().start(() -> answer(socket, "HTTP/1.1 400 Bad Request\r\n\r\n"));
      osbctl.to(URI.create("https://127.0.0.1:" + socket.getLocalPort()));
      trouble(ExitCode.UNREACHABLE, "catalog").says("does not speak TLS");
    }
  }

  @Test
  void certificate_nobody_vouches_for_is_refused_until_it_is_trusted() throws IOException {
    var certificate = new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
    var tls = new HandshakeCertificates.Builder().heldCertificate(certificate).build();
    var file = Files.writeString(home.resolve("ca.pem"), certificate.certificatePem());
    try (var secure = ScriptedBroker.start(tls.sslContext())) {
      osbctl.to(secure.url());
      trouble(ExitCode.UNREACHABLE, "catalog").says("--cacert");
      assertEquals(0, secure.seen().size());
      osbctl.done("catalog", "--cacert", file.toString());
      osbctl.done("catalog", "-k");
      osbctl.with("SB_SKIP_SSL_VERIFY", "1").done("catalog");
      osbctl.with("OSBCTL_INSECURE", "off");
      trouble(ExitCode.UNREACHABLE, "catalog");
    }
  }

  @Test
  void file_that_is_no_certificate_sends_nothing() {
    trouble(ExitCode.USAGE, "catalog", "--cacert", home.resolve("none.pem").toString())
        .says("bad-setting:");
    assertEquals(0, broker.seen().size());
  }

  @Test
  void url_that_cannot_be_one_sends_nothing() {
    for (var url :
        new String[] {"localhost:8080", "ftp://x", "http://", "http://x/?q=1", "http://x y"}) {
      osbctl.with("SB_BROKER_URL", url);
      trouble(ExitCode.USAGE, "catalog").says("bad-url:").says(url);
    }
    osbctl.with("SB_BROKER_URL", "127.0.0.1:8080");
    trouble(ExitCode.USAGE, "catalog").says("cause:  it does not begin with http:// or https://");
  }

  @Test
  void password_in_a_url_is_not_shown() {
    for (var url : new String[] {"http://u:hunter2@x", "http://u:hunter2 x@y"}) {
      osbctl.with("SB_BROKER_URL", url);
      trouble(ExitCode.USAGE, "catalog").says("bad-url:").saysNot("hunter2");
    }
  }

  @Test
  void no_url_says_how_to_name_one() {
    osbctl.without("SB_BROKER_URL");
    trouble(ExitCode.USAGE, "catalog").says("no-broker:").says("--url http://localhost:8080");
  }

  @Test
  void url_may_have_a_path_before_v2() {
    broker.on("GET", "/prefix/v2/catalog", Reply.of(200, ScriptedBroker.CATALOG));
    osbctl.to(URI.create(broker.url() + "/prefix/")).done("catalog");
    assertEquals("/prefix/v2/catalog", broker.only("GET").path());
  }

  @Test
  void problems_are_json_where_results_are() {
    broker.on("GET", "/v2/catalog", Reply.of(401, "{\"description\": \"no\"}"));
    var ran = osbctl.run("catalog", "-o", "json").ends(ExitCode.REFUSED).printsNothing();
    var problem = Json.parse(ran.err().getBytes(StandardCharsets.UTF_8)).node();
    assertEquals("Problem", problem.path("kind").stringValue());
    assertEquals("osbctl/v1", problem.path("apiVersion").stringValue());
    assertEquals("not-authenticated", problem.path("code").stringValue());
    assertEquals("no", problem.path("cause").stringValue());
    assertTrue(problem.path("remedy").stringValue().contains("--username"));
  }

  @Test
  void damaged_inventory_is_left_alone() throws IOException {
    Files.writeString(osbctl.inventoryFile(), "{\"instances\": [");
    trouble(ExitCode.USAGE, "provision", "-s", "db", "-p", "small", "-i", "x")
        .says("inventory-trouble:")
        .says("it is damaged");
    assertEquals(0, broker.seen("PUT").size());
    assertEquals("{\"instances\": [", Files.readString(osbctl.inventoryFile()));
    trouble(ExitCode.USAGE, "deprovision", "-i", "x", "--yes").says("inventory-trouble:");
    trouble(ExitCode.USAGE, "instances").says(".recover").printsNothing();
    trouble(ExitCode.USAGE, "inventory", "stats").says(".recover").printsNothing();
  }

  @Test
  void trace_that_cannot_be_written_sends_nothing() {
    trouble(ExitCode.USAGE, "catalog", "--trace=" + home.resolve("no/such/folder/t.txt"))
        .says("unwritable-trace:");
    assertEquals(0, broker.seen().size());
  }
}
