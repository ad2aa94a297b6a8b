package org.osbctl.rules.platform;

import static org.osbctl.rules.Judgement.met;
import static org.osbctl.rules.Judgement.notApplicable;
import static org.osbctl.rules.Judgement.violated;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.osbctl.operation.Operation.FetchBinding;
import org.osbctl.operation.Operation.Mutation;
import org.osbctl.operation.Operation.OfBinding;
import org.osbctl.operation.Operation.OfInstance;
import org.osbctl.operation.Operation.Poll;
import org.osbctl.operation.Operation.PollBinding;
import org.osbctl.operation.Operation.PollInstance;
import org.osbctl.operation.OperationKind;
import org.osbctl.rules.Judgement;
import org.osbctl.rules.Observation;
import org.osbctl.rules.Rule;
import org.osbctl.rules.platform.Duty.Ending;
import org.osbctl.rules.platform.Duty.Left;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.ServicePlan;

/**
 * Rules of the spec sections "Polling Last Operation for Service Instances", "… Bindings" and
 * "Polling Interval and Duration".
 */
final class PlatformPollRules {
  /** A platform may ask again after the end, as the text says; but not for ever. */
  private static final int QUESTIONS_AFTER_END = 2;

  private static final Duration CLOCK_SLACK = Duration.ofMillis(50);
  private static final Duration LIMIT_SLACK = Duration.ofSeconds(10);

  private PlatformPollRules() {}

  static List<Rule> all() {
    var rules = new ArrayList<Rule>();
    rules.add(Rule.of("async.platform-polls", PlatformPollRules::polls));
    rules.add(Rule.of("poll-instance.instance-known", PollContents::instanceKnown));
    rules.add(ofInstance("offering-id-right", PollContents::offeringRight));
    rules.add(ofInstance("plan-id-right", PollContents::planRight));
    rules.add(ofInstance("old-plan-during-plan-change", PollContents::oldPlan));
    rules.addAll(ofBoth("poll-instance", each -> each instanceof PollInstance));
    rules.add(Rule.of("poll-binding.instance-known", PollContents::bindingsInstanceKnown));
    rules.add(Rule.of("poll-binding.binding-known", PollContents::bindingKnown));
    rules.add(
        ofBinding("offering-id-non-empty", seen -> Sent.nonEmptyParameter(seen, "service_id")));
    rules.add(ofBinding("plan-id-non-empty", seen -> Sent.nonEmptyParameter(seen, "plan_id")));
    rules.addAll(ofBoth("poll-binding", each -> each instanceof PollBinding));
    rules.add(Rule.of("polling.plan-limit-taken", PlatformPollRules::limitTaken));
    rules.add(Rule.of("polling.stops-at-limit", PlatformPollRules::limitTaken));
    return List.copyOf(rules);
  }

  private static List<Rule> ofBoth(String area, Predicate<Object> polls) {
    Function<Function<Observation, Judgement>, Function<Observation, Judgement>> only =
        judge ->
            seen ->
                polls.test(seen.operation()) ? judge.apply(seen) : notApplicable("no such poll");
    Predicate<Observation> ofArea =
        seen -> (seen.operation() instanceof OfBinding) == area.equals("poll-binding");
    return List.of(
        Rule.of(area + ".operation-sent-back", only.apply(PollContents::operationSentBack)),
        Rule.of(
            area + ".operation-never-empty",
            only.apply(seen -> Sent.nonEmptyParameter(seen, "operation"))),
        Rule.of(area + ".hints-sent", only.apply(PollContents::hintsSent)),
        Rule.of(
            area + ".gone-ends-deletion",
            seen ->
                ofArea.test(seen)
                    ? stops(seen, end -> end.status() == 410)
                    : notApplicable("another resource")),
        Rule.of(
            area + ".gone-otherwise-invalid",
            only.apply(seen -> goesOn(seen, PlatformPollRules::isWronglyGone))),
        Rule.of(
            area + ".other-status-is-invalid",
            area.equals("poll-instance")
                ? PlatformPollRules::invalidOfInstance
                : PlatformPollRules::invalidOfBinding),
        Rule.of(
            area + ".invalid-answer-keeps-polling",
            only.apply(seen -> goesOn(seen, PlatformPollRules::isInvalid))),
        Rule.of(
            area + ".in-progress-keeps-polling",
            only.apply(seen -> goesOn(seen, PlatformPollRules::isInProgress))),
        Rule.of(
            area + ".final-state-ends-polling",
            seen ->
                ofArea.test(seen)
                    ? stops(seen, end -> Sent.state(end).isPresent())
                    : notApplicable("another resource")),
        Rule.of(area + ".retry-after-respected", only.apply(PlatformPollRules::retryAfter)));
  }

