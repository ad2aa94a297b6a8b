package org.osbctl.cli.broker;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.inventory.Assumptions;
import org.osbctl.cli.inventory.InstanceOption;
import org.osbctl.cli.inventory.Inventories;
import org.osbctl.cli.inventory.Remembered;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.params.ParameterOptions;
import org.osbctl.cli.session.Catalogs;
import org.osbctl.cli.session.Session;
import org.osbctl.inventory.InstanceEntry;
import org.osbctl.inventory.InstanceEntry.LastOperation;
import org.osbctl.inventory.InstanceEntry.LastOperation.State;
import org.osbctl.operation.Operation.Update;
import org.osbctl.operation.Requests;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Json;
import org.osbctl.spec.ServicePlan;
import org.osbctl.spec.ServicePlan.SchemaOf;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.StringNode;

@Command(
    name = "update",
    description =
        "Update a service instance: its plan, its parameters, its maintenance, its context.",
    footer = {"", "Example: osbctl update -i db1 -p large"})
final class UpdateCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private InstanceOption instance;

  @Option(
      names = {"-p", "--plan"},
      paramLabel = "PLAN",
      description = "The plan to move to, by name or id.")
  private @Nullable String plan;

  @Option(
      names = "--maintenance",
      paramLabel = "VERSION",
      description = "Maintenance to carry out: a version, or latest for the catalog's; since 2.15.")
  private @Nullable String maintenance;

  @Mixin private ParameterOptions parameters;
  @Mixin private WaitOptions wait;
  @Mixin private DryRunOption dryRun;

  UpdateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var entry = instance.entry(session);
    var catalog = Catalogs.fetch(session);
    var offering = Catalogs.offering(catalog, entry.serviceId());
    var current = Catalogs.plan(offering, entry.planId());
    var wanted = plan == null ? current : Catalogs.plan(offering, plan);
    var request =
        session.platform().shape(request(entry, current, wanted), entry, catalog, wanted.id());
    if (dryRun.isOn()) {
      return dryRun.print(session, request);
    }
    var change =
        new LastOperation(
            "update", null, entry.planId(), wanted.id(), wanted.name(), State.UNDER_WAY);
    var limits = wait.limits(session).atMost(current.maximumPollingDuration());
    remember(entry, change);
    var result =
        new Undertaking(session, session.judgedClient(catalog, Assumptions.of(entry)))
            .carryOut(
                new Undertaking.Plan(
                    "Updating",
                    new Remembered(entry),
                    request,
                    null,
                    key -> remember(entry, change.keyed(key))),
                wait,
                limits,
                new Kept(session, entry, "update"));
    var now =
        result.end() == Undertaking.End.DONE ? entry.withPlan(wanted.id(), wanted.name()) : entry;
    if (result.end() == Undertaking.End.DONE) {
      Inventories.with(
          session,
          inventory ->
              inventory.update(
                  entry.url(),
                  entry.name(),
                  old -> old.withPlan(wanted.id(), wanted.name()).withLast(old.last().ended())));
    }
    return InstanceView.of(session, now, result).print();
  }

  private Update request(InstanceEntry entry, ServicePlan current, ServicePlan wanted) {
    var request = Requests.update(entry.id(), entry.serviceId()).acceptingIncomplete();
    var given = parameters.parameters(session, wanted, SchemaOf.UPDATE);
    var context = parameters.context(session);
    if (plan == null && given.isMissingNode() && maintenance == null && context.isMissingNode()) {
      throw new Problem(
              "nothing-to-update",
              "Nothing to update is named.",
              "",
              "give -p, -c, --maintenance or --context-json")
          .exit(ExitCode.USAGE);
    }
    if (plan != null) {
      request = request.with("plan_id", StringNode.valueOf(wanted.id()));
    }
    var previous =
        Json.object().put("service_id", entry.serviceId()).put("plan_id", entry.planId());
    if (session.version().atLeast(ApiVersion.V2_15) && current.maintenanceVersion().isPresent()) {
      previous.putObject("maintenance_info").put("version", current.maintenanceVersion().get());
    }
    if (maintenance != null) {
      request =
          request.with(
              "maintenance_info", Json.object().put("version", version(wanted, maintenance)));
    }
    return request
        .with("parameters", given)
        .with("context", context)
        .with("previous_values", previous);
  }

  private static String version(ServicePlan wanted, String given) {
    if (!given.equals("latest")) {
      return given;
    }
    return wanted
        .maintenanceVersion()
        .orElseThrow(
            () ->
                new Problem(
                        "no-maintenance",
                        "The plan \"" + wanted.name() + "\" has no maintenance info.",
                        "",
                        "")
                    .exit(ExitCode.USAGE));
  }

  private void remember(InstanceEntry entry, LastOperation last) {
    Inventories.with(
        session,
        inventory -> inventory.update(entry.url(), entry.name(), old -> old.withLast(last)));
  }
}
