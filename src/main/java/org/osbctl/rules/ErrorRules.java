package org.osbctl.rules;

import static org.osbctl.rules.Answers.pointer;
import static org.osbctl.rules.Answers.quoted;
import static org.osbctl.rules.Judgement.met;
import static org.osbctl.rules.Judgement.notApplicable;
import static org.osbctl.rules.Judgement.violated;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.*;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.ErrorCode;

/** Rules of the spec section "Service Broker Errors". */
final class ErrorRules {
  private static final Set<String> ERROR_MEMBERS =
      Set.of("error", "description", "instance_usable", "update_repeatable");

  private ErrorRules() {}

  /** A poll is not meant: that of a failed operation is a success. */
  static final Rule FAILURE_HAS_ERROR_STATUS =
      Rule.of(
          "errors.failure-has-error-status",
          seen -> {
            if (seen.operation() instanceof Poll || !isErrorBody(seen)) {
              return notApplicable("the body is not that of an error");
            }
            if (seen.status() >= 400) {
              return met();
            }
            return seen.succeeded()
                ? new Judgement.Violated(
                    "an error is reported with a status of success",
                    "a 4xx or 5xx status",
                    seen.status() + " with error " + quoted(Answers.code(seen).orElse("")),
                    "/error")
                : notApplicable("neither success nor failure");
          });

  /** The code tells which of the specified situations it is, and all of them have status 422. */
  static final Rule SPECIFIED_STATUS_USED =
      Rule.of(
          "errors.specified-status-used",
          seen -> {
            var code =
                Answers.code(seen).filter(c -> definedFor(seen.operation(), c, seen.version()));
            if (code.isEmpty() || seen.status() < 400) {
              return notApplicable("no error whose status is specified");
            }
            return seen.status() == 422
                ? met()
                : violated(
                    "error "
                        + code.get()
                        + " comes with another status than the one specified for it",
                    "422",
                    Integer.toString(seen.status()));
          });

  static final Rule INSTANCE_USABLE =
      Rule.of(
          "errors.instance-usable-only-on-update-and-deprovision",
          seen ->
              onlyOn(
                  seen,
                  "instance_usable",
                  operation -> operation instanceof Update || operation instanceof Deprovision));

  static final Rule UPDATE_REPEATABLE =
      Rule.of(
          "errors.update-repeatable-only-on-update",
          seen -> onlyOn(seen, "update_repeatable", operation -> operation instanceof Update));

  static final Rule DEFINED_CODES_EXACT =
      Rule.of(
          "errors.defined-codes-exact",
          seen -> {
            var code = Answers.code(seen);
            if (seen.status() < 400 || code.isEmpty()) {
              return notApplicable("no error code");
            }
            var meant = meant(code.get(), seen.version());
            if (meant.isEmpty()) {
              return notApplicable("a code of the broker's own");
            }
            return meant.get().equals(code.get())
                ? met()
                : new Judgement.Violated(
                    "the error code is not spelled as defined",
                    quoted(meant.get()),
                    quoted(code.get()),
                    "/error");
          });

  static final Rule CLIENT_ERROR_CHANGES_NOTHING =
      Rule.of(
          "errors.client-error-changes-nothing",
          seen -> Refusals.changesNothing(seen, Answers::refused));

  static final Rule SERVER_ERROR_CHANGES_NOTHING =
      Rule.of(
          "errors.server-error-changes-nothing",
          seen -> {
            var judgement = Refusals.changesNothing(seen, Answers::broken);
            return judgement instanceof Judgement.NotApplicable
                    && seen.version().before(ApiVersion.V2_16)
                ? Refusals.updateChangesNothing(seen, Answers::broken)
                : judgement;
          });

  static List<Rule> all() {
    return List.of(
        FAILURE_HAS_ERROR_STATUS,
        SPECIFIED_STATUS_USED,
        INSTANCE_USABLE,
        UPDATE_REPEATABLE,
        DEFINED_CODES_EXACT,
        CLIENT_ERROR_CHANGES_NOTHING,
        SERVER_ERROR_CHANGES_NOTHING);
  }

  private static boolean isErrorBody(Observation seen) {
    var body = seen.json();
    return body.isObject()
        && Answers.code(seen).isPresent()
        && ERROR_MEMBERS.containsAll(body.propertyNames());
  }

  private static boolean definedFor(Operation operation, String code, ApiVersion version) {
    return switch (code) {
      case ErrorCode.ASYNC_REQUIRED -> operation instanceof Mutation;
      case ErrorCode.CONCURRENCY_ERROR ->
          version.atLeast(ApiVersion.V2_14)
              && (operation instanceof Mutation || operation instanceof FetchInstance);
      case ErrorCode.REQUIRES_APP -> operation instanceof Bind;
      case ErrorCode.MAINTENANCE_INFO_CONFLICT ->
          version.atLeast(ApiVersion.V2_15)
              && (operation instanceof Provision || operation instanceof Update);
      default -> false;
    };
  }

  /** A poll has rules of its own for these members. */
  private static Judgement onlyOn(Observation seen, String member, Predicate<Operation> allowed) {
    if (seen.status() < 400
        || !seen.json().isObject()
        || seen.operation() instanceof Unrecognised
        || seen.operation() instanceof Poll
        || allowed.test(seen.operation())) {
      return notApplicable("not the error of another operation");
    }
    return seen.json().has(member)
        ? new Judgement.Violated(
            "the error of a " + seen.operation().kind().words() + " has " + member,
            "no " + member,
            member,
            pointer(member))
        : met();
  }

  /** The defined code that was meant, as far as spelling goes. */
  private static Optional<String> meant(String code, ApiVersion version) {
    var letters = letters(code);
    return Answers.DEFINED_CODES.stream()
        .filter(defined -> existsAt(defined, version))
        .filter(
            defined ->
                letters.equals(letters(defined)) || letters.equals(letters(defined) + "error"))
        .findFirst();
  }

  private static boolean existsAt(String code, ApiVersion version) {
    return switch (code) {
      case ErrorCode.CONCURRENCY_ERROR -> version.atLeast(ApiVersion.V2_14);
      case ErrorCode.MAINTENANCE_INFO_CONFLICT -> version.atLeast(ApiVersion.V2_15);
      default -> true;
    };
  }

  private static String letters(String code) {
    return code.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
  }
}
