package org.osbctl.mock.fault;

import java.util.List;
import java.util.Optional;
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
 * @param acceptsIncomplete whether it allows an asynchronous answer
 */
record RequestLook(List<String> has, List<String> lacks, Optional<Boolean> acceptsIncomplete) {
  RequestLook {
    has = List.copyOf(has);
    lacks = List.copyOf(lacks);
  }

  boolean fits(Operation operation) {
    var body = body(operation);
    return has.stream().noneMatch(pointer -> body.at(pointer).isMissingNode())
        && lacks.stream().allMatch(pointer -> body.at(pointer).isMissingNode())
        && (acceptsIncomplete.isEmpty()
            || (operation instanceof Mutation mutation
                && mutation.acceptsIncomplete() == acceptsIncomplete.get()));
  }

  private static JsonNode body(Operation operation) {
    return operation instanceof WithBody with ? with.body() : Json.missing();
  }
}