  static List<Duty> duties() {
    var duties = new ArrayList<Duty>();
    duties.add(new Duty("async.platform-polls", PlatformPollRules::neverPolled));
    for (var area : List.of("poll-instance", "poll-binding")) {
      duties.add(
          new Duty(
              area + ".gone-otherwise-invalid",
              ending ->
                  givenUp(
                      area,
                      ending,
                      PlatformPollRules::isWronglyGone,
                      "410, though nothing is deleted")));
      duties.add(
          new Duty(
              area + ".invalid-answer-keeps-polling",
              ending -> givenUp(area, ending, PlatformPollRules::isInvalid, "an invalid answer")));
      duties.add(
          new Duty(
              area + ".in-progress-keeps-polling",
              ending ->
                  givenUp(area, ending, PlatformPollRules::isInProgress, "the state in progress")));
    }
    return List.copyOf(duties);
  }

  private static Rule ofInstance(String words, Function<Observation, Judgement> judge) {
    return Rule.of(
        "poll-instance." + words,
        seen ->
            seen.operation() instanceof PollInstance
                ? judge.apply(seen)
                : notApplicable("no poll of a service instance"));
  }

  private static Rule ofBinding(String words, Function<Observation, Judgement> judge) {
    return Rule.of(
        "poll-binding." + words,
        seen ->
            seen.operation() instanceof PollBinding
                ? judge.apply(seen)
                : notApplicable("no poll of a service binding"));
  }

  private static Judgement polls(Observation seen) {
    if (!(seen.operation() instanceof Poll)) {
      return notApplicable("no poll");
    }
    var running = Course.before(seen).running();
    return running.isPresent() && running.get().polls().isEmpty()
        ? met()
        : notApplicable("not the first poll of an operation");
  }

  /** Whether polling stops after an end of a kind. */
  private static Judgement stops(Observation seen, Predicate<Observation> kind) {
    if (!(seen.operation() instanceof OfInstance)) {
      return notApplicable("no request about a resource");
    }
    var running = Course.before(seen).running();
    var end = running.flatMap(Running::end).filter(kind);
    if (end.isEmpty()) {
      return notApplicable("no operation ended so");
    }
    var since = running.get().since().after(end.get());
    if (since.has(each -> each.operation() instanceof Mutation)) {
      return notApplicable("something else was asked for since");
    }
    var after = running.get().pollsAfterEnd();
    if (!(seen.operation() instanceof Poll)) {
      return after == 0 && since.exchanges().isEmpty()
          ? met()
          : notApplicable("not the first request after the end");
    }
    return after >= QUESTIONS_AFTER_END
        ? violated(
            "the platform goes on polling after the end of the operation",
            "no poll after " + told(end.get()),
            (after + 1) + " polls since")
        : notApplicable("the platform may ask again");
  }

  private static String told(Observation end) {
    return Sent.state(end).map(state -> "the state " + state).orElse(end.status() + "");
  }

