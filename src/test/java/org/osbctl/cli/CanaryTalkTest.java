package org.osbctl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osbctl.cli.ScriptedBroker.Reply;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Surroundings;
import org.osbctl.client.Sleeper;
import org.osbctl.spec.Json;

/**
 * Secrets in commands that go on until somebody ends them, or that ask back: {@link CanaryTest}
 * only begins them.
 */
@Timeout(60)
class CanaryTalkTest {
  private static final String PASSWORD = "canary-of-broker-7f3a";
  private static final String CREDENTIAL = "canary-of-binding-9c1e";
  private static final String PARAMETER = "canary-of-parameter-2b8d";
  private static final String OTHER = "canary-of-somebody-else-6e0b";

  @TempDir Path home;

  private ScriptedBroker broker() {
    var credentials = "{\"credentials\": {\"user\": \"%s\"}}".formatted(CREDENTIAL);
    return ScriptedBroker.start()
        .on("GET", "/v2/catalog", Reply.of(200, ScriptedBroker.CATALOG))
        .on("PUT", ScriptedBroker.AN_INSTANCE, Reply.of(201, "{}"))
        .on(
            "PATCH",
            ScriptedBroker.AN_INSTANCE,
            Reply.of(400, "{\"description\": \"%s is too short\"}".formatted(PARAMETER)))
        .on("PUT", ScriptedBroker.A_BINDING, Reply.of(201, credentials))
        .on("GET", ScriptedBroker.A_BINDING, Reply.of(200, credentials));
  }

  private Osbctl osbctl(ScriptedBroker broker) {
    return new Osbctl(home)
        .to(broker.url())
        .as("admin", PASSWORD)
        .with("TERM", "dumb")
        .atTerminal();
  }

  private static void has(String text, String where, String... secrets) {
    for (var each : secrets) {
      assertFalse(text.contains(each), () -> each + " in " + where + ": " + text);
    }
  }

