package org.osbctl.samples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.osbctl.spec.Json;

/**
 * Issues tokens on the loopback interface, as an OAuth2 server does and as a Keystone does, and
 * says whether they are valid.
 */
public final class TokenServer implements AutoCloseable {
  /** The OAuth2 client it knows. */
  public static final String CLIENT = "client one";

  /** Its secret, with what has to be encoded in it. */
  public static final String SECRET = "canary-secret:+%/4711";

  /** The user it knows, in the domain Default. */
  public static final String USER = "ada";

  /** Her password. */
  public static final String PASSWORD = "canary-keystone-password";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Clock clock;
  private final AtomicInteger issued = new AtomicInteger();
  private final Map<String, Instant> tokens = new ConcurrentHashMap<>();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private volatile Duration life = Duration.ofHours(1);
  private volatile int trouble;

  /** Starts one. */
  public TokenServer(Clock clock) {
    this.clock = clock;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/oauth/token", this::oauth);
    server.createContext("/identity/v3/auth/tokens", this::keystone);
    server.start();
  }

  private URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** Where OAuth2 tokens are issued. */
  public URI tokenUrl() {
    return url("/oauth/token");
  }

  /** The Keystone. */
  public URI authUrl() {
    return url("/identity");
  }

  /** How long tokens live from now on. */
  public TokenServer living(Duration time) {
    life = time;
    return this;
  }

  /** Answers everything with a status of trouble; 0 ends that. */
  public TokenServer troubled(int status) {
    trouble = status;
    return this;
  }

  /** How many tokens were issued. */
  public int issued() {
    return issued.get();
  }

  /** The tokens that were issued. */
  public List<String> tokens() {
    return List.copyOf(tokens.keySet());
  }

  /** What it was told: method, path and body. */
  public List<String> seen() {
    return List.copyOf(seen);
  }

  /** Whether a token is good now. */
  public boolean isValid(String token) {
    var until = tokens.get(token);
    return until != null && clock.instant().isBefore(until);
  }

  /** Ends the life of all tokens. */
  public void revokeAll() {
    tokens.replaceAll((token, until) -> Instant.MIN);
  }

  private String issue() {
    var token = "canary-token-" + issued.incrementAndGet() + "-abcdefghij";
    tokens.put(token, clock.instant().plus(life));
    return token;
  }

  private void oauth(HttpExchange exchange) throws IOException {
    var body = noted(exchange);
    var pair = encoded(CLIENT) + ":" + encoded(SECRET);
    var basic =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    if (trouble != 0) {
      answer(exchange, trouble, "{}");
    } else if (!basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      answer(
          exchange,
          401,
          "{\"error\":\"invalid_client\",\"error_description\":\"no client with " + SECRET + "\"}");
    } else if (!body.startsWith("grant_type=client_credentials")) {
      answer(exchange, 400, "{\"error\":\"unsupported_grant_type\"}");
    } else {
      var answer =
          Json.object()
              .put("access_token", issue())
              .put("token_type", "bearer")
              .put("expires_in", life.toSeconds());
      answer(exchange, 200, answer.toString());
    }
  }

  private static String encoded(String text) {
    return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private void keystone(HttpExchange exchange) throws IOException {
    var body = noted(exchange);
    if (trouble != 0) {
      answer(exchange, trouble, "{}");
      return;
    }
    var own = exchange.getRequestHeaders().getFirst("X-Auth-Token");
    var subject = exchange.getRequestHeaders().getFirst("X-Subject-Token");
    switch (exchange.getRequestMethod()) {
      case "POST" -> login(exchange, body);
      case "GET" -> answer(exchange, !known(own) ? 401 : known(subject) ? 200 : 404, "{}");
      case "DELETE" -> {
        tokens.put(subject, Instant.MIN);
        answer(exchange, 204, "");
      }
      default -> answer(exchange, 405, "{}");
    }
  }

  private boolean known(String token) {
    return token != null && isValid(token);
  }

  private void login(HttpExchange exchange, String body) throws IOException {
    var identity =
        Json.parse(body.getBytes(StandardCharsets.UTF_8)).node().path("auth").path("identity");
    var user = identity.path("password").path("user");
    var credential = identity.path("application_credential");
    if ((user.path("name").asString("").equals(USER)
            && user.path("domain").path("name").asString("").equals("Default")
            && user.path("password").asString("").equals(PASSWORD))
        || (credential.path("id").asString("").equals("app-1")
            && credential.path("secret").asString("").equals(SECRET))) {
      exchange.getResponseHeaders().add("X-Subject-Token", issue());
      var token = Json.object().put("expires_at", clock.instant().plus(life).toString());
      var answer = Json.object();
      answer.set("token", token);
      answer(exchange, 201, answer.toString());
    } else {
      answer(
          exchange,
          401,
          "{\"error\":{\"code\":401,\"title\":\"Unauthorized\",\"message\":\"The request you have"
              + " made requires authentication.\"}}");
    }
  }

  private String noted(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
    return body;
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
