package org.osbctl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osbctl.cli.ScriptedBroker.Reply;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.session.Group;
import picocli.CommandLine;

/**
 * Every command there is, with everything it writes, among secrets: none may be found anywhere but
 * where the user asked for it. A new command has no place here yet, and fails the test.
 */
class CanaryTest {
  private static final String PASSWORD = "canary-of-broker-7f3a";
  private static final String CREDENTIAL = "canary-of-binding-9c1e";
  private static final String PARAMETER = "canary-of-parameter-2b8d";
  private static final String FORMATTED = "canary-of-format-5e6f";
  private static final String LINK = "canary-of-link-4d2c";

  /** How the caller proves who it is; the secret is the same. */
  enum Proof {
    BASIC,
    TOKEN,
    URL
  }

  private static final String CATALOG =
      ScriptedBroker.CATALOG.replace(
          "\"password\": {\"type\": \"string\"}",
          "\"password\": {\"type\": \"string\"}, \"pin\": {\"type\": \"string\", \"format\":"
              + " \"password\"}");

  private static final String PARAMETERS =
      "{\"size\": 1, \"password\": \"%s\", \"pin\": \"%s\"}".formatted(PARAMETER, FORMATTED);

  @TempDir Path home;

  /**
   * What is run, in this order.
   *
   * @param asked the secrets the user asks to see, on standard output
   */
  private record Case(String command, Set<String> asked, List<String> words) {
    static Case of(String command, String... words) {
      return new Case(command, Set.of(), List.of(words));
    }

    Case asking(String... secrets) {
      return new Case(command, Set.of(secrets), words);
    }

    List<String> line() {
      var line = new ArrayList<>(List.of(command.split(" ")));
      line.addAll(words);
      return line;
    }
  }

  private List<Case> session() {
    return List.of(
        Case.of("catalog"),
        Case.of("catalog", "-o", "json"),
        Case.of("catalog lint"),
        Case.of("catalog diff", in("old.json")),
        Case.of("catalog derive", in("old.json")),
        Case.of("doctor"),
        Case.of("params show", "-s", "db", "-p", "small"),
        Case.of("params skeleton", "-s", "db", "-p", "small"),
        Case.of("params check", "-s", "db", "-p", "small", "-c", PARAMETERS),
        Case.of("params form", "-s", "db", "-p", "small"),
        Case.of("provision", "-s", "db", "-p", "small", "-i", "db1", "-c", PARAMETERS),
        Case.of("provision", "-s", "db", "-p", "small", "-i", "db3", "-c", PARAMETERS, "-n"),
        Case.of("update", "-i", "db1", "-c", PARAMETERS),
        Case.of("last-operation", "-i", "db1"),
        Case.of("wait", "-i", "db1"),
        Case.of("get instance", "-i", "db1"),
        Case.of("get instance", "-i", "db1", "-o", "json"),
        Case.of("bind", "-i", "db1", "-b", "app1", "-c", PARAMETERS),
        Case.of("get binding", "-i", "db1", "-b", "app1"),
        Case.of("get binding", "-i", "db1", "-b", "app1", "-o", "yaml"),
        Case.of("instances"),
        Case.of("instances", "-o", "json"),
        Case.of("bindings", "-o", "json"),
        Case.of("rename", "db1", "db2"),
        Case.of("adopt", "-i", "there", "--id", "there-id", "-s", "db", "-p", "small"),
        Case.of("credentials", "-i", "db2", "-b", "app1").asking(CREDENTIAL),
        Case.of("credentials", "-i", "db2", "-b", "app1", "-o", "env").asking(CREDENTIAL),
        Case.of("exec", "-i", "db2", "-b", "app1", "--", "true"),
        Case.of("curl", "GET", "/v2/catalog"),
        Case.of("curl", "GET", "/v2/service_instances/x/service_bindings/y").asking(CREDENTIAL),
        Case.of("inventory query", "SELECT * FROM instances"),
        Case.of("inventory export"),
        Case.of("inventory stats"),
        Case.of("context set", "prod", "--url", "http://broker.example"),
        Case.of("context list", "-o", "json"),
        Case.of("context show", "prod", "-o", "json"),
        Case.of("context use", "prod"),
        Case.of("context delete", "prod"),
        Case.of("context import-env", "imported"),
        Case.of("context import-eden", in("eden.yaml")),
        Case.of("context show", "imported", "-o", "json"),
        Case.of("conform run", reports("run")),
        Case.of("conform run", "--quick"),
        Case.of(
            "conform judge", in("evidence/exchanges.har"), "--report=html=" + in("judged.html")),
        Case.of("conform replay", in("run.json"), "--yes"),
        Case.of("conform report", in("run.json"), "--report=sarif=" + in("again.sarif")),
        Case.of("conform compare", in("run.json"), in("run.json")),
        Case.of("conform baseline", in("run.json")),
        Case.of("conform list"),
        Case.of("conform explain", "api.keywords-as-rfc-2119"),
        Case.of("smoke", "--yes", "--junit=" + in("smoke.xml")),
        Case.of("mock serve", "--catalog=" + in("none.json")),
        Case.of("mock faults"),
        Case.of("mock faults explain", "newer-members-refused"),
        Case.of("demo"),
        Case.of("shell"),
        Case.of("completion", "bash"),
        Case.of("help", "env"),
        Case.of("unbind", "-i", "db2", "-b", "app1"),
        Case.of("deprovision", "-i", "db2", "--yes"),
        Case.of("forget", "-i", "there", "--yes"),
        Case.of("cleanup", "--all", "--yes"));
  }

