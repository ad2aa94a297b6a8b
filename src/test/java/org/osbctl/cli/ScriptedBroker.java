package org.osbctl.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/** A broker that answers by a script, also what no broker should, and remembers who asked what. */
public final class ScriptedBroker implements AutoCloseable {
  public static final String AN_INSTANCE = "/v2/service_instances/*";
  public static final String INSTANCE_POLL = AN_INSTANCE + "/last_operation";
  public static final String A_BINDING = AN_INSTANCE + "/service_bindings/*";
  public static final String BINDING_POLL = A_BINDING + "/last_operation";

  public static final String CATALOG =
      """
      {"services": [{
        "id": "db-id", "name": "db", "description": "A database.", "bindable": true,
        "instances_retrievable": true, "bindings_retrievable": true, "plan_updateable": true,
        "plans": [
          {"id": "small-id", "name": "small", "description": "A small one.", "free": true,
           "maintenance_info": {"version": "1.2.3"},
           "schemas": {
             "service_instance": {"create": {"parameters": {
               "$schema": "http://json-schema.org/draft-04/schema#", "type": "object",
               "properties": {"size": {"type": "integer"}, "password": {"type": "string"}},
               "additionalProperties": false}}}}},
          {"id": "large-id", "name": "large", "description": "A large one.", "free": false}
        ]}]}
      """;

  static {
    // Small answers at once; waiting for more costs 40 ms on every request.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Map<String, Deque<Reply>> script = new LinkedHashMap<>();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final String scheme;
  private final HttpClient client = HttpClient.newHttpClient();
  private volatile @Nullable URI other;
  private volatile Predicate<Seen> failing = seen -> false;

  private ScriptedBroker(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
  }

  /** A request. */
  public record Seen(
      String method, String path, String query, Map<String, String> headers, String body) {
    public JsonNode json() {
      return Json.parse(body.getBytes(StandardCharsets.UTF_8)).node();
    }

    public String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
  }

  /** An answer; a status of 0 is none at all. */
  public record Reply(int status, String type, String body, Map<String, String> headers) {
    public static Reply of(int status, String json) {
      return new Reply(status, "application/json", json, Map.of());
    }

    public static Reply html(int status) {
      return new Reply(status, "text/html", "<html><h1>Bad\nGateway</h1></html>", Map.of());
    }

    public static Reply empty(int status) {
      return new Reply(status, "", "", Map.of());
    }

    public static Reply silence() {
      return empty(0);
    }

    public static Reply state(String state) {
      return of(200, "{\"state\": \"" + state + "\"}");
    }

    public Reply with(String name, String value) {
      return new Reply(status, type, body, Map.of(name, value));
    }
  }

  /** A broker with a catalog and nothing else. */
  public static ScriptedBroker start() {
    try {
      return started(new ScriptedBroker(HttpServer.create(loopback(), 0), "http"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same behind TLS. */
  public static ScriptedBroker start(SSLContext tls) {
    try {
      var server = HttpsServer.create(loopback(), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(tls));
      return started(new ScriptedBroker(server, "https"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static ScriptedBroker started(ScriptedBroker broker) {
    broker.server.createContext("/", broker::handle);
    broker.server.setExecutor(broker.threads);
    broker.server.start();
    return broker.on("GET", "/v2/catalog", Reply.of(200, CATALOG));
  }

  /**
   * Lets another broker answer what is in no script.
   *
   * @param fails the requests that are answered 500 all the same
   */
  public ScriptedBroker passingOn(URI target, Predicate<Seen> fails) {
    script.clear();
    other = target;
    failing = fails;
    return this;
  }

  /** Gives these answers one after the other to requests of a path, the last one for ever. */
  public ScriptedBroker on(String method, String path, Reply... replies) {
    script.put(method + " " + path, new ArrayDeque<>(Arrays.asList(replies)));
    return this;
  }

  public URI url() {
    var host = scheme.equals("https") ? "localhost" : "127.0.0.1";
    return URI.create(scheme + "://" + host + ":" + server.getAddress().getPort());
  }

  /** All requests. */
  public List<Seen> seen() {
    return List.copyOf(seen);
  }

  /** All requests with a method. */
  public List<Seen> seen(String method) {
    return seen.stream().filter(each -> each.method().equals(method)).toList();
  }

  /** The only request with a method. */
  public Seen only(String method) {
    var found = seen(method);
    if (found.size() != 1) {
      throw new AssertionError(method + " came " + found.size() + " times: " + found);
    }
    return found.getFirst();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var uri = exchange.getRequestURI();
      var headers = new LinkedHashMap<String, String>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
      var request = new Seen(exchange.getRequestMethod(), uri.getRawPath(), query, headers, body);
      seen.add(request);
      var target = other;
      answer(exchange, target == null ? next(request) : passed(target, request));
    }
  }

  private Reply passed(URI target, Seen seen) throws IOException {
    if (failing.test(seen)) {
      return Reply.of(500, "{\"description\": \"broken\"}");
    }
    var query = seen.query().isEmpty() ? "" : "?" + seen.query();
    var request =
        HttpRequest.newBuilder(URI.create(target + seen.path() + query))
            .method(seen.method(), BodyPublishers.ofString(seen.body()));
    for (var name : List.of("Authorization", "X-Broker-API-Version", "Content-Type")) {
      if (!seen.header(name).isEmpty()) {
        request.header(name, seen.header(name));
      }
    }
    try {
      var response = client.send(request.build(), BodyHandlers.ofString());
      var type = response.headers().firstValue("Content-Type").orElse("");
      return new Reply(response.statusCode(), type, response.body(), Map.of());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Reply.silence();
    }
  }

  private synchronized Reply next(Seen seen) {
    var request = seen.method() + " " + seen.path();
    for (var rule : script.entrySet()) {
      if (request.matches(rule.getKey().replace("*", "[^/]+"))) {
        var replies = rule.getValue();
        return replies.size() > 1 ? replies.removeFirst() : replies.getFirst();
      }
    }
    return Reply.of(500, "{\"description\": \"not in the script\"}");
  }

  private void answer(HttpExchange exchange, Reply reply) throws IOException {
    if (reply.status() == 0) {
      awaitClose();
      return;
    }
    reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    if (!reply.type().isEmpty()) {
      exchange.getResponseHeaders().set("Content-Type", reply.type());
    }
    var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private void awaitClose() {
    try {
      if (!closing.await(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody closed the broker");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    client.shutdownNow();
    threads.shutdownNow();
  }
}
