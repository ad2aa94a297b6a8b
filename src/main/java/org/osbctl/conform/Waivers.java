package org.osbctl.conform;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osbctl.rules.Ruling;

/** The violations that are accepted for a while, and what becomes of a result under them. */
public record Waivers(List<Waiver> all) {
  /** None. */
  public static final Waivers NONE = new Waivers(List.of());

  public Waivers {
    all = List.copyOf(all);
  }

  /**
   * A result under waivers.
   *
   * @param result what was found; what is waived has the verdict WAIVED
   * @param stale waivers that should go, in words: those that have expired, and those whose
   *     requirement is met wherever they speak of
   */
  public record Waived(RunResult result, List<String> stale) {}

  /**
   * Waives what is covered in every lane that violates it.
   *
   * @param today the day on which waivers have to hold
   * @param whole whether the run is not one of several that share the work: then what it saw to be
   *     met is met
   */
  public Waived apply(RunResult result, LocalDate today, boolean whole) {
    var lanes = violatingLanes(result);
    var seenLanes = new LinkedHashSet<String>();
    result.exchanges().forEach(each -> seenLanes.add(each.lane()));
    var results = new ArrayList<RequirementResult>();
    for (var each : result.requirements()) {
      results.add(waived(each, lanes.getOrDefault(each.requirement().id(), Set.of()), today));
    }
    var stale = new ArrayList<String>();
    for (var waiver : all) {
      var violating = lanes.getOrDefault(waiver.requirement(), Set.of());
      if (!waiver.holds(today)) {
        stale.add(name(waiver) + " expired on " + waiver.expires());
      } else if (whole
          && isExercised(result, waiver, seenLanes)
          && violating.stream().noneMatch(waiver::covers)) {
        stale.add(name(waiver) + " is no longer needed: nothing violates it any more");
      }
    }
    return new Waived(result.withRequirements(results), List.copyOf(stale));
  }

  private static String name(Waiver waiver) {
    return "the waiver of " + waiver.requirement() + " in line " + waiver.line();
  }

  private static boolean isExercised(RunResult result, Waiver waiver, Set<String> seenLanes) {
    return seenLanes.stream().anyMatch(waiver::covers)
        && result.requirements().stream()
            .anyMatch(
                each -> each.requirement().id().equals(waiver.requirement()) && each.seen() > 0);
  }

  /** For each requirement the lanes in which it was violated. */
  private static Map<String, Set<String>> violatingLanes(RunResult result) {
    var lanes = new HashMap<String, Set<String>>();
    for (var heard : result.exchanges()) {
      for (Ruling each : heard.violations()) {
        lanes.computeIfAbsent(each.requirement(), id -> new LinkedHashSet<>()).add(heard.lane());
      }
    }
    return lanes;
  }

  private RequirementResult waived(RequirementResult result, Set<String> lanes, LocalDate today) {
    if (result.verdict() != Verdict.FAILED && result.verdict() != Verdict.WARNED) {
      return result;
    }
    var words = new LinkedHashSet<String>();
    for (var lane : lanes) {
      var waiver =
          all.stream()
              .filter(each -> each.requirement().equals(result.requirement().id()))
              .filter(each -> each.holds(today) && each.covers(lane))
              .findFirst();
      if (waiver.isEmpty()) {
        return result;
      }
      words.add(waiver.get().words());
    }
    return words.isEmpty()
        ? result
        : new RequirementResult(
            result.requirement(),
            result.level(),
            Verdict.WAIVED,
            result.seen(),
            String.join("; ", words),
            result.findings(),
            result.notes());
  }
}
