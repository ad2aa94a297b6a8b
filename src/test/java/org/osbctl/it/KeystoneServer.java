package org.osbctl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/**
 * A real Keystone of the tests' own: that of the operating system, with a database in a folder of
 * its own, on a free port of the loopback interface.
 *
 * <p>Where none is installed, tests are skipped, but fail on a machine of continuous integration.
 */
final class KeystoneServer implements AutoCloseable {
  static final String USER = "admin";
  static final String PASSWORD = "Correct-Horse-4712";
  static final String PROJECT = "admin";

  private static final Path MANAGE = Path.of("/usr/bin/keystone-manage");
  private static final Path SERVE = Path.of("/usr/bin/keystone-wsgi-public");
  private static final Pattern AVAILABLE = Pattern.compile("Available at http://.*:([0-9]+)/");
  private static final long SECONDS = 120;

  private final Path folder;
  private final Process process;
  private final URI url;

  private KeystoneServer(Path folder, Process process, URI url) {
    this.folder = folder;
    this.process = process;
    this.url = url;
  }

  /** Starts one in an empty folder; the test is skipped where none is installed. */
  static KeystoneServer start(Path folder) throws IOException, InterruptedException {
    if (!Files.isExecutable(MANAGE) || !Files.isExecutable(SERVE)) {
      var message = "Keystone is not installed: no " + MANAGE + " or no " + SERVE;
      if ("true".equals(System.getenv("CI"))) {
        fail(message);
      }
      Assumptions.abort(message);
    }
    Files.writeString(folder.resolve("keystone.conf"), configuration(folder));
    keys(folder.resolve("fernet"));
    keys(folder.resolve("credential"));
    manage(folder, "db_sync");
    manage(folder, "bootstrap", "--bootstrap-password", PASSWORD);
    var process =
        program(folder, SERVE.toString(), "--host", "127.0.0.1", "--port", "0")
            .redirectError(folder.resolve("keystone.log").toFile())
            .start();
    try {
      return new KeystoneServer(folder, process, url(process));
    } catch (IOException e) {
      process.destroyForcibly();
      throw new IOException(Files.readString(folder.resolve("keystone.log")), e);
    }
  }

  /** No cache, so that what is revoked is so at once; cheap hashes, for the tests' sake. */
  private static String configuration(Path folder) {
    return """
    [DEFAULT]
    use_stderr = true
    [database]
    connection = sqlite:///%1$s/keystone.db
    [fernet_tokens]
    key_repository = %1$s/fernet
    [credential]
    key_repository = %1$s/credential
    [cache]
    enabled = false
    [identity]
    password_hash_rounds = 4
    """
        .formatted(folder);
  }

  /** As {@code keystone-manage fernet_setup} makes them: 32 bytes in Base64, 0 is the next one. */
  private static void keys(Path repository) throws IOException {
    var owner = PosixFilePermissions.fromString("rwx------");
    Files.createDirectory(repository, PosixFilePermissions.asFileAttribute(owner));
    var random = new SecureRandom();
    for (var name : List.of("0", "1")) {
      var key = new byte[32];
      random.nextBytes(key);
      Files.writeString(repository.resolve(name), Base64.getUrlEncoder().encodeToString(key));
    }
  }

  private static ProcessBuilder program(Path folder, String... words) {
    var builder = new ProcessBuilder(words).directory(folder.toFile());
    builder
        .environment()
        .put("OS_KEYSTONE_CONFIG_FILES", folder.resolve("keystone.conf").toString());
    return builder;
  }

  private static void manage(Path folder, String... words)
      throws IOException, InterruptedException {
    var all =
        new ArrayList<>(
            List.of(
                MANAGE.toString(), "--config-file", folder.resolve("keystone.conf").toString()));
    all.addAll(List.of(words));
    var log = folder.resolve(words[0] + ".log");
    var process =
        program(folder, all.toArray(String[]::new))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("keystone-manage " + words[0] + " takes too long");
    }
    if (process.exitValue() != 0) {
      throw new IOException("keystone-manage failed: " + Files.readString(log));
    }
  }

  private static URI url(Process process) throws IOException {
    var reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (var line = reader.readLine(); line != null; line = reader.readLine()) {
      var matcher = AVAILABLE.matcher(line);
      if (matcher.find()) {
        return URI.create("http://127.0.0.1:" + matcher.group(1) + "/v3");
      }
    }
    throw new IOException("Keystone did not start");
  }

  /** What {@code OS_AUTH_URL} has to say. */
  URI url() {
    return url;
  }

  /** Its process, which tests may end. */
  Process process() {
    return process;
  }

  /** An application credential of the user: its id and its secret. */
  List<String> applicationCredential(String name) throws IOException, InterruptedException {
    var password =
        Json.parse(
                """
                {"auth": {
                  "identity": {"methods": ["password"], "password": {"user": {
                    "name": "%s", "domain": {"id": "default"}, "password": "%s"}}},
                  "scope": {"project": {"name": "%s", "domain": {"id": "default"}}}}}
                """
                    .formatted(USER, PASSWORD, PROJECT)
                    .getBytes(StandardCharsets.UTF_8))
            .node();
    var login = send("POST", "/auth/tokens", "", password);
    assertEquals(201, login.statusCode(), login::body);
    var user = json(login).path("token").path("user").path("id").asString();
    var token = login.headers().firstValue("X-Subject-Token").orElseThrow();
    var wish = Json.object();
    wish.putObject("application_credential").put("name", name);
    var made = send("POST", "/users/" + user + "/application_credentials", token, wish);
    assertEquals(201, made.statusCode(), made::body);
    var credential = json(made).path("application_credential");
    return List.of(credential.path("id").asString(), credential.path("secret").asString());
  }

  /** Ends the life of a token. */
  void revoke(String token) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(url + "/auth/tokens"))
              .header("X-Auth-Token", token)
              .header("X-Subject-Token", token)
              .DELETE()
              .build();
      assertEquals(204, client.send(request, BodyHandlers.discarding()).statusCode());
    }
  }

  private static JsonNode json(HttpResponse<String> response) {
    return Json.parse(response.body().getBytes(StandardCharsets.UTF_8)).node();
  }

  private HttpResponse<String> send(String method, String path, String token, JsonNode body)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(url + path))
              .header("Content-Type", "application/json")
              .method(method, BodyPublishers.ofString(body.toString()));
      if (!token.isEmpty()) {
        request.header("X-Auth-Token", token);
      }
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  /** What it wrote to its log. */
  String log() {
    try {
      return Files.readString(folder.resolve("keystone.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
