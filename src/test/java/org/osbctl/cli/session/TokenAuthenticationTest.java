package org.osbctl.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osbctl.cli.Osbctl;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.http.ExaminedTokens;
import org.osbctl.mock.MockAnswer;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;
import org.osbctl.mock.MockOptions.Mode;
import org.osbctl.samples.TokenServer;

/** Tokens are fetched, renewed and kept secret, by OAuth2 and at a Keystone, over real sockets. */
class TokenAuthenticationTest {
  private static final Path NO_CLOUDS = Path.of("no-such-folder");

  @TempDir Path home;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger revokeAt = new AtomicInteger(-1);
  private TokenServer server;
  private MockBroker broker;
  private Osbctl osbctl;

  @BeforeEach
  void start() {
    osbctl = new Osbctl(home);
    server = new TokenServer(osbctl.time());
    var options =
        MockOptions.defaults()
            .withMode(Mode.SYNC)
            .withAuthentication(new ExaminedTokens(server::isValid, server.authUrl()))
            .withInterceptor(
                (request, next) -> {
                  if (requests.incrementAndGet() == revokeAt.get()) {
                    server.revokeAll();
                  }
                  MockAnswer answer = next.proceed(request);
                  return answer;
                });
    broker = MockBroker.start(options, osbctl.time());
    osbctl.to(broker.url()).with("XDG_CONFIG_HOME", NO_CLOUDS.toString());
  }

  @AfterEach
  void stop() {
    broker.close();
    server.close();
  }

  private Osbctl oauth2() {
    return osbctl
        .with("OSBCTL_TOKEN_URL", server.tokenUrl().toString())
        .with("OSBCTL_CLIENT_ID", TokenServer.CLIENT)
        .with("OSBCTL_CLIENT_SECRET", TokenServer.SECRET);
  }

  private Osbctl keystone() {
    return osbctl
        .with("OSBCTL_AUTH", "keystone")
        .with("OS_AUTH_URL", server.authUrl().toString())
        .with("OS_USERNAME", TokenServer.USER)
        .with("OS_PASSWORD", TokenServer.PASSWORD)
        .with("OS_USER_DOMAIN_NAME", "Default")
        .with("OS_PROJECT_NAME", "demo")
        .with("OS_PROJECT_DOMAIN_NAME", "Default");
  }

  @Test
  void an_oauth2_server_issues_one_token_for_a_whole_life() {
    oauth2().done("catalog");
    assertEquals(1, server.issued());
    assertEquals(1, requests.get());
    osbctl.done("provision", "-s", "mock-database", "-p", "small", "-i", "db1");
    osbctl.done("bind", "-i", "db1");
    assertEquals(3, server.issued(), "one for each command");
    osbctl.with("OSBCTL_SCOPE", "osb.read osb.write").done("catalog");
    assertTrue(
        server.seen().getLast().endsWith("&scope=osb.read+osb.write"), server.seen()::toString);
  }

  @Test
  void a_keystone_issues_a_token_that_travels_as_x_auth_token() {
    keystone().done("catalog", "--curl").says("-H \"X-Auth-Token: $OS_TOKEN\"");
    assertTrue(
        server.seen().getFirst().contains("\"scope\":{\"project\":{\"name\":\"demo\""),
        server.seen()::toString);
    osbctl.done("catalog", "--curl", "--token-as", "bearer").says("Bearer $OSBCTL_TOKEN");
    osbctl.run("catalog", "--token-as", "cookie").ends(ExitCode.USAGE).says("x-auth-token");
  }

  @Test
  void application_credentials_need_no_user() {
    osbctl
        .with("OS_AUTH_URL", server.authUrl() + "/v3")
        .with("OS_APPLICATION_CREDENTIAL_ID", "app-1")
        .with("OS_APPLICATION_CREDENTIAL_SECRET", TokenServer.SECRET)
        .done("catalog", "--auth", "keystone");
    assertFalse(server.seen().getFirst().contains("scope"), server.seen()::toString);
  }

  @Test
  void a_token_that_is_there_is_used_as_it_is() {
    keystone().done("catalog");
    var token = server.tokens().getFirst();
    osbctl.without("OS_USERNAME").with("OS_TOKEN", token).done("catalog");
    assertEquals(1, server.issued());
    server.revokeAll();
    osbctl.run("catalog").ends(ExitCode.REFUSED).says("not-authenticated");
  }

