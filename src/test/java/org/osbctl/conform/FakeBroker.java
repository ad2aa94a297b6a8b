package org.osbctl.conform;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import org.osbctl.http.Authentication;
import org.osbctl.http.Target;

/**
 * A broker of a few lines that counts what it has: it refuses what it cannot read, no more, unless
 * told to be careless.
 */
final class FakeBroker implements AutoCloseable {
  private static final String CATALOG =
      """
      {"services": [{"id": "s", "name": "fake", "description": "A fake.", "bindable": true,
        "plan_updateable": true,
        "plans": [{"id": "p", "name": "one", "description": "One."},
                  {"id": "q", "name": "two", "description": "Two."}]}]}
      """;

  private final HttpServer server;
  private final int created;
  private final Map<String, String> instances = new HashMap<>();
  private final Map<String, Set<String>> bindings = new HashMap<>();
  private String catalog = CATALOG;
  private boolean readsBodies = true;
  private boolean readsQueries = true;
  private int made;
  private int bound;
  private int most;

  private FakeBroker(HttpServer server, int created) {
    this.server = server;
    this.created = created;
  }

  /**
   * Starts a broker.
   *
   * @param created the status of a repeated creation, 200 if it is right
   */
  static FakeBroker start(int created) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var broker = new FakeBroker(HttpServer.create(address, 0), created);
      broker.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      broker.server.createContext("/", broker::answer);
      broker.server.start();
      return broker;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without a plan, and with an instance for everybody who asks. */
  FakeBroker withoutPlans() {
    catalog = "{\"services\": []}";
    readsBodies = false;
    return deletingWhateverIsSaid();
  }

  /** Deletes whatever the query says. */
  FakeBroker deletingWhateverIsSaid() {
    readsQueries = false;
    return this;
  }

  Target target() {
    var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new Target(url, new Authentication.None());
  }

  /** How many instances there were at once, at most. */
  synchronized int most() {
    return most;
  }

  synchronized int made() {
    return made;
  }

  synchronized int bound() {
    return bound;
  }

  /** How many instances there are. */
  synchronized int left() {
    return instances.size();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var path = exchange.getRequestURI().getPath().split("/");
    int status;
    synchronized (this) {
      status =
          path.length == 3
              ? 200
              : path.length > 5 && path[4].equals("service_bindings")
                  ? binding(exchange, path, body)
                  : instance(exchange, path, body);
    }
    var answer = path.length == 3 ? catalog : "{}";
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    var bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private int instance(HttpExchange exchange, String[] path, String body) {
    var known = instances.get(path[3]);
    return switch (exchange.getRequestMethod()) {
      case "PUT" -> {
        if (!isGood(body)) {
          yield 400;
        }
        var again = instances.putIfAbsent(path[3], body);
        if (again != null) {
          yield again.equals(body) ? created : 409;
        }
        made++;
        most = Math.max(most, instances.size());
        yield 201;
      }
      case "PATCH" -> known == null ? 404 : isUpdate(body) ? 200 : 400;
      case "DELETE" -> {
        if (!isNamed(exchange)) {
          yield 400;
        }
        bindings.remove(path[3]);
        yield instances.remove(path[3]) == null ? 410 : 200;
      }
      default -> 404;
    };
  }

  private int binding(HttpExchange exchange, String[] path, String body) {
    var own = bindings.computeIfAbsent(path[3], id -> new HashSet<>());
    return switch (exchange.getRequestMethod()) {
      case "PUT" -> {
        if (!isGood(body) || !instances.containsKey(path[3])) {
          yield 400;
        }
        var fresh = own.add(path[5]);
        bound += fresh ? 1 : 0;
        yield fresh ? 201 : 200;
      }
      case "DELETE" -> !isNamed(exchange) ? 400 : own.remove(path[5]) ? 200 : 410;
      default -> 404;
    };
  }

  private boolean isGood(String body) {
    if (!readsBodies) {
      return true;
    }
    return body.contains("\"service_id\":\"s\"")
        && (body.contains("\"plan_id\":\"p\"") || body.contains("\"plan_id\":\"q\""))
        && !body.contains("no object")
        && body.endsWith("}");
  }

  private static boolean isUpdate(String body) {
    return body.contains("\"service_id\":\"s\"") && body.endsWith("}");
  }

  private boolean isNamed(HttpExchange exchange) {
    if (!readsQueries) {
      return true;
    }
    var query = exchange.getRequestURI().getQuery();
    return query != null && query.contains("service_id=s") && query.matches(".*plan_id=[pq](&.*)?");
  }
}
