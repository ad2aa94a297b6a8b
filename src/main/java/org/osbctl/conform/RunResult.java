package org.osbctl.conform;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.osbctl.spec.ApiVersion;

/**
 * The outcome of a conformance run.
 *
 * @param target the base URL of the broker
 * @param version the version it was judged by
 * @param startedAt when the run began
 * @param duration how long it took
 * @param requests how many requests were sent
 * @param instancesCreated how many service instances were created
 * @param bindingsCreated how many service bindings were created
 * @param leftBehind what could not be deleted, in words
 * @param blockers what the broker failed although it should be able to serve it, in words
 * @param interrupted whether the run was ended before its time
 * @param judgeable how many requirements have a rule
 * @param requirements one result for each requirement of the version that binds brokers
 * @param exchanges all that was sent, in the order in which the judge heard of it
 */
public record RunResult(
    URI target,
    ApiVersion version,
    Instant startedAt,
    Duration duration,
    int requests,
    int instancesCreated,
    int bindingsCreated,
    List<String> leftBehind,
    List<String> blockers,
    boolean interrupted,
    int judgeable,
    List<RequirementResult> requirements,
    List<Heard> exchanges) {
  public RunResult {
    leftBehind = List.copyOf(leftBehind);
    blockers = List.copyOf(blockers);
    requirements = List.copyOf(requirements);
    exchanges = List.copyOf(exchanges);
  }

  /** This result with other verdicts. */
  RunResult withRequirements(List<RequirementResult> others) {
    return new RunResult(
        target,
        version,
        startedAt,
        duration,
        requests,
        instancesCreated,
        bindingsCreated,
        leftBehind,
        blockers,
        interrupted,
        judgeable,
        others,
        exchanges);
  }

  /** How many requirements got a verdict. */
  public int count(Verdict verdict) {
    return (int) requirements.stream().filter(r -> r.verdict() == verdict).count();
  }

  /** How many requirements were the subject of at least one exchange. */
  public int exercised() {
    return (int) requirements.stream().filter(r -> r.seen() > 0).count();
  }

  /** Whether a pipeline should stop; {@code strict} counts warnings too. */
  public boolean isRed(boolean strict) {
    return count(Verdict.FAILED) > 0
        || count(Verdict.BLOCKED) > 0
        || !blockers.isEmpty()
        || (strict && count(Verdict.WARNED) > 0);
  }
}