  /** Whether polling goes on after an answer of a kind; that it does not shows at the end. */
  private static Judgement goesOn(Observation seen, Predicate<Polled> kind) {
    var running = Course.before(seen).running();
    var last = running.flatMap(Running::lastPoll);
    return last.isPresent()
            && running.get().end().isEmpty()
            && kind.test(new Polled(running.get().accepted(), last.get()))
        ? met()
        : notApplicable("the poll before was answered otherwise");
  }

  /** A poll and the request that was accepted before. */
  private record Polled(Observation accepted, Observation poll) {}

  private static boolean isWronglyGone(Polled last) {
    return last.poll().status() == 410 && !Sent.deletes(last.accepted());
  }

  private static boolean isInProgress(Polled last) {
    return Sent.state(last.poll()).filter("in progress"::equals).isPresent();
  }

  private static boolean isInvalid(Polled last) {
    return !isInProgress(last)
        && !isWronglyGone(last)
        && !Running.ends(last.accepted(), last.poll())
        && last.poll().status() != 401
        && last.poll().status() != 404;
  }

  private static Judgement invalidOfInstance(Observation seen) {
    var relies =
        seen.operation().kind() == OperationKind.BIND
            || seen.operation().kind() == OperationKind.UPDATE;
    return relies || seen.operation() instanceof PollInstance
        ? invalid(seen, Course.ofInstance(seen))
        : notApplicable("no request that tells what the platform thinks");
  }

  private static Judgement invalidOfBinding(Observation seen) {
    return seen.operation() instanceof FetchBinding || seen.operation() instanceof PollBinding
        ? invalid(seen, Course.before(seen))
        : notApplicable("no request that tells what the platform thinks");
  }

  /** Whether a platform takes the word of an answer whose status has no meaning. */
  private static Judgement invalid(Observation seen, Course course) {
    var running = course.running();
    var last = course.last().filter(each -> each.operation() instanceof Poll);
    if (running.isEmpty()
        || running.get().end().isPresent()
        || last.isEmpty()
        || !isMeaningless(last.get())) {
      return notApplicable("the poll before has a defined status");
    }
    return seen.operation() instanceof Poll
        ? met()
        : violated(
            "the platform goes on as if the operation had ended, by a poll with an undefined"
                + " status",
            "another poll",
            seen.operation().kind().words() + " after " + last.get().status());
  }

  private static boolean isMeaningless(Observation poll) {
    return poll.status() != 200
        && poll.status() != 400
        && poll.status() != 401
        && poll.status() != 404
        && poll.status() != 410
        && Sent.text(poll.json(), "state").filter(Running::isFinal).isPresent();
  }

  private static Judgement retryAfter(Observation seen) {
    var running = Course.before(seen).running();
    var last = running.flatMap(Running::lastPoll).filter(each -> Sent.state(each).isPresent());
    var asked = last.flatMap(PlatformPollRules::secondsAsked);
    if (asked.isEmpty() || running.flatMap(Running::end).isPresent()) {
      return notApplicable("the poll before did not ask for a pause");
    }
    var waited = Sent.elapsed(last.get(), seen);
    var least = asked.get().minus(asked.get().dividedBy(20)).minus(CLOCK_SLACK);
    return waited.compareTo(least) >= 0
        ? met()
        : violated(
            "the poll comes earlier than Retry-After allows",
            asked.get().toSeconds() + " s after the poll before",
            "%.1f s".formatted(waited.toMillis() / 1000.0));
  }

