package org.osbctl.cli.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.cli.Osbctl;
import org.osbctl.cli.ScriptedBroker;
import org.osbctl.cli.ScriptedBroker.Reply;
import org.osbctl.cli.io.ExitCode;

class CredentialsCommandTest {
  private static final String CANARY = "canary $HOME `id` 'quoted' \"too\"";
  private static final String ANSWER =
      """
      {"credentials": {"uri": "postgres://u:p@host/db", "password": %s,
       "hosts": ["a", "b"], "tls": {"port": 5433, "ca.pem": "-----\\nx"}}}
      """
          .formatted("\"" + CANARY.replace("\"", "\\\"") + "\"");

  @TempDir Path home;
  private ScriptedBroker broker;
  private Osbctl osbctl;

  @BeforeEach
  void start() {
    broker =
        ScriptedBroker.start()
            .on("GET", "/v2/catalog", Reply.of(200, catalog("\"bindings_retrievable\": true")))
            .on("PUT", ScriptedBroker.AN_INSTANCE, Reply.of(201, "{}"))
            .on("PUT", ScriptedBroker.A_BINDING, Reply.of(201, ANSWER))
            .on("GET", ScriptedBroker.A_BINDING, Reply.of(200, ANSWER))
            .on("DELETE", ScriptedBroker.A_BINDING, Reply.of(200, "{}"));
    osbctl = Osbctl.of(home, broker);
    osbctl.done("provision", "-s", "db", "-p", "small", "-i", "db1");
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  private static String catalog(String members) {
    return ScriptedBroker.CATALOG.replace("\"bindings_retrievable\": true", members);
  }

  private void bind(String... more) {
    var words = new ArrayList<>(List.of("bind", "-i", "db1", "-b", "app1"));
    words.addAll(List.of(more));
    osbctl.done(words.toArray(String[]::new));
  }

  @Test
  void single_member_is_printed_bare() {
    bind();
    assertEquals(
        "postgres://u:p@host/db\n", osbctl.done("credentials", "-i", "db1", "-a", "uri").out());
    assertEquals("5433\n", osbctl.done("creds", "-i", "db1", "--pointer", "/tls/port").out());
    assertEquals("[\"a\",\"b\"]\n", osbctl.done("creds", "-i", "db1", "-a", "hosts").out());
    osbctl
        .run("creds", "-i", "db1", "-a", "urii")
        .ends(ExitCode.USAGE)
        .says("did you mean \"uri\"?");
    osbctl.run("creds", "-i", "db1", "-a", "/~x").ends(ExitCode.USAGE);
  }

  @Test
  void values_are_hidden_on_a_terminal() {
    bind();
    osbctl.atTerminal();
    for (var form : List.of("table", "json", "env", "dotenv", "vcap", "k8s-secret")) {
      var ran = osbctl.done("credentials", "-i", "db1", "-o", form).says("--show");
      assertFalse(ran.out().contains("canary"), ran::toString);
      assertFalse(
          ran.out()
              .contains(
                  Base64.getEncoder().encodeToString(CANARY.getBytes(StandardCharsets.UTF_8))),
          ran::toString);
    }
    osbctl.done("credentials", "-i", "db1", "-o", "json", "--show").prints("canary");
  }

  @Test
  void shell_reads_what_was_meant() throws Exception {
    bind();
    var lines = osbctl.done("credentials", "-i", "db1", "-o", "env", "--prefix", "my-db").out();
    var script = lines + "printf %s \"$MY_DB_PASSWORD|$MY_DB_TLS_PORT|$MY_DB_TLS_CA_PEM\"";
    var shell = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).start();
    var out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(CANARY + "|5433|-----\nx", out);
  }

  @Test
  void dotenv_quotes_what_has_to_be() {
    bind();
    osbctl
        .done("credentials", "-i", "db1", "-o", "dotenv")
        .prints("URI=postgres://u:p@host/db\n")
        .prints("TLS_CA_PEM=\"-----\\nx\"\n")
        .prints("PASSWORD=\"canary \\$HOME \\`id\\` 'quoted' \\\"too\\\"\"\n");
  }