  @Test
  void variables_of_openstack_alone_send_no_token_anywhere() {
    keystone().without("OSBCTL_AUTH").with("OS_CLOUD", "x");
    osbctl.run("catalog").ends(ExitCode.REFUSED).says("was answered 401");
    assertEquals(0, server.issued());
  }

  @Test
  void a_token_is_renewed_once_when_the_broker_refuses_it() {
    oauth2();
    // The catalog is fetched with the first token; the provision finds it revoked.
    revokeAt.set(2);
    osbctl.done("provision", "-s", "mock-database", "-p", "small", "-i", "db1").saysNothing();
    assertEquals(2, server.issued());
    assertEquals(3, requests.get());
    osbctl.done("instances").prints("db1");
  }

  @Test
  void a_broker_that_wants_something_else_is_asked_twice_and_no_more() {
    try (var other =
        MockBroker.start(
            MockOptions.defaults()
                .withAuthentication(new ExaminedTokens(token -> false, server.authUrl()))
                .withInterceptor(
                    (request, next) -> {
                      requests.incrementAndGet();
                      return next.proceed(request);
                    }),
            osbctl.time())) {
      oauth2().to(other.url()).run("catalog").ends(ExitCode.REFUSED).says("was answered 401");
    }
    assertEquals(2, requests.get());
    assertEquals(2, server.issued());
  }

  @Test
  void a_token_is_renewed_before_it_expires_while_a_command_waits() {
    keystone();
    server.living(Duration.ofMinutes(2));
    try (var slow =
        MockBroker.start(
            MockOptions.defaults()
                .withMode(Mode.ASYNC)
                .withDelay(Duration.ofMinutes(10))
                .withAuthentication(new ExaminedTokens(server::isValid, server.authUrl())),
            osbctl.time())) {
      osbctl.to(slow.url()).done("provision", "-s", "mock-database", "-p", "small", "-i", "db1");
    }
    assertTrue(server.issued() >= 5 && server.issued() <= 8, () -> "issued " + server.issued());
  }

  @Test
  void nothing_that_is_secret_is_ever_printed() throws IOException {
    for (var each : new Osbctl[] {oauth2(), keystone()}) {
      var evidence = home.resolve("evidence-" + server.issued());
      var ran =
          each.run(
              "conform",
              "run",
              "--quick",
              "--trace",
              "--curl",
              "--verbose",
              "--evidence",
              evidence.toString(),
              "--report",
              "json=" + home.resolve("report.json"));
      ran.ends(ExitCode.DONE);
      clean(ran.out() + ran.err());
      clean(Files.readString(home.resolve("report.json")));
      // What was right and what was wrong shows though it is masked.
      osbctl.done("conform", "judge", evidence.resolve("exchanges.har").toString());
      try (var files = Files.list(evidence)) {
        for (var file : files.toList()) {
          clean(Files.readString(file));
        }
      }
    }
    assertTrue(server.issued() >= 2);
  }

  private void clean(String text) {
    assertFalse(text.contains("canary"), () -> text.substring(text.indexOf("canary") - 200));
  }

  @Test
  void credentials_that_are_refused_end_with_2_and_the_reason() {
    oauth2()
        .with("OSBCTL_CLIENT_SECRET", "wrong-secret")
        .run("catalog")
        .ends(ExitCode.USAGE)
        .says("no-token: The token server at " + server.tokenUrl() + " gave no token: status 401.")
        .says("cause:  invalid_client: no client with")
        .says("remedy: check --token-url, --client-id")
        .saysNot("wrong-secret");
    keystone()
        .with("OS_PASSWORD", "wrong-password")
        .run("catalog")
        .ends(ExitCode.USAGE)
        .says("no-token: Keystone at ")
        .says("The request you have made requires authentication.")
        .saysNot("wrong-password");
    assertEquals(0, requests.get());
  }

  @Test
  void a_service_that_is_down_ends_with_3() {
    server.troubled(500);
    oauth2().run("catalog").ends(ExitCode.UNREACHABLE).says("gave no token: status 500");
    keystone().run("catalog").ends(ExitCode.UNREACHABLE).says("gave no token: status 500");
    server.close();
    keystone().run("catalog").ends(ExitCode.UNREACHABLE).says("Keystone cannot be reached at ");
    assertEquals(0, requests.get());
  }

