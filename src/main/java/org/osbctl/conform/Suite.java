package org.osbctl.conform;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Requirement;
import org.osbctl.spec.Requirements;

/** All scenarios, in the order in which a lane goes through them. */
final class Suite {
  /** Areas that any exchange may be about. */
  private static final List<String> GENERAL =
      List.of(
          "api.*",
          "async.*",
          "concurrency.*",
          "content-type.*",
          "errors.*",
          "extension.*",
          "request-identity.*",
          "sync.*",
          "url.*",
          "version.newer-fields-ignored");

  private Suite() {}

  /** The scenarios that belong to no plan and create nothing. */
  static List<Scenario> ofBroker(ApiVersion version, Selection selection) {
    var wanted = wanted(version, selection);
    return BrokerScenarios.all().stream().filter(each -> serves(each, wanted)).toList();
  }

  /**
   * The scenarios of a lane that can contribute something, with those that the others need; none
   * when nothing can contribute.
   */
  static List<Scenario> of(LanePlan lane, ApiVersion version, Selection selection) {
    var all = new ArrayList<Scenario>();
    all.addAll(ProvisionScenarios.of(lane, version));
    all.addAll(DeprovisionScenarios.during(lane));
    all.addAll(FetchScenarios.of(lane, version));
    all.addAll(PollScenarios.of(lane));
    all.addAll(UpdateScenarios.of(lane, version));
    all.addAll(BindScenarios.of(lane, version));
    all.addAll(UpdateScenarios.ofPlan(lane));
    all.addAll(UnbindScenarios.of(lane, version));
    all.addAll(DeprovisionScenarios.of(lane));
    var wanted = wanted(version, selection);
    var kept =
        all.stream()
            .filter(each -> each.part() == Scenario.Part.FRAME || serves(each, wanted))
            .toList();
    return kept.stream().anyMatch(each -> serves(each, wanted)) ? kept : List.of();
  }

  /** The names of the scenarios that send something for a requirement in particular. */
  static List<String> names(Stream<Scenario> scenarios, String requirement) {
    return scenarios.filter(each -> each.aimsAt(requirement)).map(Scenario::name).toList();
  }

  /** Whether any exchange may be about a requirement. */
  static boolean isGeneral(String requirement) {
    return GENERAL.stream().anyMatch(pattern -> Selection.matches(pattern, requirement));
  }

  private static List<String> wanted(ApiVersion version, Selection selection) {
    return Requirements.bundled().all().stream()
        .filter(Requirement::bindsBroker)
        .filter(each -> each.level(version).isPresent() && each.seen() != Requirement.Seen.NO)
        .filter(each -> selection.takes(each, version))
        .map(Requirement::id)
        .toList();
  }

  private static boolean serves(Scenario scenario, List<String> wanted) {
    return wanted.stream().anyMatch(id -> isGeneral(id) || scenario.bears(id));
  }
}