  @Test
  void vcap_services_is_as_applications_expect_it() {
    bind();
    var vcap = osbctl.done("credentials", "-i", "db1", "-o", "vcap").json();
    assertEquals(CANARY, vcap.at("/db/0/credentials/password").asString());
    assertEquals("db1", vcap.at("/db/0/name").asString());
    assertEquals("app1", vcap.at("/db/0/binding_name").asString());
  }

  @Test
  void secret_of_kubernetes_holds_every_member() {
    bind();
    var yaml =
        osbctl.done("credentials", "-i", "db1", "-o", "k8s-secret", "--namespace", "apps").out();
    assertTrue(yaml.contains("kind: \"Secret\""), yaml);
    assertTrue(yaml.contains("namespace: \"apps\""), yaml);
    assertTrue(yaml.contains("name: \"app1\""), yaml);
    var password = Base64.getEncoder().encodeToString(CANARY.getBytes(StandardCharsets.UTF_8));
    assertTrue(yaml.contains("password: \"" + password + "\""), yaml);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "../up", "..", "ä", "a/b", ""})
  void member_no_secret_can_have_is_told_and_writes_nothing(String key) throws IOException {
    bind();
    broker.on(
        "GET",
        ScriptedBroker.A_BINDING,
        Reply.of(200, "{\"credentials\": {\"" + key + "\": \"x\"}}"));
    for (var form : List.of("k8s-secret", "servicebinding=out")) {
      osbctl
          .run("credentials", "-i", "db1", "-o", form)
          .ends(ExitCode.USAGE)
          .says("credentials-do-not-fit");
    }
    assertFalse(Files.exists(home.resolve("out")));
    assertFalse(Files.exists(home.resolve("up")));
  }

  @Test
  void secret_too_large_for_kubernetes_is_told() {
    bind();
    broker.on(
        "GET",
        ScriptedBroker.A_BINDING,
        Reply.of(200, "{\"credentials\": {\"a\": \"" + "x".repeat(1_048_577) + "\"}}"));
    osbctl.run("credentials", "-i", "db1", "-o", "k8s-secret").ends(ExitCode.USAGE).says("1048576");
  }

  @Test
  void folder_of_a_service_binding_is_its_owners_alone() throws IOException {
    bind();
    osbctl.done("credentials", "-i", "db1", "-o", "servicebinding=out").printsNothing();
    var folder = home.resolve("out/app1");
    assertEquals("db", Files.readString(folder.resolve("type")));
    assertEquals(CANARY, Files.readString(folder.resolve("password")));
    assertEquals(
        "{\"port\":5433,\"ca.pem\":\"-----\\nx\"}", Files.readString(folder.resolve("tls")));
    try (var files = Files.list(folder)) {
      for (var each : files.toList()) {
        assertEquals(
            "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(each)));
      }
    }
    osbctl.run("credentials", "-i", "db1", "-o", "servicebinding").ends(ExitCode.USAGE);
  }

  @Test
  void forms_of_credentials_are_for_credentials_only() {
    osbctl.run("catalog", "-o", "env").ends(ExitCode.USAGE).says("for credentials only");
    osbctl.run("catalog", "-o", "nonsense").ends(ExitCode.USAGE).says("expected one of");
    osbctl.run("deprovision", "-i", "db1", "--yes", "-o", "vcap").ends(ExitCode.USAGE);
    assertTrue(osbctl.inventory().contains("db1"));
  }

  @Test
  void credentials_that_cannot_be_fetched_are_there_when_they_were_kept() throws IOException {
    broker.on("GET", "/v2/catalog", Reply.of(200, catalog("\"bindings_retrievable\": false")));
    bind();
    osbctl
        .run("credentials", "-i", "db1")
        .ends(ExitCode.USAGE)
        .says("credentials-not-retrievable")
        .says("--save");
    osbctl.done("unbind", "-i", "db1", "-b", "app1");
    bind("--save");
    assertEquals(
        "postgres://u:p@host/db\n", osbctl.done("credentials", "-i", "db1", "-a", "uri").out());
    var kept = kept();
    assertEquals(1, kept.size());
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept.getFirst())));
    assertFalse(osbctl.inventoryBytes().contains("canary"));
    osbctl.done("unbind", "-i", "db1", "-b", "app1");
    assertEquals(List.of(), kept());
  }

  private List<Path> kept() throws IOException {
    var folder = home.resolve("credentials");
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void credentials_of_sensitive_services_are_kept_nowhere() throws IOException {
    broker.on(
        "GET",
        "/v2/catalog",
        Reply.of(
            200, catalog("\"bindings_retrievable\": true, \"metadata\": {\"sensitive\": true}")));
    osbctl
        .run("bind", "-i", "db1", "-b", "app1", "--save")
        .ends(ExitCode.USAGE)
        .says("sensitive-service");
    bind("--show");
    osbctl.run("credentials", "-i", "db1").ends(ExitCode.USAGE).says("shown once");
    osbctl.run("exec", "-i", "db1", "--", "true").ends(ExitCode.USAGE).says("shown once");
    assertEquals(List.of(), kept());
  }

  @Test
  void command_gets_them_in_its_environment() throws IOException {
    bind();
    var script = "printf '%s\\n' \"$DB1_PASSWORD\" \"$DB1_TLS_PORT\" \"$VCAP_SERVICES\" > seen";
    osbctl.with("PATH", System.getenv("PATH")).done("exec", "-i", "db1", "--", "sh", "-c", script);
    var seen = Files.readAllLines(home.resolve("seen"));
    assertEquals(CANARY, seen.get(0));
    assertEquals("5433", seen.get(1));
    assertTrue(seen.get(2).contains("\"binding_name\":\"app1\""), seen.get(2));
  }

  @Test
  void command_gets_only_the_variables_that_were_chosen() throws IOException {
    bind();
    osbctl
        .with("PATH", System.getenv("PATH"))
        .done(
            "exec",
            "-i",
            "db1",
            "-b",
            "app1",
            "--env",
            "DATABASE_URL=uri",
            "--env",
            "PORT=/tls/port",
            "--",
            "sh",
            "-c",
            "env > seen");
    var seen = Files.readString(home.resolve("seen"));
    assertTrue(seen.contains("DATABASE_URL=postgres://u:p@host/db\n"), seen);
    assertTrue(seen.contains("PORT=5433\n"), seen);
    assertFalse(seen.contains("canary $HOME"), seen);
  }

  @Test
  void command_does_not_get_the_secrets_of_osbctl() throws IOException {
    bind();
    osbctl
        .with("PATH", System.getenv("PATH"))
        .with("SB_BROKER_PASSWORD", "canary of the broker")
        .with("OSBCTL_TOKEN", "canary of the token")
        .done("exec", "-i", "db1", "--", "sh", "-c", "env > seen");
    var seen = Files.readString(home.resolve("seen"));
    assertTrue(seen.contains("SB_BROKER_URL="), seen);
    assertFalse(seen.contains("canary of the"), seen);
  }

  @Test
  void exit_code_is_that_of_the_command() {
    bind();
    osbctl.with("PATH", System.getenv("PATH"));
    assertEquals(7, osbctl.run("exec", "-i", "db1", "--", "sh", "-c", "exit 7").code());
    assertEquals(127, osbctl.run("exec", "-i", "db1", "--", "no-such-command-here").code());
    osbctl.run("exec", "-i", "db1", "--").ends(ExitCode.USAGE);
  }

  @Test
  void two_members_of_one_variable_are_told() {
    bind();
    broker.on(
        "GET",
        ScriptedBroker.A_BINDING,
        Reply.of(200, "{\"credentials\": {\"a-b\": \"x\", \"a_b\": \"y\"}}"));
    osbctl.run("credentials", "-i", "db1", "-o", "env").ends(ExitCode.USAGE).says("A_B");
  }
}
