package org.osbctl.rules.platform;

import static org.osbctl.rules.Judgement.met;
import static org.osbctl.rules.Judgement.notApplicable;
import static org.osbctl.rules.Judgement.violated;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.osbctl.http.Outcome;
import org.osbctl.http.TransportFailure;
import org.osbctl.lifecycle.ResourceState.Absent;
import org.osbctl.lifecycle.ResourceState.Creating;
import org.osbctl.lifecycle.ResourceState.Deleting;
import org.osbctl.operation.Operation.PollBinding;
import org.osbctl.operation.Operation.PollInstance;
import org.osbctl.operation.OperationKind;
import org.osbctl.rules.Judgement;
import org.osbctl.rules.Observation;
import org.osbctl.rules.Rule;
import org.osbctl.rules.platform.Duty.Ending;
import org.osbctl.rules.platform.Duty.Left;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.ErrorCode;

/**
 * Rules of the spec section "Orphan Mitigation".
 *
 * <p>That a clean-up was due and did not come can be said at the end only. That one came which was
 * not due can be said only where nothing was there to be deleted: else a user may have asked for
 * it.
 */
final class PlatformOrphanRules {
  /** How soon after an answer a deletion is a consequence of it. */
  private static final Duration PROMPT = Duration.ofMinutes(1);

  private PlatformOrphanRules() {}

  /** A clean-up that is due after certain exchanges. */
  private record Due(String requirement, Predicate<Observation> after) {
    Rule rule() {
      return Rule.of(requirement, this::judge);
    }

    Duty duty() {
      return new Duty(requirement, this::neglected);
    }

    private Judgement judge(Observation seen) {
      return Sent.deletes(seen) && pending(Course.before(seen)).isPresent()
          ? met()
          : notApplicable("no clean-up is due");
    }

    /** The last exchange that asked for a clean-up, if neither that nor a confirmation came. */
    Optional<Observation> pending(Course course) {
      return course
          .last(after)
          .filter(
              due -> !course.after(due).has(each -> Sent.deletes(each) || Course.confirms(each)));
    }

    private Optional<Left> neglected(Ending ending) {
      if (Acquaintance.isGone(ending.state()) || Acquaintance.isGone(ending.instance())) {
        return Optional.empty();
      }
      return pending(ending.course())
          .filter(ending::longAfter)
          .flatMap(
              due ->
                  Left.undone(
                      due, "no clean-up follows " + words(due), "a deletion", "no deletion"));
    }

    private static String words(Observation due) {
      var answer =
          Sent.state(due)
              .map(state -> "the state " + state)
              .orElse(due.status() == 0 ? "no answer" : "the status " + due.status());
      return answer + " to " + due.operation().kind().words();
    }
  }

  private static List<Due> due() {
    return List.of(
        new Due(
            "orphan.deprovision-after-failed-instance-poll",
            seen -> failedPoll(seen) && seen.operation() instanceof PollInstance),
        new Due(
            "orphan.deprovision-after-unexpected-status",
            seen -> is(seen, OperationKind.PROVISION) && Sent.isUnlisted(seen)),
        new Due(
            "orphan.unbind-after-unexpected-status",
            seen -> is(seen, OperationKind.BIND) && Sent.isUnlisted(seen)),
        new Due("orphan.uncertain-resources-deleted", PlatformOrphanRules::isTimedOutEarly),
        new Due(
            "orphan.after-failed-instance-poll",
            seen -> failedPoll(seen) && seen.operation() instanceof PollInstance),
        new Due(
            "orphan.after-failed-binding-poll",
            seen -> failedPoll(seen) && seen.operation() instanceof PollBinding),
        new Due(
            "orphan.after-malformed-201-to-provision",
            seen -> is(seen, OperationKind.PROVISION) && isMalformed(seen, 201)),
        new Due(
            "orphan.after-malformed-201-to-bind",
            seen -> is(seen, OperationKind.BIND) && isMalformed(seen, 201)),
        new Due(
            "orphan.after-malformed-202-to-provision",
            seen ->
                seen.version().atLeast(ApiVersion.V2_17)
                    && is(seen, OperationKind.PROVISION)
                    && isMalformed(seen, 202)),
        new Due(
            "orphan.after-malformed-202-to-bind",
            seen ->
                seen.version().atLeast(ApiVersion.V2_17)
                    && is(seen, OperationKind.BIND)
                    && isMalformed(seen, 202)),
        new Due(
            "orphan.after-other-2xx-to-provision-or-deprovision",
            seen ->
                is(seen, OperationKind.PROVISION, OperationKind.DEPROVISION)
                    && Sent.isOtherSuccess(seen)),
        new Due(
            "orphan.after-other-2xx-to-bind-or-unbind",
            seen ->
                is(seen, OperationKind.BIND, OperationKind.UNBIND) && Sent.isOtherSuccess(seen)),
        new Due(
            "orphan.after-5xx-to-provision-or-deprovision",
            seen ->
                is(seen, OperationKind.PROVISION, OperationKind.DEPROVISION)
                    && seen.status() >= 500),
        new Due(
            "orphan.after-5xx-to-bind-or-unbind",
            seen -> is(seen, OperationKind.BIND, OperationKind.UNBIND) && seen.status() >= 500),
        new Due(
            "orphan.after-provision-timeout",
            seen -> is(seen, OperationKind.PROVISION) && isUnanswered(seen)),
        new Due(
            "orphan.after-bind-timeout",
            seen -> is(seen, OperationKind.BIND) && isUnanswered(seen)));
  }

