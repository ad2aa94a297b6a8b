package org.osbctl.mock.fault;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osbctl.http.Headers;
import org.osbctl.mock.MockRequest;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.Mutation;
import org.osbctl.operation.Operation.WithBody;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/**
 * What a request has to look like. What is empty asks nothing.
 *
 * @param has members its body has, as pointers
 * @param lacks members its body has not
 * @param foreign whether its body has members that no version knows
 * @param headers patterns of headers; an absent one is an empty text
 * @param acceptsIncomplete whether it allows an asynchronous answer
 */
record RequestLook(
    List<String> has,
    List<String> lacks,
    boolean foreign,
    Map<String, Pattern> headers,
    Optional<Boolean> acceptsIncomplete) {
  RequestLook {
    has = List.copyOf(has);
    lacks = List.copyOf(lacks);
    headers = Map.copyOf(headers);
  }

  boolean fits(MockRequest request) {
    return fits(request.operation()) && fits(request.http().headers());
  }

  private boolean fits(Headers given) {
    return headers.entrySet().stream()
        .allMatch(each -> each.getValue().matcher(given.first(each.getKey()).orElse("")).matches());
  }

  private boolean fits(Operation operation) {
    var body = body(operation);
    return (!foreign
            || body.propertyNames().stream().anyMatch(name -> !WithBody.MEMBERS.contains(name)))
        && has.stream().noneMatch(pointer -> body.at(pointer).isMissingNode())
        && lacks.stream().allMatch(pointer -> body.at(pointer).isMissingNode())
        && (acceptsIncomplete.isEmpty()
            || (operation instanceof Mutation mutation
                && mutation.acceptsIncomplete() == acceptsIncomplete.get()));
  }

  private static JsonNode body(Operation operation) {
    return operation instanceof WithBody with ? with.body() : Json.missing();
  }
}
