package org.osbctl.cli.context;

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
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.cli.Osbctl;
import org.osbctl.cli.ScriptedBroker;
import org.osbctl.cli.io.ExitCode;

class ContextCommandsTest {
  private static final String CANARY = "canary-of-contexts";

  @TempDir Path home;
  private ScriptedBroker broker;
  private ScriptedBroker other;
  private Osbctl osbctl;

  @BeforeEach
  void start() {
    broker = ScriptedBroker.start();
    other = ScriptedBroker.start();
    osbctl = new Osbctl(home);
  }

  @AfterEach
  void stop() {
    broker.close();
    other.close();
  }

  private Path file() {
    return home.resolve("config.yaml");
  }

  private void set(String name, ScriptedBroker target, String... settings) {
    var words = new ArrayList<>(List.of("context", "set", name, "url=" + target.url()));
    words.addAll(List.of(settings));
    osbctl.done(words.toArray(String[]::new));
  }

  private static String sentPassword(ScriptedBroker target) {
    var header = target.seen().getLast().header("Authorization");
    return header.isEmpty()
        ? ""
        : new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8)
            .replaceFirst("^[^:]*:", "");
  }

  @Test
  void home_that_is_a_file_is_called_no_folder() throws IOException {
    var file = Files.writeString(home.resolve("file"), "no folder");
    new Osbctl(file)
        .run("context", "set", "one", "url=http://localhost")
        .ends(ExitCode.USAGE)
        .says("cause:  " + file + " is no folder");
  }

  @Test
  void first_context_is_used_from_then_on() {
    set("one", broker, "username=me", "password=env:PW");
    osbctl.with("PW", CANARY).done("catalog");
    assertEquals(CANARY, sentPassword(broker));
    set("two", other);
    osbctl.done("catalog");
    assertEquals(2, broker.seen().size());
    osbctl.done("context", "use", "two");
    osbctl.done("catalog");
    assertEquals(1, other.seen().size());
    osbctl.done("context", "delete", "two");
    osbctl.run("catalog").ends(ExitCode.USAGE).says("no context is in use").says("context use");
    osbctl.done("context", "list", "-o", "name").prints("one\n");
  }

  @Test
  void file_is_its_owners_alone_and_holds_no_secret() throws IOException {
    set("one", broker, "username=me", "password=env:PW");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    for (var secret :
        List.of(
            "password=" + CANARY, "token=" + CANARY, "header=Authorization: Bearer " + CANARY)) {
      osbctl
          .run("context", "set", "one", secret)
          .ends(ExitCode.USAGE)
          .says("does not hold")
          .saysNot(CANARY);
    }
    osbctl.run("context", "set", "one", "--password", CANARY).ends(ExitCode.USAGE).saysNot(CANARY);
    assertFalse(Files.readString(file()).contains(CANARY));
  }

  @Test
  void contexts_live_where_xdg_says() {
    osbctl
        .without("OSBCTL_HOME")
        .with("XDG_CONFIG_HOME", home.resolve("xdg").toString())
        .done("context", "set", "one", "url=http://localhost");
    assertTrue(Files.exists(home.resolve("xdg/osbctl/config.yaml")));
    osbctl
        .without("XDG_CONFIG_HOME")
        .with("HOME", home.toString())
        .done("context", "set", "one", "url=http://localhost");
    assertTrue(Files.exists(home.resolve(".config/osbctl/config.yaml")));
    var elsewhere = home.resolve("else.yaml").toString();
    osbctl.done("context", "set", "one", "url=http://localhost", "--config", elsewhere);
    assertTrue(Files.exists(home.resolve("else.yaml")));
  }

  @Test
  void secret_is_the_first_line_of_a_file_or_of_what_a_command_prints() throws IOException {
    var secret = Files.writeString(home.resolve("the secret"), CANARY + "\nmore\n");
    set("one", broker, "username=me", "--password-file", "the secret");
    osbctl.done("catalog");
    assertEquals(CANARY, sentPassword(broker));
    set("one", broker, "password=command:head -n 1 '" + secret + "'");
    osbctl.done("catalog").saysNot(CANARY);
    assertEquals(CANARY, sentPassword(broker));
    osbctl.done("context", "show", "--origin").prints("command:head").prints("context one");
  }

  @Test
  void command_is_given_to_no_shell() throws IOException {
    var canary = home.resolve("made-by-a-shell");
    set("one", broker, "username=me", "password=command:echo a; touch " + canary + " $(id) `id`");
    osbctl.done("catalog");
    assertEquals("a; touch " + canary + " $(id) `id`", sentPassword(broker));
    assertFalse(Files.exists(canary));
  }

  @ParameterizedTest
  @CsvSource({
    "password=env:NOT_THERE, the environment variable NOT_THERE is not set",
    "password=file:/no/such/file, /no/such/file cannot be read",
    "password=command:false, it ended with exit code 1",
    "password=command:true, the command true printed nothing",
    "password=command:no-such-program-here, it cannot be started"
  })
  void secret_that_is_not_there_is_told_and_nothing_is_sent(String setting, String cause) {
    set("one", broker, "username=me", setting);
    osbctl.run("catalog").ends(ExitCode.USAGE).says("The password cannot be had").says(cause);
    assertEquals(List.of(), broker.seen());
  }

  @Test
  void nearer_places_count_more() throws IOException {
    set("one", broker, "api-version=2.11");
    assertEquals("2.11", versionSent());
    Files.writeString(home.resolve(".osbctl.yaml"), "api-version: 2.12\n");
    assertEquals("2.12", versionSent());
    osbctl.with("SB_BROKER_API_VERSION", "2.13");
    assertEquals("2.13", versionSent());
    assertEquals("2.14", versionSent("--api-version", "2.14"));
    osbctl
        .done("context", "show", "--origin")
        .prints("environment SB_BROKER_API_VERSION")
        .prints("context one");
  }

  private String versionSent(String... options) {
    var words = new ArrayList<>(List.of("catalog"));
    words.addAll(List.of(options));
    osbctl.done(words.toArray(String[]::new));
    return broker.seen().getLast().header("X-Broker-API-Version");
  }

  @Test
  void context_named_on_the_command_line_counts_more_than_what_the_environment_is_left_with() {
    set("one", broker, "username=me", "password=env:PW");
    osbctl.with("PW", CANARY).to(other.url()).as("other", "other-password");
    osbctl.done("catalog");
    assertEquals("other-password", sentPassword(other));
    osbctl.done("catalog", "--context", "one");
    assertEquals(CANARY, sentPassword(broker));
    osbctl.done("--context=one", "catalog");
    assertEquals(2, broker.seen().size());
  }

  @Test
  void password_of_a_context_goes_to_no_other_broker() {
    set("one", broker, "username=me", "password=env:PW", "api-version=2.13");
    osbctl.with("PW", CANARY).done("catalog", "--url", other.url().toString());
    assertEquals("", sentPassword(other));
    assertEquals("2.13", other.seen().getLast().header("X-Broker-API-Version"));
    osbctl.to(other.url()).done("catalog");
    assertEquals("", sentPassword(other));
    assertEquals(List.of(), broker.seen());
  }

  @Test
  void project_file_above_chooses_a_context() throws IOException {
    set("one", broker);
    set("two", other);
    Files.writeString(home.resolve(".osbctl.yaml"), "context: two\n");
    osbctl.done("catalog");
    assertEquals(1, other.seen().size());
    osbctl.done("context", "show", "--origin").prints("project file " + home);
    osbctl.with("OSBCTL_CONTEXT", "one").done("catalog");
    assertEquals(1, broker.seen().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "url: http://evil.example.com",
        "password: command:touch made",
        "token: env:HOME",
        "username: me",
        "insecure: true",
        "cacert: evil.pem",
        "header: 'X: y'",
        "inventory: jdbc:postgresql://evil.example.com/x",
        "trace: /tmp/x",
        "config: evil.yaml",
        "originating-identity: '@/etc/passwd'",
      })
  void project_file_decides_neither_where_credentials_go_nor_what_is_run(String line)
      throws IOException {
    set("one", broker, "username=me", "password=env:PW");
    Files.writeString(home.resolve(".osbctl.yaml"), line + "\n");
    osbctl
        .with("PW", CANARY)
        .run("catalog")
        .ends(ExitCode.USAGE)
        .says("project file " + home)
        .says("may not");
    assertEquals(List.of(), broker.seen());
    assertFalse(Files.exists(home.resolve("made")));
    osbctl.done("catalog", "--help");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "contexts: [",
        "- a",
        "contexts: 5",
        "contexts: {one: [1]}",
        "contexts: {one: {url: {a: b}}}",
        "contexts: {one: {}}\ncontexts: {two: {}}",
        "current: nobody",
        "current: one\ncontexts: {one: {urll: 'http://x'}}",
        "current: one\ncontexts: {one: {password: " + CANARY + "}}",
      })
  void damaged_file_is_told_and_left_alone(String content) throws IOException {
    Files.writeString(file(), content);
    osbctl.run("catalog").ends(ExitCode.USAGE).saysNot(CANARY).says("remedy:");
    osbctl.done("--help");
    assertEquals(content, Files.readString(file()));
  }

  @Test
  void misspelt_settings_and_names_are_told_with_what_was_meant() {
    set("one", broker);
    osbctl
        .run("context", "set", "one", "usrname=x")
        .ends(ExitCode.USAGE)
        .says("did you mean \"username\"?");
    osbctl.run("context", "use", "onee").ends(ExitCode.USAGE).says("did you mean \"one\"?");
    osbctl.run("context", "delete", "two").ends(ExitCode.USAGE).says("choose one of: one");
    osbctl.run("context", "show", "two").ends(ExitCode.USAGE).says("no context \"two\"");
    osbctl.run("catalog", "--context", "two").ends(ExitCode.USAGE).says("no context \"two\"");
    osbctl.run("context", "set", "one", "no equals " + CANARY).ends(ExitCode.USAGE).saysNot(CANARY);
    osbctl.run("context", "set", "one", "url=ftp://x").ends(ExitCode.USAGE).says("bad-url");
  }

  @Test
  void empty_value_takes_a_setting_out_and_the_broker_may_be_missing() {
    set("one", broker, "api-version=2.13");
    osbctl.done("context", "set", "one", "url=", "api-version=");
    osbctl
        .run("catalog")
        .ends(ExitCode.USAGE)
        .says("the context \"one\" has no url")
        .says("osbctl context set one url=");
  }

  @Test
  void environment_becomes_a_context_that_names_its_variables() {
    osbctl.to(broker.url()).as("me", CANARY).with("OSBCTL_API_VERSION", "2.13");
    osbctl.done("context", "import-env", "mine").says("password").saysNot(CANARY);
    osbctl
        .done("context", "show", "mine")
        .prints("env:SB_BROKER_PASSWORD")
        .prints("2.13")
        .prints(broker.url().toString());
    osbctl.without("SB_BROKER_URL").without("OSBCTL_API_VERSION").done("catalog");
    assertEquals(CANARY, sentPassword(broker));
    osbctl.run("context", "import-env").ends(ExitCode.USAGE).says("names no broker");
  }

  @Test
  void what_eden_remembers_is_taken_over() throws IOException {
    var file = home.resolve(".eden/config");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        service_instances:
        - id: i1
          name: db1
          service_id: s1
          service_name: db
          plan_id: p1
          plan_name: small
          broker_url: %1$s/
          bindings:
          - id: b1
            name: db-b1
            credentials: '{"uri":"postgres://%2$s"}'
            created_at: 2018-01-02T03:04:05Z
          - id: b2
            name: async
            credentials: "null"
          created_at: 2018-01-02T03:04:05Z
        - id: i2
          name: typing-error
          service_id: ""
          broker_url: ""
        """
            .formatted(broker.url(), CANARY));
    osbctl.with("HOME", home.toString());
    osbctl
        .done("context", "import-eden")
        .says("1 contexts, 1 service instances, credentials of 1 service bindings")
        .saysNot(CANARY);
    var name = osbctl.done("context", "list", "-o", "name").out().strip();
    osbctl.done("context", "show", name).prints("env:SB_BROKER_PASSWORD");
    assertEquals("db1\n", osbctl.done("instances", "-o", "name").out());
    assertEquals("async\ndb-b1\n", osbctl.done("bindings", "-o", "name").out());
    assertEquals(
        "postgres://" + CANARY + "\n",
        osbctl.done("credentials", "-i", "db1", "-b", "db-b1", "-a", "uri").out());
    assertFalse(osbctl.inventoryBytes().contains(CANARY));
    assertFalse(Files.readString(file()).contains(CANARY));
    try (var kept = Files.list(home.resolve("credentials"))) {
      for (var each : kept.toList()) {
        assertEquals(
            "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(each)));
      }
    }
    osbctl.done("cleanup", "--all", "--yes").says("nothing is there");
    osbctl.done("context", "import-eden").says("known already").says("0 service instances");
    osbctl.run("context", "import-eden", "no-such-file").ends(ExitCode.USAGE).says("no file");
    osbctl.run("context", "import-eden", "config.yaml").ends(ExitCode.USAGE).says("eden");
  }

  @Test
  void secrets_of_the_environment_are_not_shown() {
    osbctl.to(broker.url()).as("me", CANARY).with("OSBCTL_TOKEN", CANARY);
    var ran = osbctl.done("context", "show", "--origin").prints("SB_BROKER_PASSWORD");
    assertFalse(ran.out().contains(CANARY), ran::toString);
  }

  @Test
  void contexts_set_at_the_same_time_are_all_kept() throws Exception {
    try (var threads = Executors.newFixedThreadPool(4)) {
      var ran = new ArrayList<Future<?>>();
      for (int i = 0; i < 10; i++) {
        var name = "c" + i;
        ran.add(threads.submit(() -> osbctl.done("context", "set", name, "url=http://localhost")));
      }
      for (var each : ran) {
        each.get();
      }
    }
    var names = osbctl.done("context", "list", "-o", "name").out().lines().toList();
    assertEquals(10, names.size());
  }

  @Test
  void folder_that_cannot_be_written_is_told() throws IOException {
    Files.writeString(home.resolve("a file"), "");
    osbctl
        .with("OSBCTL_CONFIG", home.resolve("a file/config.yaml").toString())
        .run("context", "set", "one", "url=http://localhost")
        .ends(ExitCode.USAGE)
        .says("cannot be");
  }
}
