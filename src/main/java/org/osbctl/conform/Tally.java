package org.osbctl.conform;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osbctl.lifecycle.Lifecycle;
import org.osbctl.rules.Judgement;
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
  private final Map<Integer, Block> blocks = new TreeMap<>();
  private final Set<String> failed = new HashSet<>();
  private Selection selection = Selection.ALL;
  private final List<Heard> heard = new ArrayList<>();

  Tally(Requirements requirements, ApiVersion version, List<Rule> rules) {
    this.requirements = requirements;
    this.version = version;
    judgeable.addAll(judgeable(rules));
  }

  /** The ids of all requirements that some rule judges. */
  static Set<String> judgeable(List<Rule> rules) {
    var all = new HashSet<>(Lifecycle.requirements());
    rules.forEach(rule -> all.addAll(rule.requirements()));
    return all;
  }

  /** A scenario that could not be driven to its end. */
  private record Block(Scenario scenario, String what, String why, boolean repeated) {}

  /** What was said about one requirement so far. */
  private static final class Count {
    /** The places of the exchanges it was seen in. */
    private final Set<Integer> seen = new HashSet<>();

    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private @Nullable String silence;

    void add(Ruling ruling) {
      switch (ruling.judgement()) {
        case Judgement.NotApplicable no -> silence = silence == null ? no.why() : silence;
        case Judgement.Met met -> {
          seen.add(ruling.about().number());
          if (met.note() != null) {
            notes.add(met.note());
          }
        }
        case Judgement.Violated violated -> {
          if (seen.add(ruling.about().number()) || findings.isEmpty()) {
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

  /** Narrows down what is judged and reported. */
  synchronized void select(Selection wanted) {
    selection = wanted;
    failed.removeIf(id -> !selection.takes(requirements.get(id), version));
  }

  /** Takes note of what was ruled; says whether a requirement that gates was violated. */
  synchronized boolean add(Heard exchange) {
    heard.add(exchange);
    var violated = false;
    for (var ruling : exchange.judged().rulings()) {
      counts.computeIfAbsent(ruling.requirement(), id -> new Count()).add(ruling);
      if (ruling.judgement() instanceof Judgement.Violated && fails(ruling.requirement())) {
        failed.add(ruling.requirement());
        violated = true;
      }
    }
    return violated;
  }

  private boolean fails(String id) {
    return requirements
        .find(id)
        .filter(each -> each.level(version).filter(Level::isMust).isPresent())
        .filter(each -> selection.takes(each, version))
        .isPresent();
  }

  /** How many requirements that gate were violated so far. */
  synchronized int failures() {
    return failed.size();
  }

  /**
   * Takes note of a scenario that could not go on.
   *
   * @param place where it stands in the run, for the order of reports
   * @param what the scenario and its lane in words
   */
  synchronized void blocked(int place, Scenario scenario, String what, Blocked why) {
    blocks.put(place, new Block(scenario, what, why.why(), why.isRepeated()));
  }

  synchronized RunResult result(
      URI target, Instant start, Duration duration, List<String> left, Run run) {
    var results = new ArrayList<RequirementResult>();
    for (var requirement : requirements.all()) {
      var level = requirement.level(version);
      if (requirement.bindsBroker() && level.isPresent() && selection.takes(requirement, version)) {
        results.add(result(requirement, level.get(), run));
      }
    }
    var judged =
        (int) results.stream().filter(r -> judgeable.contains(r.requirement().id())).count();
    return new RunResult(
        target,
        version,
        start,
        duration,
        heard.size(),
        run.instancesCreated(),
        run.bindingsCreated(),
        left,
        blocks.values().stream().filter(b -> !b.repeated()).map(Tally::words).toList(),
        run.isCancelled(),
        judged,
        results,
        heard.stream().sorted(Comparator.comparingInt(Heard::number)).toList());
  }

  private static String words(Block block) {
    return block.what() + ": " + block.why();
  }

  private RequirementResult result(Requirement requirement, Level level, Run run) {
    var count = counts.getOrDefault(requirement.id(), new Count());
    var findings = List.copyOf(count.findings.values());
    var notes = List.copyOf(count.notes);
    if (!findings.isEmpty()) {
      var verdict =
          level.isMust() ? Verdict.FAILED : level.isShould() ? Verdict.WARNED : Verdict.INFO;
      return new RequirementResult(
          requirement, level, verdict, count.seen.size(), "", findings, notes);
    }
    if (!count.seen.isEmpty()) {
      return new RequirementResult(
          requirement, level, Verdict.PASSED, count.seen.size(), "", List.of(), notes);
    }
    var blocker = blocker(requirement);
    return new RequirementResult(
        requirement,
        level,
        blocker == null ? Verdict.SKIPPED : Verdict.BLOCKED,
        0,
        blocker == null ? silence(requirement, count, run) : blocker,
        List.of(),
        List.of());
  }

  private @Nullable String blocker(Requirement requirement) {
    if (!judgeable.contains(requirement.id()) || requirement.seen() != Requirement.Seen.CREATED) {
      return null;
    }
    return blocks.values().stream()
        .filter(block -> block.scenario().bears(requirement.id()))
        .map(Tally::words)
        .findFirst()
        .orElse(null);
  }

  private String silence(Requirement requirement, Count count, Run run) {
    if (requirement.unseen() != null) {
      return requirement.unseen();
    }
    if (!judgeable.contains(requirement.id())) {
      return "no rule judges it yet";
    }
    if (run.isStopped()) {
      return "the run ended at the number of failures it was given";
    }
    return count.silence == null ? "nothing in this run was about it" : count.silence;
  }
}
