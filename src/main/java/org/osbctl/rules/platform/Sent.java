package org.osbctl.rules.platform;

import static org.osbctl.rules.Judgement.met;
import static org.osbctl.rules.Judgement.notApplicable;
import static org.osbctl.rules.Judgement.violated;

import java.time.Duration;
import java.util.Optional;
import org.osbctl.lifecycle.Answer;
import org.osbctl.lifecycle.ResourceState;
import org.osbctl.lifecycle.ResourceState.Absent;
import org.osbctl.operation.Operation.Deprovision;
import org.osbctl.operation.Operation.OfBinding;
import org.osbctl.operation.Operation.OfInstance;
import org.osbctl.operation.Operation.Poll;
import org.osbctl.operation.Operation.Unbind;
import org.osbctl.operation.Operation.Unrecognised;
import org.osbctl.rules.Judgement;
import org.osbctl.rules.Observation;
import org.osbctl.spec.ServicePlan;
import tools.jackson.databind.JsonNode;

/** Questions to one exchange that several rules ask. */
final class Sent {
  private static final int LONGEST_QUOTE = 60;
  private static final Duration LONGEST_ANSWER = Duration.ofDays(1);

  private Sent() {}

  /** Whether a request is one to the API, even if to no endpoint that exists. */
  static boolean toApi(Observation seen) {
    return !(seen.operation() instanceof Unrecognised other)
        || other.path().startsWith("/v2/")
        || other.path().contains("/v2/catalog");
  }

  /** The first value of a header of the request. */
  static Optional<String> header(Observation seen, String name) {
    return seen.exchange().request().headers().first(name);
  }

  /** A member that is a string with something in it. */
  static Optional<String> text(JsonNode object, String member) {
    return object.path(member).stringValueOpt().filter(text -> !text.isEmpty());
  }

  /** A member of the request's body that has to be a non-empty string where it is present. */
  static Judgement nonEmptyWhereSent(JsonNode object, String member, String pointer) {
    var value = object.path(member);
    if (value.isMissingNode()) {
      return notApplicable(member + " is not sent");
    }
    return text(object, member).isPresent()
        ? met()
        : new Judgement.Violated(
            member + " is no non-empty string", "a non-empty string", shown(value), pointer);
  }

  /** A member of the request's body that has to be an object where it is present. */
  static Judgement objectWhereSent(JsonNode object, String member, String pointer) {
    var value = object.path(member);
    if (value.isMissingNode()) {
      return notApplicable(member + " is not sent");
    }
    return value.isObject()
        ? met()
        : new Judgement.Violated(member + " is no object", "an object", shown(value), pointer);
  }

  /** A query parameter that must not be empty where it is present. */
  static Judgement nonEmptyParameter(Observation seen, String name) {
    return seen.operation()
        .query()
        .first(name)
        .map(
            value ->
                value.isEmpty()
                    ? violated(
                        "the query parameter " + name + " is empty",
                        "a non-empty value, or no such parameter",
                        "nothing")
                    : met())
        .orElseGet(() -> notApplicable(name + " is not sent"));
  }

  /** What a value is, without telling more of it than needed. */
  static String shown(JsonNode value) {
    if (value.isMissingNode()) {
      return "nothing";
    }
    if (value.isString()) {
      return quoted(value.stringValue(""));
    }
    return switch (value.getNodeType()) {
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      case NULL -> "null";
      case NUMBER -> "a number";
      case BOOLEAN -> "a boolean";
      case BINARY, MISSING, POJO, STRING -> "something else";
    };
  }

  /** A word of the platform or the broker, in quotes and not too long. */
  static String quoted(String text) {
    var cut = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text;
    return '"' + cut + '"';
  }

  /** What was known of the resource a request speaks of, before it. */
  static ResourceState resource(Observation seen) {
    return seen.operation() instanceof OfBinding ? seen.binding() : seen.instance();
  }

  /** Whether nothing was ever heard of a resource. */
  static boolean isNeverSeen(ResourceState state) {
    return state instanceof Absent absent && absent.last() == null;
  }

  /** Whether a request deletes the resource it speaks of. */
  static boolean deletes(Observation seen) {
    return seen.operation() instanceof Deprovision || seen.operation() instanceof Unbind;
  }

  /** Whether the broker did the work or will do it. */
  static boolean isAccepted(Observation seen) {
    return seen.status() == 200 || seen.status() == 201 || seen.status() == 202;
  }

  /** Whether the status is a success that the text does not know, or a broker's failure. */
  static boolean isUnlisted(Observation seen) {
    return isOtherSuccess(seen) || seen.status() >= 500;
  }

  /** Whether the status is one of success, but none of 200, 201 and 202. */
  static boolean isOtherSuccess(Observation seen) {
    return seen.status() > 202 && seen.status() < 300;
  }

  /** Whether the broker refused a request with an error code. */
  static boolean refusedWith(Observation seen, String code) {
    return seen.status() == 422
        && seen.answer().map(Answer::error).filter(code::equals).isPresent();
  }

  /** The state a poll was answered with. */
  static Optional<String> state(Observation seen) {
    return seen.operation() instanceof Poll && seen.status() == 200
        ? text(seen.json(), "state")
        : Optional.empty();
  }

  /** The plan a service instance is on, as the platform knows it. */
  static Optional<ServicePlan> currentPlan(Observation seen) {
    var attributes = seen.instance().attributesNow();
    return seen.catalog().plan(attributes.serviceId(), attributes.planId());
  }

  /** The plan a request is about: the instance's, or the one it names when that is not known. */
  static Optional<ServicePlan> plan(Observation seen) {
    return currentPlan(seen)
        .or(
            () ->
                seen.instance().attributesNow().planId().isEmpty()
                        && seen.operation() instanceof OfInstance of
                    ? seen.catalog().plan(of.serviceId().orElse(""), of.planId().orElse(""))
                    : Optional.empty());
  }

  /** How much later a request came than an earlier one was answered. */
  static Duration elapsed(Observation earlier, Observation later) {
    var total = earlier.exchange().timing().total();
    var took = total.compareTo(LONGEST_ANSWER) > 0 ? LONGEST_ANSWER : total;
    return Duration.between(earlier.exchange().at(), later.exchange().at()).minus(took);
  }
}
