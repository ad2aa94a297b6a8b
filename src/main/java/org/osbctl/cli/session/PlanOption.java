package org.osbctl.cli.session;

import org.jspecify.annotations.Nullable;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.ServicePlan;
import picocli.CommandLine.Option;

/** Which service plan is meant. */
public final class PlanOption {
  @Option(
      names = {"-s", "--service"},
      paramLabel = "SERVICE",
      required = true,
      description = "Service offering, by name or id.")
  private String service = "";

  @Option(
      names = {"-p", "--plan"},
      paramLabel = "PLAN",
      description = "Service plan, by name or id; may be left out when there is only one.")
  private @Nullable String plan;

  /** The plan in a catalog; ends the command when it has none of that name. */
  public ServicePlan in(Catalog catalog) {
    return Catalogs.plan(Catalogs.offering(catalog, service), plan);
  }
}
