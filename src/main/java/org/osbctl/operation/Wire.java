package org.osbctl.operation;

import java.util.ArrayList;
import java.util.List;
import org.osbctl.http.Body;
import org.osbctl.operation.Operation.*;
import tools.jackson.databind.JsonNode;

/**
 * Operations as HTTP, in both directions: parsing what was rendered gives the operation back.
 *
 * <p>Routes: spec 2.17, the sections "Route" of every operation.
 */
public final class Wire {
  private static final String INSTANCES = "/v2/service_instances/";

  private Wire() {}

  /**
   * A request line and body, without headers.
   *
   * @param method the HTTP method
   * @param target path and query, percent-encoded, to stand behind the base URL
   * @param body the JSON body, or none
   */
  public record Rendered(String method, String target, Body body) {}

  /** The request that carries an operation. */
  public static Rendered render(Operation operation) {
    var query = operation.query().render();
    var target = path(operation) + (query.isEmpty() ? "" : "?" + query);
    return new Rendered(method(operation), target, body(operation));
  }

  private static String method(Operation operation) {
    return switch (operation.kind()) {
      case PROVISION, BIND -> "PUT";
      case UPDATE -> "PATCH";
      case DEPROVISION, UNBIND -> "DELETE";
      case GET_CATALOG, FETCH_INSTANCE, FETCH_BINDING, POLL_INSTANCE, POLL_BINDING -> "GET";
      case UNRECOGNISED -> ((Unrecognised) operation).method();
    };
  }

  private static String path(Operation operation) {
    return switch (operation.kind()) {
      case GET_CATALOG -> "/v2/catalog";
      case PROVISION, UPDATE, FETCH_INSTANCE, DEPROVISION -> instance((OfInstance) operation);
      case POLL_INSTANCE -> instance((OfInstance) operation) + "/last_operation";
      case BIND, FETCH_BINDING, UNBIND -> binding((OfBinding) operation);
      case POLL_BINDING -> binding((OfBinding) operation) + "/last_operation";
      case UNRECOGNISED -> ((Unrecognised) operation).path();
    };
  }

  private static String instance(OfInstance operation) {
    return INSTANCES + PercentEncoding.encodeSegment(operation.instanceId());
  }

  private static String binding(OfBinding operation) {
    return instance(operation)
        + "/service_bindings/"
        + PercentEncoding.encodeSegment(operation.bindingId());
  }

  private static Body body(Operation operation) {
    return operation instanceof WithBody b && !b.body().isMissingNode()
        ? Body.of(b.body())
        : Body.NONE;
  }

  /**
   * The operation a request carries.
   *
   * @param method the HTTP method
   * @param target path and query as on the request line; a prefix before {@code /v2/} is passed
   *     over
   * @param body the body; what is no JSON leaves the operation's body missing
   */
  public static Operation parse(String method, String target, Body body) {
    int mark = target.indexOf('?');
    var path = mark < 0 ? target : target.substring(0, mark);
    var query = mark < 0 ? Query.NONE : Query.parse(target.substring(mark + 1));
    var start = start(path);
    if (start < 0) {
      return new Unrecognised(method, path, query);
    }
    var own = path.substring(start);
    var segments = segments(own);
    var found = recognise(method, segments, query, body.json());
    return found instanceof Unrecognised ? new Unrecognised(method, own, query) : found;
  }

  /** What stands between the slashes after {@code /v2/}, decoded. */
  private static List<String> segments(String path) {
    var segments = new ArrayList<String>();
    for (int from = "/v2/".length(); ; ) {
      int slash = path.indexOf('/', from);
      var segment = slash < 0 ? path.substring(from) : path.substring(from, slash);
      segments.add(PercentEncoding.decode(segment));
      if (slash < 0) {
        return segments;
      }
      from = slash + 1;
    }
  }

  /** Where the API's own part of a path begins; an id cannot hold a bare slash, so no id is cut. */
  private static int start(String path) {
    var catalog = path.endsWith("/v2/catalog") ? path.length() - "/v2/catalog".length() : -1;
    var instances = path.indexOf(INSTANCES);
    return instances >= 0 ? instances : catalog;
  }

  private static Operation recognise(String method, List<String> path, Query query, JsonNode body) {
    var shape = method + " " + shape(path);
    return switch (shape) {
      case "GET catalog" -> new GetCatalog(query);
      case "PUT instance" -> new Provision(path.get(1), query, body);
      case "PATCH instance" -> new Update(path.get(1), query, body);
      case "GET instance" -> new FetchInstance(path.get(1), query);
      case "DELETE instance" -> new Deprovision(path.get(1), query);
      case "GET instance poll" -> new PollInstance(path.get(1), query);
      case "PUT binding" -> new Bind(path.get(1), path.get(3), query, body);
      case "GET binding" -> new FetchBinding(path.get(1), path.get(3), query);
      case "DELETE binding" -> new Unbind(path.get(1), path.get(3), query);
      case "GET binding poll" -> new PollBinding(path.get(1), path.get(3), query);
      default -> new Unrecognised(method, "", query);
    };
  }

  private static String shape(List<String> path) {
    var instance =
        path.size() >= 2 && path.get(0).equals("service_instances") && !path.get(1).isEmpty();
    var binding =
        instance
            && path.size() >= 4
            && path.get(2).equals("service_bindings")
            && !path.get(3).isEmpty();
    var poll = path.getLast().equals("last_operation");
    return switch (path.size()) {
      case 1 -> path.get(0).equals("catalog") ? "catalog" : "";
      case 2 -> instance ? "instance" : "";
      case 3 -> instance && poll ? "instance poll" : "";
      case 4 -> binding ? "binding" : "";
      case 5 -> binding && poll ? "binding poll" : "";
      default -> "";
    };
  }
}