  private String in(String name) {
    return home.resolve(name).toString();
  }

  private String[] reports(String name) {
    return Stream.concat(
            Stream.of("json", "html", "junit", "markdown", "sarif", "tap", "ndjson", "console")
                .map(each -> "--report=" + each + "=" + in(name + "." + each)),
            Stream.of("--evidence=" + in("evidence"), "--yes", "--timeout=1s"))
        .toArray(String[]::new);
  }

  private static Reply echo() {
    return Reply.of(
        400,
        "{\"description\": \"password %s at https://user:%s@db.example/x is wrong\"}"
            .formatted(PASSWORD, LINK));
  }

  private static ScriptedBroker broker() {
    var credentials =
        "{\"credentials\": {\"user\": \"%s\", \"deep\": {\"list\": [\"%s\"]}}}"
            .formatted(CREDENTIAL, CREDENTIAL);
    return ScriptedBroker.start()
        .on("GET", "/v2/catalog", Reply.of(200, CATALOG))
        .on("PUT", ScriptedBroker.AN_INSTANCE, Reply.of(202, "{\"operation\": \"op\"}"))
        .on("GET", ScriptedBroker.INSTANCE_POLL, Reply.state("succeeded"))
        .on("PATCH", ScriptedBroker.AN_INSTANCE, echo())
        .on("DELETE", ScriptedBroker.AN_INSTANCE, Reply.of(200, "{}"))
        .on(
            "GET",
            ScriptedBroker.AN_INSTANCE,
            Reply.of(
                200,
                "{\"parameters\": %s, \"dashboard_url\": \"https://user:%s@dash.example/\"}"
                    .formatted(PARAMETERS, LINK)))
        .on("PUT", ScriptedBroker.A_BINDING, Reply.of(201, credentials))
        .on("DELETE", ScriptedBroker.A_BINDING, Reply.of(200, "{}"))
        .on("GET", ScriptedBroker.A_BINDING, Reply.of(200, credentials));
  }

  private Osbctl osbctl(ScriptedBroker broker, Proof proof) {
    var osbctl = new Osbctl(home).to(broker.url());
    return switch (proof) {
      case BASIC -> osbctl.as("admin", PASSWORD);
      case TOKEN -> osbctl.with("OSBCTL_TOKEN", PASSWORD);
      case URL ->
          osbctl.with(
              "SB_BROKER_URL",
              broker.url().toString().replace("://", "://admin:" + PASSWORD + "@"));
    };
  }

