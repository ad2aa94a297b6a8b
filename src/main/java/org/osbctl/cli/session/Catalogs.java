package org.osbctl.cli.session;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Names;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.io.ProblemException;
import org.osbctl.http.Exchange;
import org.osbctl.operation.Operation.GetCatalog;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.ServiceOffering;
import org.osbctl.spec.ServicePlan;

/** Fetches catalogs and finds plans in them by what people call them. */
public final class Catalogs {
  private Catalogs() {}

  /** The broker's catalog; ends the command when there is none. */
  public static Catalog fetch(Session session) {
    return of(session, session.client().send(new GetCatalog()));
  }

  /** The catalog an exchange brought; ends the command when it did not. */
  public static Catalog of(Session session, Exchange exchange) {
    var body = session.problems().body("The catalog cannot be fetched", exchange);
    if (!body.path("services").isArray()) {
      throw BrokerProblems.unusable(exchange, "catalog", "the body has no array \"services\"");
    }
    var catalog = new Catalog(body);
    session.names().saw(catalog);
    return catalog;
  }

  /** The offering with a name or id; ends the command when there is none. */
  public static ServiceOffering offering(Catalog catalog, String wanted) {
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
  public static ServicePlan plan(ServiceOffering offering, @Nullable String wanted) {
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

  /** There is none of this name among those. */
  public static ProblemException unknown(String what, String wanted, List<String> names) {
    return unknown(what, wanted, "", Names.hint(wanted, names));
  }

  /** There is none of this name. */
  public static ProblemException unknown(String what, String wanted, String cause, String remedy) {
    var code = "unknown-" + what.replace(' ', '-');
    return new Problem(code, "There is no " + what + " \"" + wanted + "\".", cause, remedy)
        .exit(ExitCode.USAGE);
  }
}
