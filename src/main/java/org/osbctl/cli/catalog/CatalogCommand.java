package org.osbctl.cli.catalog;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Output.Table;
import org.osbctl.cli.session.Catalogs;
import org.osbctl.cli.session.Session;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.Json;
import org.osbctl.spec.ServiceOffering;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import tools.jackson.databind.JsonNode;

/**
 * {@code osbctl catalog}: the service offerings and service plans of a broker. Declared without
 * annotations, as the command that is called most and should answer first.
 */
final class CatalogCommand implements Callable<Integer> {
  private final Session session;

  private @Nullable String service;

  private CatalogCommand(Session session) {
    this.session = session;
  }

  /** The command, ready to be a part of the tree. */
  static CommandSpec spec(Session session) {
    var command = new CatalogCommand(session);
    var spec = CommandSpec.wrapWithoutInspection(command).name("catalog");
    spec.usageMessage()
        .description("Show the service offerings and service plans of a broker.")
        .footer("", "Example: osbctl catalog -s my-service -o json");
    return spec.addOption(
        OptionSpec.builder("-s", "--service")
            .type(String.class)
            .paramLabel("SERVICE")
            .description("Only this service offering, by name or id.")
            .setter(command.serviceSetter())
            .build());
  }

  private ISetter serviceSetter() {
    return new ISetter() {
      @Override
      public <V> @Nullable V set(V value) {
        service = (String) value;
        return null;
      }
    };
  }

  @Override
  public Integer call() {
    var catalog = Catalogs.fetch(session);
    var chosen =
        service == null ? catalog.offerings() : List.of(Catalogs.offering(catalog, service));
    var table = Table.of("SERVICE", "PLAN", "FREE", "BINDABLE", "DESCRIPTION");
    for (var offering : chosen) {
      for (var plan : offering.plans()) {
        table.row(
            offering.name(),
            plan.name(),
            plan.free() ? "yes" : "no",
            plan.bindable() ? "yes" : "no",
            plan.description().isEmpty() ? offering.description() : plan.description());
      }
    }
    var names =
        chosen.stream()
            .flatMap(o -> o.plans().stream().map(p -> o.name() + "/" + p.name()))
            .toList();
    session.output().result(table, () -> document(catalog, chosen), names);
    if (names.isEmpty()) {
      session
          .output()
          .info("the catalog is empty: the broker offers nothing, or nothing to this user");
    }
    return ExitCode.DONE.code();
  }

  private JsonNode document(Catalog catalog, List<ServiceOffering> chosen) {
    if (service == null) {
      return session.redaction().json(catalog.json());
    }
    var document = Json.object();
    var services = document.putArray("services");
    chosen.forEach(offering -> services.add(session.redaction().json(offering.json())));
    return document;
  }
}