  @ParameterizedTest
  @EnumSource
  void no_secret_is_written_that_nobody_asked_for(Proof proof) throws IOException {
    Files.writeString(home.resolve("old.json"), CATALOG.replace("small", "tiny"));
    Files.writeString(
        home.resolve("eden.yaml"),
        "service_instances:\n- id: eden-id\n  name: old\n  service_id: db-id\n  plan_id: small-id\n"
            + "  service_broker_url: http://broker.example\n  bindings:\n  - id: b\n    name: b\n"
            + "    credentials: {password: "
            + CREDENTIAL
            + "}\n");
    var found = new ArrayList<String>();
    var met = new TreeSet<String>();
    try (var broker = broker()) {
      var osbctl = osbctl(broker, proof);
      for (var each : session()) {
        met.add(each.command());
        var line = new ArrayList<>(each.line());
        int rest = line.indexOf("--");
        line.addAll(
            rest < 0 ? line.size() : rest,
            List.of("-v", "--curl", "--trace=" + in("trace-" + met.size() + ".txt")));
        var ran = osbctl.run(line.toArray(String[]::new));
        if (!isUnderstood(ran.code(), each, proof)) {
          found.add("exit " + ran.code() + " of " + each + ran.err());
        }
        secrets(ran.err())
            .forEach(it -> found.add(it + " on standard error of " + each + ran.err()));
        secrets(ran.out()).stream()
            .filter(it -> !each.asked().contains(it))
            .forEach(it -> found.add(it + " on standard output of " + each));
        // That the search finds what is there.
        if (proof != Proof.URL && !secrets(ran.out()).containsAll(each.asked())) {
          found.add(each + " does not print " + each.asked());
        }
        for (var written : written().entrySet()) {
          found.add(written.getValue() + " in " + written.getKey() + " after " + each);
        }
      }
    }
    assertEquals("", String.join("\n", found));
    assertEquals(commands(), met, "every command has a place in this test");
  }

  /**
   * What goes on until somebody ends it, and what needs a terminal, ends before it begins here;
   * {@link CanaryTalkTest} has more of it.
   */
  private static final Set<String> ENDLESS = Set.of("params form", "shell", "mock serve");

  /** A command that does not begin proves little. A URL with a secret in it is refused. */
  private static boolean isUnderstood(int code, Case each, Proof proof) {
    return code != ExitCode.BUG.code()
        && (code != ExitCode.USAGE.code()
            || proof == Proof.URL
            || ENDLESS.contains(each.command()));
  }

  /** Files with a secret, none of them twice. */
  private Map<Path, Set<String>> written() throws IOException {
    var found = new LinkedHashMap<Path, Set<String>>();
    try (var files = Files.walk(home)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var name = home.relativize(file);
        // Ours, not the program's.
        if (!name.toString().equals("eden.yaml")) {
          var secrets = secrets(Files.readString(file, StandardCharsets.ISO_8859_1));
          if (!secrets.isEmpty()) {
            found.put(name, secrets);
            Files.delete(file);
          }
        }
      }
    }
    return found;
  }

  private static Set<String> secrets(String text) {
    var found = new TreeSet<String>();
    for (var secret : List.of(PASSWORD, CREDENTIAL, PARAMETER, FORMATTED, LINK)) {
      if (text.contains(secret)) {
        found.add(secret);
      }
    }
    if (text.contains(base64("admin:" + PASSWORD))) {
      found.add("the password in Base64");
    }
    return found;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The names of all commands that do something, as they are typed. */
  private Set<String> commands() {
    var names = new TreeSet<String>();
    var line = Main.commandLine(new Osbctl(home).surroundings());
    line.getSubcommands().values().forEach(each -> collect(each, "", names));
    return names;
  }

  private static void collect(CommandLine command, String before, Set<String> names) {
    var name = before + command.getCommandName();
    if (!(command.getCommand() instanceof Group)) {
      names.add(name);
    }
    command.getSubcommands().values().forEach(each -> collect(each, name + " ", names));
  }
}
