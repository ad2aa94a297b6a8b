package org.osbctl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osbctl.client.BrokerClient;
import org.osbctl.client.Caller;
import org.osbctl.http.ExaminedTokens;
import org.osbctl.http.Exchange;
import org.osbctl.http.IssuedTokens;
import org.osbctl.http.Target;
import org.osbctl.http.TokenHeader;
import org.osbctl.http.Transport;
import org.osbctl.http.TransportOptions;
import org.osbctl.http.token.Keystone;
import org.osbctl.http.token.KeystoneExaminer;
import org.osbctl.http.token.KeystoneLogin;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;
import org.osbctl.operation.Operation.GetCatalog;
import org.osbctl.spec.ApiVersion;

/** A broker behind the tokens of a real Keystone, and clients that get them there. */
@Timeout(300)
@Order(1)
class KeystoneIT {
  private static final Path GUIDE = Path.of("docs/authentication.md");

  @TempDir static Path place;
  private static KeystoneServer keystone;

  @TempDir Path folder;

  @BeforeAll
  static void startKeystone() throws IOException, InterruptedException {
    keystone = KeystoneServer.start(place);
  }

  @AfterAll
  static void stopKeystone() {
    if (keystone != null) {
      keystone.close();
    }
  }

  private Installed osbctl() {
    return new Installed(folder, URI.create("http://127.0.0.1:9"))
        .with("OS_AUTH_URL", keystone.url().toString())
        .with("XDG_CONFIG_HOME", folder.toString());
  }

  private Installed withPassword() {
    return osbctl()
        .with("OS_USERNAME", KeystoneServer.USER)
        .with("OS_PASSWORD", KeystoneServer.PASSWORD)
        .with("OS_USER_DOMAIN_NAME", "Default")
        .with("OS_PROJECT_NAME", KeystoneServer.PROJECT)
        .with("OS_PROJECT_DOMAIN_NAME", "Default");
  }

  @Test
  void a_whole_life_behind_tokens_got_with_a_password() throws Exception {
    var ran =
        withPassword()
            .run(
                "mock",
                "serve",
                "--auth",
                "keystone",
                "--mode",
                "sync",
                "--for",
                "osbctl provision -s mock-database -p small -i db1 --profile openstack --trace"
                    + " && osbctl deprovision -i db1 --yes")
            .ends(0)
            .says("> X-Auth-Token: ***");
    assertFalse((ran.out() + ran.err()).contains(KeystoneServer.PASSWORD), ran::toString);
    // Its tokens begin so.
    assertFalse((ran.out() + ran.err()).contains("gAAAA"), ran::toString);
  }

  @Test
  void an_application_credential_in_clouds_yaml_will_do() throws Exception {
    var credential = keystone.applicationCredential("osbctl");
    Files.writeString(
        folder.resolve("clouds.yaml"),
        """
        clouds:
          staging:
            auth_type: v3applicationcredential
            auth:
              auth_url: %s
              application_credential_id: %s
              application_credential_secret: %s
        """
            .formatted(keystone.url(), credential.getFirst(), credential.getLast()));
    osbctl()
        .run(
            "mock",
            "serve",
            "--auth",
            "keystone",
            "--for",
            "osbctl catalog -o name --os-cloud staging")
        .ends(0)
        .prints("mock-database/small");
  }

  @Test
  void what_keystone_says_of_a_wrong_password_is_told() throws Exception {
    withPassword()
        .with("OS_PASSWORD", "wrong-password")
        .run("catalog", "--auth", "keystone")
        .ends(2)
        .says("no-token: Keystone at " + keystone.url() + "/auth/tokens gave no token: status 401.")
        .says("requires authentication");
  }

  private static Map<String, String> login() {
    return Map.of(
        "username", KeystoneServer.USER,
        "password", KeystoneServer.PASSWORD,
        "user_domain_name", "Default",
        "project_name", KeystoneServer.PROJECT,
        "project_domain_name", "Default");
  }

  @Test
  void a_revoked_token_is_renewed_once() throws Exception {
    var clock = Clock.systemUTC();
    var client = new Keystone(keystone.url(), TransportOptions.DEFAULT, clock);
    var examiner = new KeystoneExaminer(client, Optional.empty(), Duration.ZERO, clock);
    var tokens =
        new IssuedTokens(
            client.tokens(KeystoneLogin.password(login())), TokenHeader.X_AUTH_TOKEN, clock);
    var options =
        MockOptions.defaults().withAuthentication(new ExaminedTokens(examiner, keystone.url()));
    var heard = new ArrayList<Exchange>();
    try (var broker = MockBroker.start(options, clock);
        var transport = new Transport(TransportOptions.DEFAULT, clock)) {
      var target = new Target(broker.url(), tokens);
      var caller = new BrokerClient(transport, target, Caller.of(ApiVersion.LATEST), heard::add);
      assertEquals(200, caller.send(new GetCatalog()).status());
      var first = tokens.headers().first("X-Auth-Token").orElseThrow();
      assertTrue(examiner.test(first));
      keystone.revoke(first);
      assertEquals(200, caller.send(new GetCatalog()).status());
      assertEquals(List.of(200, 401, 200), heard.stream().map(Exchange::status).toList());
      assertEquals(List.of("X-Auth-Token"), tokens.wrong(heard.get(1).request().headers()));
      var ended = tokens.ended().orElseThrow();
      assertFalse(examiner.test(ended), "it was revoked for the brokers to refuse");
      assertFalse(examiner.test("garbage"));
    }
  }

  @Test
  void commands_of_the_guide_work() throws Exception {
    var commands =
        Files.readAllLines(GUIDE).stream()
            .filter(line -> line.startsWith("osbctl mock serve --auth keystone"))
            .toList();
    assertFalse(commands.isEmpty());
    for (var command : commands) {
      withPassword().shell(command).ends(0);
    }
  }
}
