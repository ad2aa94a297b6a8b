package org.osbctl.conform;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.Json;
import org.osbctl.spec.ServiceOffering;
import org.osbctl.spec.ServicePlan;
import tools.jackson.databind.JsonNode;

/**
 * Chooses the plans a run works on: one of each offering, free ones first, unless told otherwise.
 */
public final class Planner {
  private Planner() {}

  /** What a run with these options will do on a broker with this catalog. */
  public static RunPlan plan(Catalog catalog, RunOptions options) {
    return plan(catalog, options, ApiVersion.LATEST);
  }

  /** What a run with these options will do, judging by a version. */
  public static RunPlan plan(Catalog catalog, RunOptions options, ApiVersion version) {
    if (options.quick()) {
      return new RunPlan(List.of());
    }
    var lanes = new ArrayList<LanePlan>();
    for (var offering : catalog.offerings()) {
      if (options.offerings().isEmpty() || names(offering, options.offerings())) {
        chosen(offering, options).stream()
            .map(plan -> lane(plan, options, version))
            .filter(lane -> !Suite.of(lane, version, options.selection()).isEmpty())
            .forEach(lanes::add);
      }
    }
    return new RunPlan(lanes);
  }

  /** Names of offerings or plans that the catalog does not have. */
  public static List<String> unknown(Catalog catalog, RunOptions options) {
    var unknown = new ArrayList<String>();
    for (var name : options.offerings()) {
      if (catalog.offerings().stream().noneMatch(o -> names(o, List.of(name)))) {
        unknown.add(name);
      }
    }
    for (var name : options.plans()) {
      if (catalog.offerings().stream()
          .flatMap(o -> o.plans().stream())
          .noneMatch(p -> names(p, name))) {
        unknown.add(name);
      }
    }
    return unknown;
  }

  private static List<ServicePlan> chosen(ServiceOffering offering, RunOptions options) {
    var plans = offering.plans().stream().filter(ServicePlan::isNameable).toList();
    if (!options.plans().isEmpty()) {
      return plans.stream()
          .filter(plan -> options.plans().stream().anyMatch(name -> names(plan, name)))
          .toList();
    }
    if (options.allPlans()) {
      return plans;
    }
    return plans.stream()
        .min(Comparator.comparingInt(plan -> plan.free() ? 0 : 1))
        .map(List::of)
        .orElse(List.of());
  }

  private static boolean names(ServiceOffering offering, List<String> names) {
    return names.contains(offering.name()) || names.contains(offering.id());
  }

  private static boolean names(ServicePlan plan, String name) {
    return name.equals(plan.name())
        || name.equals(plan.id())
        || name.equals(plan.offering().name() + "/" + plan.name());
  }

  private static LanePlan lane(ServicePlan plan, RunOptions options, ApiVersion version) {
    var parameters = PlanParameters.of(plan, given(plan, options), version, options.seed());
    var lane = new LanePlan(plan, other(plan), parameters, 0, 0);
    var scenarios = Suite.of(lane, version, options.selection());
    return lane.creating(
        scenarios.stream().mapToInt(Scenario::instances).sum(),
        scenarios.stream().mapToInt(Scenario::bindings).sum());
  }

  private static Optional<ServicePlan> other(ServicePlan plan) {
    return plan.offering().plans().stream()
        .filter(each -> !each.id().equals(plan.id()))
        .findFirst();
  }

  private static JsonNode given(ServicePlan plan, RunOptions options) {
    return options.parameters().entrySet().stream()
        .filter(entry -> names(plan, entry.getKey()))
        .map(java.util.Map.Entry::getValue)
        .findFirst()
        .orElseGet(Json::missing);
  }
}
