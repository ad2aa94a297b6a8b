package org.osbctl.rules;

import static org.osbctl.rules.Answers.pointer;
import static org.osbctl.rules.Judgement.met;
import static org.osbctl.rules.Judgement.notApplicable;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.osbctl.lifecycle.ResourceState;
import org.osbctl.lifecycle.ResourceState.Absent;
import org.osbctl.lifecycle.ResourceState.Ready;
import org.osbctl.operation.Operation.*;
import org.osbctl.spec.ErrorCode;
import tools.jackson.databind.JsonNode;

/** What a later look at a resource proves of requests that failed: that they changed it, or not. */
final class Refusals {
  private Refusals() {}

  /**
   * Whether failed attempts to make or delete a resource changed nothing.
   *
   * @param failed which answers count as failure
   */
  static Judgement changesNothing(Observation seen, Predicate<Observation> failed) {
    return switch (seen.operation()) {
      case FetchInstance f -> fetch(seen, failed);
      case FetchBinding f -> fetch(seen, failed);
      case Provision p -> conflict(seen, failed);
      case Bind b -> conflict(seen, failed);
      case GetCatalog g -> notApplicable("speaks of no resource");
      case Update u -> notApplicable("proves nothing of the request before");
      case Deprovision d -> gone(seen, failed);
      case Unbind u -> gone(seen, failed);
      case Poll p -> notApplicable("proves nothing of the request before");
      case Unrecognised u -> notApplicable("speaks of no resource");
    };
  }

  private static Judgement fetch(Observation seen, Predicate<Observation> failed) {
    if (seen.status() != 200 && seen.status() != 404) {
      return notApplicable("the fetch does not tell whether there is something");
    }
    var last = lastMutation(seen).filter(failed);
    if (last.isEmpty()) {
      return notApplicable("the last change asked for did not fail this way");
    }
    return switch (last.get().operation()) {
      case Provision p -> creation(seen, last.get());
      case Bind b -> creation(seen, last.get());
      case Deprovision d -> deletion(seen, last.get(), failed);
      case Unbind u -> deletion(seen, last.get(), failed);
      default -> notApplicable("not an attempt to make or delete something");
    };
  }

  /** A 409 says that the resource is there already, so nobody was told that it was not made. */
  private static Judgement creation(Observation seen, Observation last) {
    if (last.status() == 409 || !isNever(last) || !(Answers.resource(last) instanceof Absent)) {
      return notApplicable("there may have been something before");
    }
    if (seen.status() == 404) {
      return Answers.retrievable(last)
          ? met()
          : notApplicable("nothing of this offering can be fetched");
    }
    return Judgement.violated(
        "the " + answered(last) + ", yet what it asked for can be fetched", "404", "200");
  }

  private static Judgement deletion(
      Observation seen, Observation last, Predicate<Observation> failed) {
    if (isElsewhere(last)
        || !(Answers.resource(last) instanceof Ready)
        || !fetchedBefore(last, failed)) {
      return notApplicable("it is not certain that it was there and at rest");
    }
    return seen.status() == 200
        ? met()
        : Judgement.violated(
            "the " + answered(last) + ", yet it can no longer be fetched", "200", "404");
  }

  /** What was there is gone, says the broker, though all that was asked for since had failed. */
  private static Judgement gone(Observation seen, Predicate<Observation> failed) {
    var last = lastMutation(seen).filter(failed);
    return seen.status() == 410
            && last.isPresent()
            && last.get().status() != 410
            && Answers.resource(seen) instanceof Ready
            && fetchedBefore(seen, failed)
        ? Judgement.violated(
            "the " + answered(last.get()) + ", yet now it is said to be gone",
            "an answer about what is there",
            "410")
        : notApplicable("the answer does not tell that something is gone");
  }

  /** Whether a refusal speaks of something that is gone already, or of other work. */
  private static boolean isElsewhere(Observation refused) {
    return refused.status() == 404
        || refused.status() == 410
        || Answers.code(refused).equals(Optional.of(ErrorCode.CONCURRENCY_ERROR));
  }

  /** Whether it was fetched, and since then all that was asked for had failed. */
  private static boolean fetchedBefore(Observation deletion, Predicate<Observation> failed) {
    for (var earlier : deletion.soFar().ofResource(deletion.operation()).reversed()) {
      if (Answers.mutates(earlier)) {
        if (isElsewhere(earlier) || !failed.test(earlier)) {
          return false;
        }
        continue;
      }
      if (earlier.operation() instanceof FetchInstance
          || earlier.operation() instanceof FetchBinding) {
        return earlier.status() == 200;
      }
    }
    return false;
  }

  /** The id is in use, says the broker, though all requests so far to make the resource failed. */
  private static Judgement conflict(Observation seen, Predicate<Observation> failed) {
    var earlier =
        seen.soFar().ofResource(seen.operation()).stream().filter(Answers::mutates).toList();
    if (earlier.isEmpty()
        || !seen.honest()
        || !(Answers.resource(earlier.getFirst()) instanceof Absent)
        || !earlier.stream().allMatch(failed.and(each -> each.status() != 409 && isNever(each)))) {
      return notApplicable("something may have been made before");
    }
    if (Answers.accepted(seen)) {
      return seen.status() == 201 || seen.status() == 202
          ? met()
          : notApplicable("the status does not tell whether there was something");
    }
    return seen.status() == 409
        ? Judgement.violated(
            "the " + answered(earlier.getLast()) + ", yet now the id is said to be in use",
            "201 or 202",
            "409")
        : notApplicable("the answer does not tell whether there was something");
  }

