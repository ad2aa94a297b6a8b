package org.osbctl.rules;

import java.util.Set;
import java.util.function.Predicate;
import org.osbctl.lifecycle.Defect;
import org.osbctl.operation.Operation.FetchBinding;
import org.osbctl.operation.Operation.FetchInstance;
import org.osbctl.operation.Operation.OfInstance;
import org.osbctl.operation.Operation.PollBinding;
import org.osbctl.operation.Operation.PollInstance;
import org.osbctl.operation.Operation.Unrecognised;
import org.osbctl.spec.Json.Parsed;
import org.osbctl.spec.MessageCheck.Offence;
import org.osbctl.spec.ServiceOffering;
import tools.jackson.databind.JsonNode;

/** What all rules about bodies share: whose body it is, and how to say what is wrong with it. */
final class Bodies {
  /** Answered by the guard at the door: authentication and version have no body defined. */
  private static final Set<Integer> AT_THE_DOOR = Set.of(401, 403, 412);

  /** Answered by whatever stands before the broker. */
  private static final Set<Integer> BEFORE_THE_BROKER = Set.of(407, 502, 503, 504);

  /** What a framework answers to a request for an endpoint that the broker does not have. */
  private static final Set<Integer> NO_SUCH_ENDPOINT = Set.of(404, 405, 501);

  private Bodies() {}

  /**
   * Whether the body of an answer is the broker's own and made for the version the run judges by.
   * When in doubt it is not: rather a fault missed than a right broker blamed.
   */
  static boolean judged(Observation seen) {
    return seen.response().isPresent()
        && !(seen.operation() instanceof Unrecognised)
        && !AT_THE_DOOR.contains(seen.status())
        && !BEFORE_THE_BROKER.contains(seen.status())
        && seen.situation().defects().stream().noneMatch(Bodies::keepsOutside)
        && !(NO_SUCH_ENDPOINT.contains(seen.status()) && mayBeUnknown(seen));
  }

  private static boolean keepsOutside(Defect defect) {
    return switch (defect.kind()) {
      case CREDENTIALS_WRONG, VERSION_MISSING, VERSION_UNSUPPORTED -> true;
      case CONTENT_TYPE_WRONG,
          BODY_MALFORMED,
          MEMBER_MISSING,
          MEMBER_INVALID,
          SERVICE_UNKNOWN,
          PLAN_UNKNOWN,
          PARAMETERS_INVALID,
          MAINTENANCE_STALE,
          HINT_MISMATCH,
          NOT_BINDABLE,
          PLAN_CHANGE_UNSUPPORTED ->
          false;
    };
  }

  /** Whether it is an endpoint that a broker need not have, as far as we know. */
  private static boolean mayBeUnknown(Observation seen) {
    return switch (seen.operation()) {
      case FetchInstance fetch -> !declared(seen, fetch, ServiceOffering::instancesRetrievable);
      case FetchBinding fetch -> !declared(seen, fetch, ServiceOffering::bindingsRetrievable);
      case PollInstance poll -> !seen.instance().isBusy();
      case PollBinding poll -> !seen.binding().isBusy();
      default -> false;
    };
  }

  private static boolean declared(
      Observation seen, OfInstance fetch, Predicate<ServiceOffering> flag) {
    var known = seen.instance().attributesNow().serviceId();
    var offerings = seen.catalog().offerings();
    return seen.catalog()
        .offering(known.isEmpty() ? fetch.serviceId().orElse("") : known)
        .map(flag::test)
        .orElse(!offerings.isEmpty() && offerings.stream().allMatch(flag));
  }

  /** A violation by a value in the body, {@code offences} being how many there are of the kind. */
  static Judgement violated(Observation seen, Offence offence, int offences) {
    var more = offences > 1 ? "; and " + (offences - 1) + " more of the kind" : "";
    if (offence.pointer().isEmpty() && seen.json().isMissingNode()) {
      return notDue(seen, offence.expected());
    }
    return new Judgement.Violated(
        offence.what() + more, offence.expected(), offence.actual(), offence.pointer());
  }

  /** A violation by a body that is something else as a whole. */
  static Judgement notDue(Observation seen, String expected) {
    var kind = kind(seen);
    int reason = kind.indexOf(':');
    var plain = reason < 0 ? kind : kind.substring(0, reason);
    return new Judgement.Violated(
        "the body is " + plain + ", " + expected + " is due", expected, kind, "");
  }

  /** What a body is, in words, and why it is no JSON. */
  static String kind(Observation seen) {
    var parsed =
        seen.response().map(response -> response.body().parsed()).orElse(new Parsed.Nothing());
    return switch (parsed) {
      case Parsed.Nothing nothing -> "empty";
      case Parsed.Malformed malformed -> "no JSON: " + malformed.why();
      case Parsed.Value value -> kind(value.node());
    };
  }

  /** What kind of value a JSON node is, in words. */
  static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case STRING -> node.asString().isEmpty() ? "an empty string" : "a string";
      case NUMBER -> "a number";
      case BOOLEAN -> "a boolean";
      case NULL -> "null";
      case MISSING, BINARY, POJO -> "nothing";
    };
  }
}