  @Test
  void what_is_missing_is_named() {
    osbctl.run("catalog", "--auth", "oauth2").ends(ExitCode.USAGE).says("--token-url");
    osbctl
        .run("catalog", "--token-url", server.tokenUrl().toString())
        .ends(ExitCode.USAGE)
        .says("--client-id");
    oauth2()
        .without("OSBCTL_CLIENT_SECRET")
        .run("catalog")
        .ends(ExitCode.USAGE)
        .says("OSBCTL_CLIENT_SECRET or --client-secret-file");
    keystone().without("OS_USER_DOMAIN_NAME").run("catalog").ends(ExitCode.USAGE).says("Default");
    osbctl.without("OS_USERNAME").run("catalog").ends(ExitCode.USAGE).says("OS_APPLICATION");
    osbctl.with("OS_AUTH_TYPE", "v3kerberos").run("catalog").ends(ExitCode.USAGE).says("v3kerb");
  }

  @Test
  void a_cloud_is_found_in_clouds_yaml_and_its_secret_beside_it() throws IOException {
    Files.writeString(
        home.resolve("clouds.yaml"),
        """
        clouds:
          staging:
            auth:
              auth_url: %s
              username: ada
              user_domain_name: Default
              project_name: demo
              project_domain_name: Default
            region_name: RegionOne
        """
            .formatted(server.authUrl()));
    osbctl.run("catalog", "--os-cloud", "staging").ends(ExitCode.USAGE).says("password");
    Files.writeString(
        home.resolve("secure.yaml"),
        "clouds: {staging: {auth: {password: %s}}}".formatted(TokenServer.PASSWORD));
    osbctl.done("catalog", "--os-cloud", "staging");
    osbctl.with("OS_CLOUD", "staging").done("catalog", "--auth", "keystone");
    osbctl
        .run("catalog", "--os-cloud", "stagin")
        .ends(ExitCode.USAGE)
        .says("no-cloud: There is no cloud \"stagin\".")
        .says("did you mean \"staging\"?");
    osbctl
        .with("OS_CLIENT_CONFIG_FILE", home.resolve("other.yaml").toString())
        .run("catalog", "--os-cloud", "staging")
        .ends(ExitCode.USAGE);
    assertEquals(2, server.issued());
  }

  @Test
  void a_context_keeps_where_the_secret_is() {
    osbctl
        .with("MY_SECRET", TokenServer.SECRET)
        .without("SB_BROKER_URL")
        .done(
            "context",
            "set",
            "prod",
            "url=" + broker.url(),
            "token-url=" + server.tokenUrl(),
            "client-id=" + TokenServer.CLIENT,
            "client-secret=env:MY_SECRET");
    osbctl.done("catalog");
    osbctl
        .run("context", "set", "prod", "client-secret=plain")
        .ends(ExitCode.USAGE)
        .says("secret-in-context")
        .saysNot("plain");
    assertEquals(1, server.issued());
  }

  @Test
  void doctor_looks_at_tokens() {
    oauth2().done("doctor").prints("issued, good until 2026-01-01T01:00:00Z");
    server.troubled(503);
    osbctl
        .run("doctor")
        .ends(ExitCode.UNREACHABLE)
        .prints("token")
        .prints("gave no token: status 503");
    keystone().without("OS_USERNAME").run("doctor").ends(ExitCode.USAGE).prints("OS_USERNAME");
  }

  @Test
  void mock_can_want_its_token_in_the_header_of_openstack() {
    osbctl
        .with("OSBCTL_MOCK_TOKEN", "token-4711")
        .run(
            "mock",
            "serve",
            "--auth",
            "bearer",
            "--token-as",
            "x-auth-token",
            "--for",
            "echo $OSBCTL_TOKEN $OSBCTL_TOKEN_AS;"
                + " curl -s -o /dev/null -w '%{http_code} ' -H 'X-Broker-API-Version: 2.17'"
                + " -H \"X-Auth-Token: $OSBCTL_TOKEN\" $SB_BROKER_URL/v2/catalog;"
                + " curl -s -o /dev/null -w '%{http_code}' -H 'X-Broker-API-Version: 2.17'"
                + " -H \"Authorization: Bearer $OSBCTL_TOKEN\" $SB_BROKER_URL/v2/catalog")
        .ends(ExitCode.DONE)
        .prints("token-4711 x-auth-token\n200 401");
  }

  @Test
  void commands_within_a_command_use_the_token_of_the_outer_one() {
    oauth2().done("smoke", "--yes");
    assertEquals(1, server.issued());
    assertTrue(requests.get() > 5);
  }
}