  private static boolean isNever(Observation seen) {
    return switch (Answers.resource(seen)) {
      case Absent absent -> absent.last() == null;
      case ResourceState.Unknown unknown -> true;
      case ResourceState.Creating c -> false;
      case Ready r -> false;
      case ResourceState.Updating u -> false;
      case ResourceState.Deleting d -> false;
      case ResourceState.Failed f -> false;
    };
  }

  private static Optional<Observation> lastMutation(Observation seen) {
    return seen.soFar().ofResource(seen.operation()).reversed().stream()
        .filter(Answers::mutates)
        .findFirst();
  }

  /**
   * Whether failed updates changed nothing, by a fetch after them.
   *
   * @param failed which answers count as failure
   */
  static Judgement updateChangesNothing(Observation seen, Predicate<Observation> failed) {
    if (!isFetched(seen)) {
      return notApplicable("not the fetch of an instance at rest");
    }
    var chapter = Chapter.sinceLook(seen).filter(Chapter::updatesOnly);
    if (chapter.isEmpty()) {
      return notApplicable("what was there before is not known");
    }
    var failures = chapter.get().updates(failed);
    if (failures.isEmpty()) {
      return notApplicable("no update failed this way since the instance was last looked at");
    }
    var others = chapter.get().updates(failed.negate());
    return worst(
        plan(seen, chapter.get(), failures, others),
        parameters(seen, chapter.get(), failures, others));
  }

  private static Judgement plan(
      Observation seen, Chapter chapter, List<Observation> failures, List<Observation> others) {
    var before = planAt(chapter.beginning());
    var now = Answers.text(seen.json(), "plan_id");
    var wanted =
        failures.stream()
            .map(Refusals::plan)
            .flatMap(Optional::stream)
            .filter(plan -> before.isPresent() && !before.get().equals(plan))
            .toList();
    if (now.isEmpty() || wanted.isEmpty()) {
      return notApplicable("the fetch does not tell of a change");
    }
    if (now.equals(before)) {
      return met();
    }
    var asked =
        others.stream().map(Refusals::plan).anyMatch(now::equals)
            || now.get().equals(seen.instance().attributesNow().planId());
    return !asked && wanted.contains(now.get())
        ? new Judgement.Violated(
            "the "
                + answered(failures.getLast())
                + ", yet the instance is on the plan it asked for",
            "plan " + Answers.quoted(before.orElse("")),
            "plan " + Answers.quoted(now.get()),
            "/plan_id")
        : notApplicable("the plan may have changed for another reason");
  }

  private static Optional<String> plan(Observation update) {
    return update.operation() instanceof Update u ? u.planId() : Optional.empty();
  }

  /** The plan of an instance that was just made or fetched. */
  static Optional<String> planAt(Observation look) {
    return look.operation() instanceof Provision made
        ? made.planId()
        : Answers.text(look.json(), "plan_id");
  }

  private static Judgement parameters(
      Observation seen, Chapter chapter, List<Observation> failures, List<Observation> others) {
    var before = chapter.beginning().json().path("parameters");
    var now = seen.json().path("parameters");
    if (!(chapter.beginning().operation() instanceof FetchInstance)
        || !before.isObject()
        || !now.isObject()) {
      return notApplicable("the parameters were not shown both times");
    }
    Judgement judgement = notApplicable("the fetch does not tell of a change");
    for (var failure : failures) {
      for (var wanted : wishes(failure).properties()) {
        var name = wanted.getKey();
        var value = wanted.getValue();
        var asked =
            others.stream().anyMatch(other -> wishes(other).has(name))
                || value.equals(seen.instance().attributesNow().parameters().path(name));
        if (asked || value.equals(before.path(name)) || value.isNull()) {
          continue;
        }
        if (value.equals(now.path(name))) {
          return new Judgement.Violated(
              "the " + answered(failure) + ", yet the instance has a parameter it asked for",
              "the value from before",
              "the value of the update",
              pointer("parameters", name));
        }
        judgement = met();
      }
    }
    return judgement;
  }

  /** The parameters an update asks for. */
  static JsonNode wishes(Observation update) {
    return update.operation() instanceof Update u ? u.parameters() : org.osbctl.spec.Json.missing();
  }

  /** Whether this shows a service instance that was at rest. */
  static boolean isFetched(Observation seen) {
    return seen.operation() instanceof FetchInstance
        && seen.status() == 200
        && seen.json().isObject()
        && seen.instance() instanceof Ready;
  }

  private static Judgement worst(Judgement one, Judgement other) {
    if (one instanceof Judgement.Violated || other instanceof Judgement.NotApplicable) {
      return one;
    }
    return other;
  }

  private static String answered(Observation seen) {
    return seen.operation().kind().words() + " was answered " + seen.status();
  }
}
