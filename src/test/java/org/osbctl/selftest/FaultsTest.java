package org.osbctl.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osbctl.lifecycle.Lifecycle;
import org.osbctl.mock.fault.Fault;
import org.osbctl.mock.fault.Faults;
import org.osbctl.rules.RuleBook;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Requirements;

/** Every fault of the mock is reported by the requirements it names and by no others. */
class FaultsTest {
  private static final List<Fault> FAULTS = Faults.bundled().faults();
  private static final Trials<String> TRIALS =
      Trials.of(names(), name -> Trial.of(Faults.bundled().get(name)));

  private static List<String> names() {
    return FAULTS.stream().map(Fault::name).toList();
  }

  static Stream<String> faults() {
    return names().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void is_caught_by_the_rules_it_names_and_by_no_others(String name) throws InterruptedException {
    var fault = Faults.bundled().get(name);
    var outcome = TRIALS.outcome(name);
    var missing = new TreeSet<>(fault.violates());
    missing.removeAll(outcome.violations().keySet());
    missing.removeAll(Unreached.BY_SCENARIOS.keySet());
    assertEquals(Set.of(), missing, name + " is not caught");
    var extra = new TreeMap<>(outcome.violations());
    extra.keySet().removeAll(fault.violates());
    extra.keySet().removeAll(fault.also());
    assertEquals(new TreeMap<>(), extra, name + " is blamed for something else");
    assertEquals(List.of(), outcome.leftBehind(), name + " makes a run leave something behind");
    assertTrue(!fault.blocks() || outcome.isBlocked(), name + " blocks nothing");
    assertTrue(
        outcome.turns().get(name) > 0
            || Unreached.BY_SCENARIOS.keySet().containsAll(fault.violates()),
        name + " never had its turn");
  }

  @Test
  void what_is_said_not_to_be_reached_is_not() throws InterruptedException {
    var reached = new TreeMap<String, String>();
    for (var each : TRIALS.outcomes().entrySet()) {
      for (var id : each.getValue().violations().keySet()) {
        if (Unreached.BY_SCENARIOS.containsKey(id) || Unreached.BY_ITS_NATURE.containsKey(id)) {
          reached.putIfAbsent(id, each.getKey());
        }
      }
    }
    assertEquals(new TreeMap<>(), reached, "to be taken off the list");
  }

  @Test
  void every_requirement_with_a_rule_has_a_fault() {
    var without = judged();
    FAULTS.forEach(fault -> without.removeAll(fault.violates()));
    assertEquals(new TreeSet<>(Unreached.BY_ITS_NATURE.keySet()), without);
  }

  /** What has a rule and is more than a permission in some version. */
  private static Set<String> judged() {
    Set<String> ids = new TreeSet<>(Lifecycle.requirements());
    RuleBook.standard().forEach(rule -> ids.addAll(rule.requirements()));
    ids.removeIf(FaultsTest::isPermission);
    return ids;
  }

  private static boolean isPermission(String id) {
    var requirement = Requirements.bundled().get(id);
    return Stream.of(ApiVersion.values())
        .flatMap(version -> requirement.level(version).stream())
        .noneMatch(level -> level.isMust() || level.isShould());
  }

  @Test
  void there_are_at_least_two_hundred_faults_of_all_kinds() {
    assertTrue(FAULTS.size() >= 200);
    for (var kind : Fault.Kind.values()) {
      assertTrue(FAULTS.stream().filter(fault -> fault.kind() == kind).count() >= 10, kind.word());
    }
  }
}