  static List<Rule> all() {
    var rules = new ArrayList<Rule>();
    due().forEach(each -> rules.add(each.rule()));
    rules.add(Rule.of("orphan.deletes-retried", PlatformOrphanRules::retried));
    rules.add(
        Rule.of(
            "orphan.none-after-malformed-200",
            seen -> notDue(seen, each -> isMalformed(each, 200), "200 with a malformed body")));
    rules.add(
        Rule.of(
            "orphan.none-after-408", seen -> notDue(seen, each -> each.status() == 408, "408")));
    rules.add(
        Rule.of(
            "orphan.none-after-other-4xx",
            seen ->
                notDue(
                    seen,
                    each ->
                        each.status() >= 400
                            && each.status() < 500
                            && each.status() != 401
                            && each.status() != 408
                            && each.status() != 412
                            && !Sent.refusedWith(each, ErrorCode.CONCURRENCY_ERROR),
                    "a refusal")));
    return List.copyOf(rules);
  }

  static List<Duty> duties() {
    var duties = new ArrayList<Duty>();
    due().forEach(each -> duties.add(each.duty()));
    duties.add(new Duty("orphan.deletes-retried", PlatformOrphanRules::neverRetried));
    return List.copyOf(duties);
  }

  private static boolean is(Observation seen, OperationKind... kinds) {
    return List.of(kinds).contains(seen.operation().kind());
  }

  private static boolean isMalformed(Observation seen, int status) {
    return seen.status() == status && !seen.json().isObject();
  }

  private static boolean failedPoll(Observation seen) {
    var state = Sent.resource(seen);
    return Sent.state(seen).filter("failed"::equals).isPresent()
        && (state instanceof Creating || state instanceof Deleting);
  }

  private static boolean isUnanswered(Observation seen) {
    return seen.exchange().outcome() instanceof Outcome.Failed failed
        && (failed.failure().kind() == TransportFailure.Kind.TIMEOUT
            || failed.failure().kind() == TransportFailure.Kind.DISCONNECTED);
  }

  /** Before 2.14 a broker that answers 408 may have done the work; nothing else says so there. */
  private static boolean isTimedOutEarly(Observation seen) {
    return seen.version().before(ApiVersion.V2_14)
        && is(seen, OperationKind.PROVISION, OperationKind.BIND)
        && seen.status() == 408;
  }

  /** The last request that makes the resource, when it was refused and nothing was there before. */
  static Optional<Observation> refusedCreation(Observation seen) {
    return Course.before(seen)
        .lastMutation()
        .filter(each -> is(each, OperationKind.PROVISION, OperationKind.BIND))
        .filter(each -> Sent.resource(each) instanceof Absent)
        .filter(each -> Sent.elapsed(each, seen).compareTo(PROMPT) <= 0);
  }

  private static Judgement notDue(Observation seen, Predicate<Observation> answer, String words) {
    if (!Sent.deletes(seen)) {
      return notApplicable("no deletion");
    }
    return refusedCreation(seen)
        .filter(answer)
        .map(
            each ->
                violated(
                    "the resource is deleted after " + words + " to the request that makes it",
                    "no clean-up",
                    "a deletion after " + each.status()))
        .orElseGet(() -> notApplicable("no deletion after such an answer"));
  }

  private static boolean isCleanUp(Course course, Observation deletion) {
    var before =
        new Course(
            course.exchanges().stream()
                .filter(each -> each.number() < deletion.number())
                .filter(each -> !Sent.deletes(each))
                .toList());
    return due().stream()
        .filter(each -> Duty.holds(each.requirement(), deletion))
        .anyMatch(each -> each.pending(before).isPresent());
  }

  /** Answers that leave a clean-up undone and that no other requirement speaks of. */
  private static boolean isUndone(Observation deletion) {
    var status = deletion.status();
    return status == 0
        || status == 408
        || status == 409
        || status == 422
        || status == 423
        || status == 429;
  }

  private static Judgement retried(Observation seen) {
    var course = Course.before(seen);
    var last = course.last(Sent::deletes).filter(PlatformOrphanRules::isUndone);
    return Sent.deletes(seen) && last.isPresent() && isCleanUp(course, last.get())
        ? met()
        : notApplicable("no clean-up is tried again");
  }

  private static Optional<Left> neverRetried(Ending ending) {
    var course = ending.course();
    return course
        .last(Sent::deletes)
        .filter(PlatformOrphanRules::isUndone)
        .filter(each -> !course.after(each).has(Course::confirms))
        .filter(each -> isCleanUp(course, each))
        .filter(each -> !Acquaintance.isGone(ending.instance()))
        .filter(ending::longAfter)
        .flatMap(
            each ->
                Left.undone(
                    each,
                    "a clean-up that did not work is not tried again",
                    "the deletion again until the broker reports success",
                    "no further deletion"));
  }
}
