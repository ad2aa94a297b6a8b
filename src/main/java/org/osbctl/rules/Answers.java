package org.osbctl.rules;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.osbctl.lifecycle.ResourceState;
import org.osbctl.lifecycle.Tracker;
import org.osbctl.operation.Operation.Bind;
import org.osbctl.operation.Operation.FetchBinding;
import org.osbctl.operation.Operation.Mutation;
import org.osbctl.operation.Operation.OfBinding;
import org.osbctl.operation.Operation.OfInstance;
import org.osbctl.operation.Operation.Poll;
import org.osbctl.operation.Operation.WithBody;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.ErrorCode;
import org.osbctl.spec.ServiceOffering;
import tools.jackson.databind.JsonNode;

/** Questions to one exchange that several rules ask. */
final class Answers {
  /** The values of {@code error} that the specification defines, in any version. */
  static final Set<String> DEFINED_CODES =
      Set.of(
          ErrorCode.ASYNC_REQUIRED,
          ErrorCode.CONCURRENCY_ERROR,
          ErrorCode.REQUIRES_APP,
          ErrorCode.MAINTENANCE_INFO_CONFLICT);

  private static final int LONGEST_QUOTE = 60;

  private Answers() {}

  /** Whether the broker says that it did the work or will do it. */
  static boolean accepted(Observation seen) {
    return seen.status() == 200 || seen.status() == 201 || seen.status() == 202;
  }

  /** Whether the broker refused the request; 408 is left out, for a gateway may have said it. */
  static boolean refused(Observation seen) {
    return seen.status() >= 400 && seen.status() < 500 && seen.status() != 408;
  }

  /** Whether the broker failed; the statuses of a gateway in front of it are left out. */
  static boolean broken(Observation seen) {
    return seen.status() >= 500 && (seen.status() < 502 || seen.status() > 504);
  }

  /** The member {@code error} of an answer. */
  static Optional<String> code(Observation seen) {
    return text(seen.json(), "error");
  }

  /** A member that is a string with something in it. */
  static Optional<String> text(JsonNode object, String member) {
    return object.path(member).stringValueOpt().filter(text -> !text.isEmpty());
  }

  /** Whether a member is there and is not null. */
  static boolean has(JsonNode object, String member) {
    return object.hasNonNull(member);
  }

  /** A broker's word, in quotes and not too long. */
  static String quoted(String text) {
    var cut = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text;
    return '"' + cut + '"';
  }

  /** What was known of the resource a request speaks of, before it. */
  static ResourceState resource(Observation seen) {
    return seen.operation() instanceof OfBinding ? seen.binding() : seen.instance();
  }

  /** Whether this is a request that may change the resource. */
  static boolean mutates(Observation seen) {
    return seen.operation() instanceof Mutation;
  }

  /** Whether a poll's answer is that the operation is in progress. */
  static boolean inProgress(Observation seen) {
    return seen.operation() instanceof Poll && state(seen).equals(Optional.of("in progress"));
  }

  /** The state a poll was answered with. */
  static Optional<String> state(Observation seen) {
    return seen.operation() instanceof Poll && seen.status() == 200
        ? text(seen.json(), "state")
        : Optional.empty();
  }

  /** The operation key of a 202 answer. */
  static Optional<String> operationKey(Observation seen) {
    return seen.response().map(Tracker::operationKey);
  }

  /** Whether an answer is one that shows a service binding: to a bind or a fetch. */
  static boolean showsBinding(Observation seen) {
    return seen.operation() instanceof Bind
        ? seen.status() == 200 || seen.status() == 201
        : seen.operation() instanceof FetchBinding && seen.status() == 200;
  }

  /** The credentials in an answer, if there are any. */
  static Optional<JsonNode> credentials(Observation seen) {
    var credentials = seen.json().path("credentials");
    return credentials.isObject() && !credentials.isEmpty()
        ? Optional.of(credentials)
        : Optional.empty();
  }

  /** The plan of the service instance a request speaks of; empty when unknown. */
  static String planOf(Observation seen) {
    var known = seen.instance().attributesNow().planId();
    return !known.isEmpty()
        ? known
        : seen.operation() instanceof OfInstance of ? of.planId().orElse("") : "";
  }

  /** The offering of the service instance a request speaks of. */
  static Optional<ServiceOffering> offeringOf(Observation seen) {
    var known = seen.instance().attributesNow().serviceId();
    var id =
        !known.isEmpty()
            ? known
            : seen.operation() instanceof OfInstance of ? of.serviceId().orElse("") : "";
    return seen.catalog().offering(id);
  }

  /** Whether the resource a request speaks of can be fetched, as the offering says. */
  static boolean retrievable(Observation seen) {
    return seen.version().atLeast(ApiVersion.V2_14)
        && offeringOf(seen)
            .filter(
                offering ->
                    seen.operation() instanceof OfBinding
                        ? offering.bindingsRetrievable()
                        : offering.instancesRetrievable())
            .isPresent();
  }

  /** Whether nothing was known to be running that a request may have been refused for. */
  static boolean isUndisturbed(Observation seen) {
    return !seen.instance().isBusy() && !seen.binding().isBusy() && !seen.situation().othersBusy();
  }

  /** Whether a request names the application it is for, in either place. */
  static boolean namesApp(WithBody request) {
    return text(request.body(), "app_guid").isPresent()
        || text(request.body().path("bind_resource"), "app_guid").isPresent();
  }

  /** How much later one request was sent than an earlier one was answered. */
  static Duration between(Observation earlier, Observation later) {
    var answered = earlier.exchange().at().plus(earlier.exchange().timing().total());
    return Duration.between(answered, later.exchange().at());
  }

  /** A member's place as a JSON pointer. */
  static String pointer(String... members) {
    var pointer = new StringBuilder();
    for (var member : members) {
      pointer.append('/').append(member.replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }
}
