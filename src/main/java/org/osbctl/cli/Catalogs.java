package org.osbctl.cli;

import java.util.List;
import org.osbctl.client.BrokerClient;
import org.osbctl.operation.Operation.GetCatalog;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.ServiceOffering;
import org.osbctl.spec.ServicePlan;

/** Fetches catalogs and finds plans in them by what people call them. */
final class Catalogs {
  private Catalogs() {}

  /** The broker's catalog; ends the command when there is none. */
  static Catalog fetch(BrokerClient client, BrokerProblems problems) {
    var exchange = client.send(new GetCatalog());
    if (exchange.status() != 200) {
      throw problems.of("The catalog cannot be fetched", exchange);
    }
    var body = exchange.response().orElseThrow().body().json();
    if (!body.path("services").isArray()) {
      throw BrokerProblems.noCatalog(exchange);
    }
    return new Catalog(body);
  }

  /** The offering with a name or id; ends the command when there is none. */
  static ServiceOffering offering(Catalog catalog, String wanted) {
    return catalog.offerings().stream()
        .filter(o -> o.name().equals(wanted) || o.id().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                unknown(
                    "service offering",
                    wanted,
                    catalog.offerings().stream().map(ServiceOffering::name).toList()));
  }

  /**
   * The plan with a name or id.
   *
   * @param wanted null for the only plan of the offering
   */
  static ServicePlan plan(
      ServiceOffering offering, @org.jspecify.annotations.Nullable String wanted) {
    var names = offering.plans().stream().map(ServicePlan::name).toList();
    if (wanted == null) {
      if (offering.plans().size() == 1) {
        return offering.plans().getFirst();
      }
      throw new Problem(
              "no-plan",
              "The service offering \"" + offering.name() + "\" has several plans.",
              "",
              "choose one with -p: " + String.join(", ", names))
          .exit(ExitCode.USAGE);
    }
    return offering.plans().stream()
        .filter(p -> p.name().equals(wanted) || p.id().equals(wanted))
        .findFirst()
        .orElseThrow(() -> unknown("service plan", wanted, names));
  }

  static ProblemException unknown(String what, String wanted, List<String> names) {
    var code = "unknown-" + what.replace(' ', '-');
    return new Problem(
            code, "There is no " + what + " \"" + wanted + "\".", "", Names.hint(wanted, names))
        .exit(ExitCode.USAGE);
  }
}
