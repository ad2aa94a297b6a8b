package org.osbctl.conform;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    var seen = new HashSet<String>();
    for (var each : result.requirements()) {
      if (whole && each.seen() > 0) {
        seen.add(each.requirement().id());
      }
    }
    return new Waived(result.withRequirements(results), stale(lanes, seenLanes, seen, today));
  }

  /**
   * The waivers that should go, in words.
   *
   * @param violating for each requirement the lanes that violate it
   * @param lanes all lanes of the run
   * @param seen the requirements of which the run saw all that there is to be seen
   */
  public List<String> stale(
      Map<String, Set<String>> violating, Set<String> lanes, Set<String> seen, LocalDate today) {
    var stale = new ArrayList<String>();
    for (var waiver : all) {
      if (!waiver.holds(today)) {
        stale.add(name(waiver) + " expired on " + waiver.expires());
      } else if (seen.contains(waiver.requirement())
          && lanes.stream().anyMatch(waiver::covers)
          && violating.getOrDefault(waiver.requirement(), Set.of()).stream()
              .noneMatch(waiver::covers)) {
        stale.add(name(waiver) + " is no longer needed: nothing violates it any more");
      }
    }
    return List.copyOf(stale);
  }

  private static String name(Waiver waiver) {
    return "the waiver of " + waiver.requirement() + " in line " + waiver.line();
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
    return words(result.requirement().id(), lanes, today)
        .map(
            words ->
                new RequirementResult(
                    result.requirement(),
                    result.level(),
                    Verdict.WAIVED,
                    result.seen(),
                    words,
                    result.findings(),
                    result.notes()))
        .orElse(result);
  }

  /** Who accepts the violations of a requirement and why; empty unless all lanes are covered. */
  public Optional<String> words(String requirement, Set<String> lanes, LocalDate today) {
    var words = new LinkedHashSet<String>();
    for (var lane : lanes) {
      var waiver =
          all.stream()
              .filter(each -> each.requirement().equals(requirement))
              .filter(each -> each.holds(today) && each.covers(lane))
              .findFirst();
      if (waiver.isEmpty()) {
        return Optional.empty();
      }
      words.add(waiver.get().words());
    }
    return words.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", words));
  }
}