  /** Only seconds: a date would need the broker's clock. */
  private static Optional<Duration> secondsAsked(Observation poll) {
    return poll.response()
        .flatMap(response -> response.headers().first("Retry-After"))
        .map(String::strip)
        .filter(text -> text.matches("[1-9][0-9]{0,7}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)));
  }

  private static Judgement limitTaken(Observation seen) {
    if (!(seen.operation() instanceof Poll) || seen.version().before(ApiVersion.V2_15)) {
      return notApplicable("no poll");
    }
    var running = Course.before(seen).running().filter(each -> each.end().isEmpty());
    var limit = limit(seen);
    if (running.isEmpty() || limit.isEmpty()) {
      return notApplicable("no operation is running, or the plan has no maximum_polling_duration");
    }
    var polled = Sent.elapsed(running.get().accepted(), seen);
    var most = limit.get().plus(limit.get().dividedBy(10)).plus(LIMIT_SLACK);
    return polled.compareTo(most) <= 0
        ? met()
        : violated(
            "the platform polls longer than the plan's maximum_polling_duration",
            "no poll after " + limit.get().toSeconds() + " s",
            "a poll after " + polled.toSeconds() + " s");
  }

  /** The longest time any plan allows that the instance may be on. */
  private static Optional<Duration> limit(Observation seen) {
    var plans =
        Plans.ever(seen).stream()
            .map(id -> seen.catalog().plan(id).flatMap(ServicePlan::maximumPollingDuration))
            .toList();
    return plans.stream().allMatch(Optional::isPresent)
        ? plans.stream()
            .flatMap(Optional::stream)
            .filter(each -> each.compareTo(Duration.ofDays(365)) < 0)
            .max(Duration::compareTo)
        : Optional.empty();
  }

  /** Nobody needs to poll what was deleted, or replaced by something done at once. */
  private static Optional<Running> unfinished(Ending ending) {
    if (Acquaintance.isGone(ending.instance())) {
      return Optional.empty();
    }
    return ending
        .course()
        .running()
        .filter(running -> running.end().isEmpty())
        .filter(running -> canBePolled(running.accepted()))
        .filter(running -> !running.since().has(each -> each.operation() instanceof Mutation))
        .filter(
            running ->
                running.since().last().filter(each -> !ending.longAfter(each)).isEmpty()
                    && ending.longAfter(running.accepted()));
  }

  /** Before 2.14 nothing about a binding is asynchronous, whatever its broker says. */
  private static boolean canBePolled(Observation accepted) {
    return !(accepted.operation() instanceof OfBinding)
        || accepted.version().atLeast(ApiVersion.V2_14);
  }

  private static Optional<Left> neverPolled(Ending ending) {
    return unfinished(ending)
        .filter(running -> running.polls().isEmpty())
        .filter(running -> !running.since().has(Course::confirms))
        .flatMap(
            running ->
                Left.undone(
                    running.accepted(),
                    "an operation answered 202 is never polled",
                    "polls of last_operation until a final state",
                    "none"));
  }

  /** A platform's own limit cannot be seen; but what it then counts as failed, it cleans up. */
  private static Optional<Left> givenUp(
      String area, Ending ending, Predicate<Polled> kind, String answer) {
    return unfinished(ending)
        .filter(
            running ->
                (running.accepted().operation() instanceof OfBinding)
                    == area.equals("poll-binding"))
        .filter(running -> creates(running.accepted()))
        .flatMap(
            running ->
                running
                    .lastPoll()
                    .filter(last -> kind.test(new Polled(running.accepted(), last)))
                    .filter(last -> !running.since().has(Course::confirms))
                    .filter(last -> !atLimit(running, last)))
        .flatMap(
            last ->
                Left.undone(
                    last,
                    "the last poll was answered with "
                        + answer
                        + ", and the platform neither polls on nor cleans up",
                    "polls until a final state, or a deletion",
                    "no further request"));
  }

  private static boolean creates(Observation accepted) {
    var kind = accepted.operation().kind();
    return kind == OperationKind.PROVISION || kind == OperationKind.BIND;
  }

  private static boolean atLimit(Running running, Observation last) {
    return limit(last)
        .filter(
            limit ->
                Sent.elapsed(running.accepted(), last)
                        .multipliedBy(10)
                        .dividedBy(9)
                        .compareTo(limit)
                    >= 0)
        .isPresent();
  }
}
