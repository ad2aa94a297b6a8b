package org.osbctl.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.osbctl.lifecycle.Clause.Verdict;
import org.osbctl.lifecycle.ResourceState.*;
import org.osbctl.operation.Operation;
import org.osbctl.operation.OperationKind;
import org.osbctl.spec.ApiVersion;

/**
 * Short names, in which a sentence of the specification is one line: in this state, this answer, by
 * this requirement.
 */
final class Sentences {
  private Sentences() {}

  /** A state by name; {@code s} and {@code a} are made synchronously and asynchronously. */
  static ResourceState instance(String name) {
    return switch (name) {
      case "never" -> States.NEVER;
      case "gone" -> new Absent(States.ended(OperationKind.DEPROVISION, true, false));
      case "gone-a" -> new Absent(States.ended(OperationKind.DEPROVISION, true, true));
      case "creating" -> new Creating(States.MADE, "key");
      case "ready", "ready-s" -> States.ready(OperationKind.PROVISION, true, false);
      case "ready-a" -> States.ready(OperationKind.PROVISION, true, true);
      case "updated" -> States.ready(OperationKind.UPDATE, true, true);
      case "updating" -> new Updating(States.MADE, States.UPDATE, "key");
      case "deleting" -> new Deleting(States.MADE, "key", false);
      case "failed" -> new Failed(States.MADE, States.ended(OperationKind.PROVISION, false, true));
      case "undeleted" ->
          new Failed(States.MADE, States.ended(OperationKind.DEPROVISION, false, true));
      case "unknown" -> new Unknown(States.MADE, "no answer");
      default -> throw new IllegalArgumentException(name);
    };
  }

  static ResourceState binding(String name) {
    return switch (name) {
      case "never" -> States.NEVER;
      case "gone-a" -> new Absent(States.ended(OperationKind.UNBIND, true, true));
      case "creating" -> new Creating(States.BOUND, "key");
      case "ready", "ready-s" -> States.ready(OperationKind.BIND, true, false);
      case "ready-a" -> States.ready(OperationKind.BIND, true, true);
      case "deleting" -> new Deleting(States.BOUND, "key", false);
      case "failed" -> new Failed(States.BOUND, States.ended(OperationKind.BIND, false, true));
      case "unknown" -> new Unknown(States.BOUND, "no answer");
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** A request by name: {@code +} other plan, {@code *} other parameters, {@code -} unasked. */
  static Operation request(String name) {
    var plain = name.replaceAll("[-+*~]$", "");
    var request =
        switch (plain) {
          case "provision" -> States.PROVISION;
          case "update" -> States.UPDATE;
          case "deprovision" -> States.DEPROVISION;
          case "bind" -> States.BIND;
          case "unbind" -> States.UNBIND;
          case "fetch" -> States.FETCH;
          case "fetch binding" -> States.FETCH_BINDING;
          case "poll" -> States.POLL;
          case "poll binding" -> States.POLL_BINDING;
          default -> throw new IllegalArgumentException(name);
        };
    return switch (name.charAt(name.length() - 1)) {
      case '-' -> States.unasked((Operation.Mutation) request);
      case '+' -> States.otherPlan((Operation.WithBody) request);
      case '*' -> States.otherParameters((Operation.WithBody) request);
      case '~' -> States.otherContext((Operation.WithBody) request);
      default -> request;
    };
  }

  static Answer answer(String text) {
    var words = text.split(" ", 2);
    int status = Integer.parseInt(words[0]);
    return words.length == 1
        ? Answer.of(status)
        : words[1].matches("[A-Z].*")
            ? Answer.error(status, words[1])
            : new Answer(status, null, words[1]);
  }

  static ApiVersion version(String text) {
    return ApiVersion.parse(text).orElseThrow();
  }

  /** This state and request make this of the answer, by the requirement. */
  static void assertVerdict(
      Verdict verdict,
      String request,
      ResourceState instance,
      ResourceState binding,
      String version,
      String answer,
      String id) {
    var situation = States.at(version(version), instance, binding, false);
    var expectation = Lifecycle.expect(situation, request(request));
    assertEquals(verdict, States.verdict(expectation, id, answer(answer)));
  }
}