  private void writtenHas(String... secrets) throws IOException {
    try (var files = Files.walk(home)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        has(
            Files.readString(file, StandardCharsets.ISO_8859_1),
            home.relativize(file).toString(),
            secrets);
      }
    }
  }

  @Test
  void shell_keeps_no_secret_and_shows_those_that_are_asked_for() throws IOException {
    try (var broker = broker()) {
      var parameters = "-c '{\"size\": 1, \"password\": \"" + PARAMETER + "\"}'";
      var ran =
          osbctl(broker)
              .typing(
                  String.join(
                      "\n",
                      "provision -s db -p small -i db1 -v --curl " + parameters,
                      "update -i db1 " + parameters,
                      "curl GET /v2/catalog -H 'Authorization: Bearer " + OTHER + "'",
                      "context set prod --url https://me:" + OTHER + "@broker.example",
                      "catalog --password " + OTHER,
                      "bind -i db1 -b app1 --trace=" + home.resolve("trace.txt"),
                      "instances",
                      "credentials -i db1 -b app1 --show",
                      "exit\n"))
              .run("shell");
      ran.ends(ExitCode.DONE).prints(CREDENTIAL);
      assertEquals(1, broker.seen("PATCH").size(), ran::toString);
      has(ran.err(), "what the shell says", PASSWORD, CREDENTIAL, basic("admin", PASSWORD));
      has(ran.err(), "what the shell says", PARAMETER, "Bearer " + OTHER + "\n");
      has(ran.out(), "what the shell prints", PASSWORD, PARAMETER, OTHER);
      assertTrue(Files.readString(home.resolve("history")).contains("instances"));
      writtenHas(PASSWORD, CREDENTIAL, PARAMETER, OTHER, basic("admin", PASSWORD));
    }
  }

  @Test
  void form_shows_no_secret_again() throws IOException {
    try (var broker = broker()) {
      var answers = "1\n" + PARAMETER + "\n";
      for (var command :
          List.of(
              List.of("provision", "-s", "db", "-p", "small", "-i", "db1", "--form"),
              List.of("params", "form", "-s", "db", "-p", "small"))) {
        var words = new ArrayList<>(command);
        words.addAll(List.of("-v", "--curl", "--trace=" + home.resolve("trace.txt")));
        var ran =
            osbctl(broker).typing(answers + "send\n".repeat(8)).run(words.toArray(String[]::new));
        assertTrue(ran.err().contains("password"), ran::toString);
        has(ran.err(), "what " + command + " says", PARAMETER, PASSWORD);
      }
      assertTrue(
          broker.seen("PUT").getFirst().json().path("parameters").toString().contains(PARAMETER));
      writtenHas(PARAMETER, PASSWORD);
    }
  }

  @Test
  void mock_shows_no_secret_in_its_pages_and_findings() throws Exception {
    var in = new PipedInputStream();
    var line = new PipedInputStream();
    var err = new ByteArrayOutputStream();
    var surroundings =
        new Surroundings(
            Map.of(
                "OSBCTL_HOME", home.toString(),
                "OSBCTL_MOCK_PASSWORD", PASSWORD,
                "OSBCTL_MOCK_ADMIN_TOKEN", OTHER),
            in,
            new PrintStream(new PipedOutputStream(line), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Surroundings.Terminal.NONE,
            home,
            Clock.systemUTC(),
            Sleeper.REAL);
    CompletableFuture<Integer> code;
    var pages = new StringBuilder();
    try (var end = new PipedOutputStream(in);
        var client = HttpClient.newHttpClient()) {
      code =
          CompletableFuture.supplyAsync(
              () ->
                  Main.run(
                      surroundings,
                      "mock",
                      "serve",
                      "--exit-with-stdin",
                      "--strict",
                      "--admin",
                      "--mode=sync",
                      "-v",
                      "-o",
                      "json"));
      var reader = new BufferedReader(new InputStreamReader(line, StandardCharsets.UTF_8));
      var said = Json.parse(reader.readLine().getBytes(StandardCharsets.UTF_8)).node();
      var url = said.path("url").asString();
      var body =
          """
          {"service_id": "none", "plan_id": "none", "parameters": {"password": "%s"},
           "context": {"platform": "cloudfoundry", "token": "%s"}}
          """
              .formatted(PARAMETER, PARAMETER);
      for (var password : List.of(PASSWORD, "canary-of-wrong-password")) {
        for (var path : List.of("/v2/service_instances/a b", "/v2/service_instances/i")) {
          var request =
              HttpRequest.newBuilder(URI.create(url + path.replace(" ", "%20")))
                  .header("Authorization", "Basic " + basic("mock", password))
                  .header("X-Broker-API-Version", "v2.17")
                  .header("X-Broker-API-Originating-Identity", "cloudfoundry no-base64!")
                  .PUT(HttpRequest.BodyPublishers.ofString(body));
          client.send(request.build(), HttpResponse.BodyHandlers.discarding());
        }
      }
      for (var page : List.of("requests", "findings", "faults", "state")) {
        var request =
            HttpRequest.newBuilder(URI.create(url + "/_mock/" + page))
                .header("Authorization", "Bearer " + OTHER);
        var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), page);
        pages.append(answer.body());
      }
      end.flush();
    }
    assertEquals(1, code.get(20, TimeUnit.SECONDS));
    assertTrue(pages.toString().contains("version.header-is-major-minor"), pages::toString);
    var secrets =
        new String[] {
          PASSWORD,
          PARAMETER,
          OTHER,
          "canary-of-wrong",
          basic("mock", PASSWORD),
          basic("mock", "canary-of-wrong-password")
        };
    has(pages.toString(), "the pages of the mock", secrets);
    var said = err.toString(StandardCharsets.UTF_8);
    assertTrue(said.contains("violates version.header-is-major-minor"), said);
    has(said, "what the mock says", secrets);
    writtenHas(secrets);
  }

  private static String basic(String user, String password) {
    return Base64.getEncoder()
        .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }
}
