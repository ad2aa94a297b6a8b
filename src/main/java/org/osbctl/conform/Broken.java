package org.osbctl.conform;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.osbctl.http.Body;
import org.osbctl.http.Headers;
import org.osbctl.http.HttpRequestData;
import org.osbctl.operation.Operation.Mutation;
import org.osbctl.operation.Operation.WithBody;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/** Ways to break a request, one at a time. */
final class Broken {
  /** Bodies that are no JSON object. */
  static final List<String> BODIES =
      List.of("{\"service_id\": ", "{\"service_id\": \"a\",}", "[]", "\"text\"", "null", "");

  /** Media types that are not JSON. */
  static final List<String> TYPES = List.of("text/plain", "application/x-www-form-urlencoded");

  private Broken() {}

  /** A request with a mandatory string missing, empty, null, and of a wrong type. */
  static <T extends WithBody> List<T> member(T request, String member) {
    var broken = new ArrayList<T>();
    for (var value :
        List.of(
            Json.missing(), StringNode.valueOf(""), NullNode.getInstance(), IntNode.valueOf(7))) {
      broken.add(with(request, member, value));
    }
    return broken;
  }

  /** A request with something else in place of an object. */
  static <T extends WithBody> List<T> object(T request, String member) {
    return List.of(
        with(request, member, StringNode.valueOf("no object")),
        with(request, member, Json.object().putArray("all").add("no object")));
  }

  /** A request with another value for a member. */
  @SuppressWarnings("unchecked") // every request with a body makes its own kind
  static <T extends WithBody> T with(T request, String member, JsonNode value) {
    return (T) request.with(member, value);
  }

  /** A request with another string for a member. */
  static <T extends WithBody> T with(T request, String member, String value) {
    return with(request, member, StringNode.valueOf(value));
  }

  /** A request that does not allow an asynchronous answer. */
  @SuppressWarnings("unchecked") // every request makes its own kind
  static <T extends Mutation> T unasked(T request) {
    return (T) request.withQuery(request.query().without("accepts_incomplete"));
  }

  /** A request without a query parameter. */
  @SuppressWarnings("unchecked") // every request makes its own kind
  static <T extends Mutation> T without(T request, String parameter) {
    return (T) request.withQuery(request.query().without(parameter));
  }

  /** A request with another value for a query parameter. */
  @SuppressWarnings("unchecked") // every request makes its own kind
  static <T extends Mutation> T query(T request, String parameter, String value) {
    return (T) request.withQuery(request.query().with(parameter, value));
  }

  /** How a request differs from the right one: {@code without service_id}. */
  static String difference(Mutation right, Mutation wrong) {
    var words = new ArrayList<String>();
    for (var name : List.of("service_id", "plan_id")) {
      var value = wrong.query().first(name);
      if (!value.equals(right.query().first(name))) {
        words.add(
            value
                .map(text -> (text.isEmpty() ? "with an empty " : "with another ") + name)
                .orElse("without " + name));
      }
    }
    return String.join(", ", words);
  }

  /** Puts another body in. */
  static UnaryOperator<HttpRequestData> body(String text) {
    return request ->
        new HttpRequestData(request.method(), request.uri(), request.headers(), Body.of(text));
  }

  /** Changes the headers. */
  static UnaryOperator<HttpRequestData> headers(UnaryOperator<Headers> change) {
    return request ->
        new HttpRequestData(
            request.method(), request.uri(), change.apply(request.headers()), request.body());
  }

  /** Leaves a header out. */
  static UnaryOperator<HttpRequestData> withoutHeader(String name) {
    return headers(headers -> headers.without(name));
  }

  /** Sets a header. */
  static UnaryOperator<HttpRequestData> header(String name, String value) {
    return headers(headers -> headers.with(name, value));
  }

  /** A version that no broker supports. */
  static UnaryOperator<HttpRequestData> unsupportedVersion() {
    return header("X-Broker-API-Version", "1.0");
  }

  /** No version at all. */
  static UnaryOperator<HttpRequestData> noVersion() {
    return withoutHeader("X-Broker-API-Version");
  }
}
