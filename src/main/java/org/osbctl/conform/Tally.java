package org.osbctl.conform;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osbctl.lifecycle.Lifecycle;
import org.osbctl.rules.Judgement;
import org.osbctl.rules.Observation;
import org.osbctl.rules.Rule;
import org.osbctl.rules.Ruling;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Level;
import org.osbctl.spec.Requirement;
import org.osbctl.spec.Requirements;

/** Counts rulings and makes verdicts of them. Safe for use by several threads. */
final class Tally {
  private final Requirements requirements;
  private final ApiVersion version;
  private final Set<String> judgeable = new HashSet<>();
  private final Map<String, Count> counts = new HashMap<>();
  private final Map<String, String> blockedAreas = new LinkedHashMap<>();
  private final List<String> blockers = new ArrayList<>();
  private int requests;

  Tally(Requirements requirements, ApiVersion version, List<Rule> rules) {
    this.requirements = requirements;
    this.version = version;
    judgeable.addAll(Lifecycle.requirements());
    rules.forEach(rule -> judgeable.addAll(rule.requirements()));
  }

  /** What was said about one requirement so far. */
  private static final class Count {
    private final Set<Observation> seen = new HashSet<>();
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private @Nullable String silence;

    void add(Ruling ruling) {
      switch (ruling.judgement()) {
        case Judgement.NotApplicable no -> silence = silence == null ? no.why() : silence;
        case Judgement.Met met -> {
          seen.add(ruling.about());
          if (met.note() != null) {
            notes.add(met.note());
          }
        }
        case Judgement.Violated violated -> {
          if (seen.add(ruling.about()) || findings.isEmpty()) {
            var kind = ruling.about().operation().kind().words() + ": " + violated.because();
            findings.merge(
                kind,
                new Finding(violated, ruling.about(), 1),
                (old, fresh) -> new Finding(old.violation(), old.seen(), old.times() + 1));
          }
        }
      }
    }
  }

  synchronized void add(List<Ruling> rulings) {
    requests++;
    for (var ruling : rulings) {
      counts.computeIfAbsent(ruling.requirement(), id -> new Count()).add(ruling);
    }
  }

  synchronized void blocked(String what, String why, List<String> areas) {
    blockers.add(what + ": " + why);
    areas.forEach(area -> blockedAreas.putIfAbsent(area, what + ": " + why));
  }

  synchronized RunResult result(
      URI target, Instant start, Duration duration, List<String> left, Run run) {
    var results = new ArrayList<RequirementResult>();
    for (var requirement : requirements.all()) {
      var level = requirement.level(version);
      if (requirement.bindsBroker() && level.isPresent()) {
        results.add(result(requirement, level.get()));
      }
    }
    var judged =
        (int) results.stream().filter(r -> judgeable.contains(r.requirement().id())).count();
    return new RunResult(
        target,
        version,
        start,
        duration,
        requests,
        run.instancesCreated(),
        run.bindingsCreated(),
        left,
        blockers,
        run.isCancelled(),
        judged,
        results);
  }

  private RequirementResult result(Requirement requirement, Level level) {
    var count = counts.getOrDefault(requirement.id(), new Count());
    var findings = List.copyOf(count.findings.values());
    if (!findings.isEmpty()) {
      var verdict =
          level.isMust() ? Verdict.FAILED : level.isShould() ? Verdict.WARNED : Verdict.INFO;
      return new RequirementResult(
          requirement, level, verdict, count.seen.size(), "", findings, List.copyOf(count.notes));
    }
    if (!count.seen.isEmpty()) {
      return new RequirementResult(
          requirement,
          level,
          Verdict.PASSED,
          count.seen.size(),
          "",
          List.of(),
          List.copyOf(count.notes));
    }
    var blocker = blocker(requirement);
    return blocker != null
        ? new RequirementResult(
            requirement, level, Verdict.BLOCKED, 0, blocker, List.of(), List.of())
        : new RequirementResult(
            requirement,
            level,
            Verdict.SKIPPED,
            0,
            silence(requirement, count),
            List.of(),
            List.of());
  }

  private @Nullable String blocker(Requirement requirement) {
    var id = requirement.id();
    return judgeable.contains(id) && requirement.seen() == Requirement.Seen.CREATED
        ? blockedAreas.get(id.substring(0, id.indexOf('.')))
        : null;
  }

  private String silence(Requirement requirement, Count count) {
    if (requirement.unseen() != null) {
      return requirement.unseen();
    }
    if (!judgeable.contains(requirement.id())) {
      return "no rule judges it yet";
    }
    return count.silence == null ? "nothing in this run was about it" : count.silence;
  }
}
