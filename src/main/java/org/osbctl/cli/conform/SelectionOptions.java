package org.osbctl.cli.conform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osbctl.cli.io.Arguments;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Names;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.io.Surroundings;
import org.osbctl.cli.session.Catalogs;
import org.osbctl.conform.Planner;
import org.osbctl.conform.RunOptions;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.ServiceOffering;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Which plans a conformance run works on, and with which parameters. */
final class SelectionOptions {
  @Option(
      names = {"-s", "--service"},
      paramLabel = "SERVICE",
      description = "Take this service offering only; may be repeated.")
  private List<String> services = new ArrayList<>();

  @Option(
      names = {"-p", "--plan"},
      paramLabel = "PLAN",
      description = "Take this plan: a name, an id or SERVICE/PLAN; may be repeated.")
  private List<String> plans = new ArrayList<>();

  @Option(
      names = "--all-plans",
      description = "Take every plan. Default: one of each offering, free ones first.")
  private boolean allPlans;

  @Option(
      names = "--params",
      paramLabel = "PLAN=JSON|@FILE",
      description = "Parameters to provision a plan with; may be repeated.")
  private List<String> parameters = new ArrayList<>();

  List<String> services() {
    return services;
  }

  List<String> plans() {
    return plans;
  }

  boolean allPlans() {
    return allPlans;
  }

  /** The parameters by plan; ends the command when they cannot be read. */
  Map<String, JsonNode> parameters(Surroundings surroundings) {
    var result = new LinkedHashMap<String, JsonNode>();
    for (var each : parameters) {
      int equals = each.indexOf('=');
      if (equals < 1) {
        throw new Problem(
                "bad-params",
                "'" + each + "' names no plan.",
                "",
                "write it like --params small=@small.json")
            .exit(ExitCode.USAGE);
      }
      result.put(
          each.substring(0, equals),
          Arguments.object("--params", each.substring(equals + 1), surroundings));
    }
    return result;
  }

  /** Ends the command when the catalog lacks something that was named. */
  void check(Catalog catalog, RunOptions options) {
    var unknown = Planner.unknown(catalog, options);
    if (unknown.isEmpty()) {
      return;
    }
    var wanted = unknown.getFirst();
    var offerings = catalog.offerings();
    throw services.contains(wanted)
        ? Catalogs.unknown(
            "service offering", wanted, offerings.stream().map(ServiceOffering::name).toList())
        : Catalogs.unknown("service plan", wanted, planNames(wanted, offerings));
  }

  private static List<String> planNames(String wanted, List<ServiceOffering> offerings) {
    return offerings.stream()
        .flatMap(offering -> offering.plans().stream())
        .map(
            plan -> wanted.contains("/") ? plan.offering().name() + "/" + plan.name() : plan.name())
        .distinct()
        .toList();
  }

  /** The options that leave out everything with costs, if that leaves anything. */
  Optional<String> withoutCosts(Catalog catalog) {
    if (!plans.isEmpty() || !services.isEmpty() || allPlans) {
      return Optional.empty();
    }
    var free =
        catalog.offerings().stream()
            .filter(offering -> offering.plans().stream().anyMatch(plan -> plan.free()))
            .map(offering -> "-s " + Names.word(offering.name()))
            .toList();
    return free.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", free));
  }
}
