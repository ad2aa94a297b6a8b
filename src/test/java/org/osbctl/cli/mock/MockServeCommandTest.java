package org.osbctl.cli.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osbctl.cli.Osbctl;
import org.osbctl.cli.io.Surroundings;
import org.osbctl.client.Sleeper;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

class MockServeCommandTest {
  private static final Map<String, String> FIXED =
      Map.of(
          "OSBCTL_MOCK_PASSWORD", "it's secret",
          "OSBCTL_MOCK_TOKEN", "token-1",
          "OSBCTL_MOCK_ADMIN_TOKEN", "admin-1");

  private static final String[] SERVE_OPENLY = {
    "mock", "serve", "--exit-with-stdin", "--auth", "none", "--mode", "sync", "-o", "json"
  };

  @TempDir static Path home;
  @TempDir Path folder;

  /** What a command left behind. */
  private record Done(int code, String out, String err) {}

  private static Done run(Map<String, String> environment, InputStream in, String... args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int code = Osbctl.runIn(surroundings(environment, in, out, err), args);
    return new Done(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static Surroundings surroundings(
      Map<String, String> environment, InputStream in, OutputStream out, OutputStream err) {
    var all = new HashMap<>(environment);
    all.putIfAbsent("OSBCTL_HOME", home.toString());
    return new Surroundings(
        all,
        in,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        Surroundings.Terminal.NONE,
        Path.of("no-such-folder"),
        Clock.systemUTC(),
        Sleeper.REAL);
  }

  private static Done run(String... args) {
    return run(FIXED, InputStream.nullInputStream(), args);
  }

  @Test
  void prints_one_line_for_a_shell() {
    var done = run("mock", "serve", "--exit-with-stdin");
    assertEquals(0, done.code(), done.err());
    assertTrue(
        done.out()
            .matches(
                "export SB_BROKER_URL=http://127\\.0\\.0\\.1:[0-9]+ SB_BROKER_USERNAME=mock"
                    + " SB_BROKER_PASSWORD='it'\\\\''s secret'\n"),
        done.out());
    assertEquals("", done.err());
  }

  @Test
  void prints_one_document_for_programs() {
    var done =
        run("mock", "serve", "--exit-with-stdin", "--auth", "bearer", "--admin", "-o", "json");
    assertEquals(1, done.out().lines().count());
    var document = json(done.out());
    assertEquals("MockBroker", document.path("kind").asString());
    assertEquals("token-1", document.path("token").asString());
    assertEquals("admin-1", document.path("adminToken").asString());
  }

  private static JsonNode json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8)).node();
  }

  @Test
  void makes_up_a_password_when_none_is_given() {
    var one = run(Map.of(), InputStream.nullInputStream(), "mock", "serve", "--exit-with-stdin");
    var other = run(Map.of(), InputStream.nullInputStream(), "mock", "serve", "--exit-with-stdin");
    assertTrue(one.out().strip().matches(".* SB_BROKER_PASSWORD=[A-Za-z0-9]{24}"), one.out());
    assertFalse(one.out().split("PASSWORD=", 2)[1].equals(other.out().split("PASSWORD=", 2)[1]));
  }

  @Test
  void serves_until_standard_input_ends() throws Exception {
    var in = new PipedInputStream();
    var line = new PipedInputStream();
    var out = new PipedOutputStream(line);
    CompletableFuture<Integer> code;
    try (var end = new PipedOutputStream(in)) {
      var surroundings = surroundings(FIXED, in, out, OutputStream.nullOutputStream());
      code = CompletableFuture.supplyAsync(() -> Osbctl.runIn(surroundings, SERVE_OPENLY));
      var reader = new BufferedReader(new InputStreamReader(line, StandardCharsets.UTF_8));
      assertEquals(200, status(json(reader.readLine()).path("url").asString()));
      end.flush();
    }
    assertEquals(0, code.get(20, TimeUnit.SECONDS));
  }

  private static int status(String url) throws IOException, InterruptedException {
    return status(url, "2.17");
  }

  private static int status(String url, String version) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(url + "/v2/catalog"))
              .header("X-Broker-API-Version", version)
              .header("X-Broker-API-Request-Identity", UUID.randomUUID().toString())
              .build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  @ParameterizedTest
  @CsvSource({"2.17, 0", "v2.17, 1"})
  void strict_ends_badly_when_the_platform_is_wrong(String version, int expected) throws Exception {
    var in = new PipedInputStream();
    var line = new PipedInputStream();
    var out = new PipedOutputStream(line);
    var err = new ByteArrayOutputStream();
    var words = new ArrayList<>(List.of(SERVE_OPENLY));
    words.add("--strict");
    CompletableFuture<Integer> code;
    try (var end = new PipedOutputStream(in)) {
      var surroundings = surroundings(FIXED, in, out, err);
      code =
          CompletableFuture.supplyAsync(
              () -> Osbctl.runIn(surroundings, words.toArray(String[]::new)));
      var reader = new BufferedReader(new InputStreamReader(line, StandardCharsets.UTF_8));
      var status = status(json(reader.readLine()).path("url").asString(), version);
      assertEquals(expected == 0 ? 200 : 412, status);
      end.flush();
    }
    assertEquals(expected, code.get(20, TimeUnit.SECONDS));
    var said = err.toString(StandardCharsets.UTF_8);
    if (expected == 0) {
      assertEquals("", said);
    } else {
      assertTrue(said.contains("violates version.header-is-major-minor (MUST): "), said);
      assertTrue(said.contains(" | GET /v2/catalog\n"), said);
      assertTrue(said.contains("warning: the platform violated 1 requirements, 1 times"), said);
    }
  }

  @Test
  void for_runs_a_command_that_finds_the_mock_and_exits_with_its_code() {
    var environment = new HashMap<>(FIXED);
    environment.put("OSBCTL_URL", "http://elsewhere.example.com");
    var done =
        run(
            environment,
            InputStream.nullInputStream(),
            "mock",
            "serve",
            "--for",
            "echo $SB_BROKER_URL $SB_BROKER_USERNAME $SB_BROKER_PASSWORD $OSBCTL_URL; exit 7");
    assertEquals(7, done.code(), done.err());
    assertTrue(done.out().matches("http://127\\.0\\.0\\.1:[0-9]+ mock it's secret\n"), done.out());
    assertTrue(done.err().startsWith("mock broker at http://127.0.0.1:"), done.err());
  }

  @Test
  void for_hands_on_standard_input_and_error() {
    var in = new java.io.ByteArrayInputStream("hello".getBytes(StandardCharsets.UTF_8));
    var done = run(FIXED, in, "mock", "serve", "-q", "--for", "cat; echo told >&2");
    assertEquals(new Done(0, "hello", "told\n"), done);
  }

  @Test
  void tls_leaves_its_certificates_in_files_as_long_as_it_serves() {
    var done =
        run(
            "mock",
            "serve",
            "--auth",
            "mtls",
            "--for",
            "cat $OSBCTL_CACERT; cat $OSBCTL_CERT; echo $OSBCTL_CACERT $SB_BROKER_URL");
    assertEquals(0, done.code(), done.err());
    assertTrue(done.out().contains("-----BEGIN CERTIFICATE-----"));
    assertTrue(done.out().contains("-----BEGIN PRIVATE KEY-----"));
    var last = done.out().lines().reduce((a, b) -> b).orElseThrow().split(" ", 2);
    assertTrue(last[1].startsWith("https://127.0.0.1:"));
    assertFalse(Files.exists(Path.of(last[0])), last[0]);
  }

  @Test
  void port_in_use_is_told_with_a_remedy() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = Integer.toString(taken.getLocalPort());
      var done = run("mock", "serve", "--exit-with-stdin", "--port", port);
      assertEquals(2, done.code());
      assertTrue(done.err().startsWith("port-in-use: The mock cannot listen on 127.0.0.1:" + port));
      assertTrue(done.err().contains("--port"), done.err());
      assertEquals("", done.out());
    }
  }

  @Test
  void user_may_have_the_name_of_a_command() {
    var environment = Map.of("SB_BROKER_USERNAME", "mock", "SB_BROKER_PASSWORD", "x");
    var done =
        run(environment, InputStream.nullInputStream(), "mock", "serve", "--exit-with-stdin");
    assertEquals(0, done.code(), done.err());
  }

  @Test
  void catalog_is_read_from_a_file() throws IOException {
    var file = folder.resolve("catalog.yaml");
    Files.writeString(
        file,
        """
        services:
          - {id: s1, name: one, description: One., bindable: false,
             plans: [{id: p1, name: small, description: Small.}]}
        """);
    var done = run("mock", "serve", "--exit-with-stdin", "--catalog", file.toString());
    assertEquals(0, done.code(), done.err());
    Files.writeString(file, "services: [{name: one}]");
    var refused = run("mock", "serve", "--exit-with-stdin", "--catalog", file.toString());
    assertEquals(2, refused.code());
    assertTrue(refused.err().startsWith("bad-catalog: "), refused.err());
    assertTrue(refused.err().contains("services[0] has no id"), refused.err());
    var none = run("mock", "serve", "--exit-with-stdin", "--catalog", file + ".none");
    assertEquals(2, none.code());
    assertTrue(none.err().contains("there is no such file"), none.err());
  }

  @Test
  void credentials_template_is_read_from_a_file() throws IOException {
    var file = folder.resolve("credentials.json");
    Files.writeString(file, "[]");
    var done = run("mock", "serve", "--exit-with-stdin", "--credentials", file.toString());
    assertEquals(2, done.code());
    assertTrue(done.err().startsWith("bad-json: What --credentials was given"), done.err());
  }

  @Test
  void what_makes_no_sense_is_wrong_usage() {
    for (var args :
        List.of(
            List.of("--port", "70000"),
            List.of("--mode", "sometimes"),
            List.of("--spec-version", "3.0"),
            List.of("--retry-after", "-1"),
            List.of("--delay", "soon"),
            List.of("--bind", "no.such.host.invalid"))) {
      var all = new java.util.ArrayList<>(List.of("mock", "serve", "--exit-with-stdin"));
      all.addAll(args);
      var done = run(all.toArray(String[]::new));
      assertEquals(2, done.code(), args + ": " + done.err());
      assertTrue(done.err().contains("remedy:"), done.err());
    }
  }

  @Test
  void listening_beyond_this_machine_is_warned_of() {
    var done = run("mock", "serve", "--exit-with-stdin", "--bind", "0.0.0.0", "-o", "json");
    assertEquals(0, done.code());
    assertTrue(done.err().startsWith("warning: the mock listens on 0.0.0.0"), done.err());
    assertTrue(json(done.out()).path("url").asString().startsWith("http://127.0.0.1:"));
  }

  @Test
  void signal_is_a_good_end() throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "org.osbctl.cli.Main",
                "mock",
                "serve")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var out = process.inputReader(StandardCharsets.UTF_8)) {
      assertTrue(out.readLine().startsWith("export SB_BROKER_URL="));
      process.destroy();
      assertTrue(process.waitFor(20, TimeUnit.SECONDS));
      assertEquals(0, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }
}
