package org.osbctl.cli.broker;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.inventory.Inventories;
import org.osbctl.cli.inventory.Remembered;
import org.osbctl.cli.io.Names;
import org.osbctl.cli.params.ParameterOptions;
import org.osbctl.cli.session.Catalogs;
import org.osbctl.cli.session.PlanOption;
import org.osbctl.cli.session.Session;
import org.osbctl.inventory.InstanceEntry;
import org.osbctl.inventory.InstanceEntry.LastOperation;
import org.osbctl.lifecycle.ResourceState;
import org.osbctl.operation.Operation.Provision;
import org.osbctl.operation.Requests;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Json;
import org.osbctl.spec.ServicePlan;
import org.osbctl.spec.ServicePlan.SchemaOf;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
    name = "provision",
    description = "Provision a service instance and wait until it is there.",
    footer = {
      "",
      "Examples:",
      "  osbctl provision -s my-service -p small -i db1 -c '{\"size\":3}'",
      "  osbctl provision -s my-service -p small --profile cloudfoundry --org o --space s --user u"
          + " --dry-run"
    })
final class ProvisionCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private PlanOption plan;

  @Option(
      names = {"-i", "--instance"},
      paramLabel = "NAME",
      description =
          "Name to give the service instance (SB_INSTANCE). Default: made from service and plan.")
  private @Nullable String name;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "Id of the service instance. Default: a new UUID.")
  private @Nullable String id;

  @Mixin private ParameterOptions parameters;
  @Mixin private WaitOptions wait;
  @Mixin private DryRunOption dryRun;

  ProvisionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var catalog = Catalogs.fetch(session);
    var chosen = plan.in(catalog);
    var plain = request(chosen);
    var entry = entry(chosen, plain.instanceId());
    var request = session.platform().provision(plain, chosen, entry.name());
    if (dryRun.isOn()) {
      return dryRun.print(session, request);
    }
    // A mistake in them must not leave an entry.
    var limits = wait.limits(session).atMost(chosen.maximumPollingDuration());
    remember(entry, request, chosen);
    var client =
        session.judgedClient(catalog, judge -> judge.assume(entry.id(), ResourceState.never()));
    var undo =
        Requests.deprovision(entry.id(), entry.serviceId(), entry.planId()).acceptingIncomplete();
    var result =
        new Undertaking(session, client)
            .carryOut(
                new Undertaking.Plan(
                    "Provisioning",
                    new Remembered(entry),
                    request,
                    session.platform().shape(undo, entry, catalog),
                    key -> change(entry, old -> old.withLast(old.last().keyed(key)))),
                wait,
                limits,
                fate(entry));
    if (result.end() == Undertaking.End.DONE) {
      change(entry, old -> old.withLast(old.last().ended()));
    }
    return InstanceView.of(session, entry, result).print();
  }

  private Provision request(ServicePlan chosen) {
    var instanceId = id == null ? UUID.randomUUID().toString() : id;
    var context = parameters.context(session);
    var request =
        Requests.provision(instanceId, chosen)
            .acceptingIncomplete()
            .with("maintenance_info", maintenance(chosen));
    // Told twice, in the old place and in the new one: not in two ways.
    for (var member : List.of("organization_guid", "space_guid")) {
      request =
          context.path(member).isString() ? request.with(member, context.path(member)) : request;
    }
    return request
        .with("context", context)
        .with("parameters", parameters.parameters(session, chosen, SchemaOf.PROVISION));
  }

  /** What the catalog was fetched with, so that a broker notices when that is out of date. */
  private JsonNode maintenance(ServicePlan chosen) {
    return session.version().atLeast(ApiVersion.V2_15) && chosen.maintenanceVersion().isPresent()
        ? Json.object().put("version", chosen.maintenanceVersion().get())
        : Json.missing();
  }

  private InstanceEntry entry(ServicePlan chosen, String instanceId) {
    var given = name;
    var named =
        given == null
            ? Names.made(
                chosen.offering().name(),
                chosen.name(),
                instanceId.substring(0, Math.min(4, instanceId.length())))
            : given;
    return new InstanceEntry(
        session.brokerKey(),
        named,
        instanceId,
        chosen.offering().id(),
        chosen.offering().name(),
        chosen.id(),
        chosen.name(),
        LastOperation.begin("provision", chosen.id()),
        List.of());
  }

  private void remember(InstanceEntry entry, Provision request, ServicePlan chosen) {
    var made = Provenance.of(session, request, chosen, entry.id());
    Inventories.with(
        session,
        inventory -> {
          if (!inventory.add(entry, made)) {
            throw Inventories.taken(inventory.find(entry.url(), entry.name()).isPresent(), entry);
          }
        });
  }

  private void change(InstanceEntry entry, UnaryOperator<InstanceEntry> edit) {
    Inventories.with(session, inventory -> inventory.update(entry.url(), entry.name(), edit));
  }

  private Undertaking.Fate fate(InstanceEntry entry) {
    return new Undertaking.Fate() {
      @Override
      public void nothingThere() {
        Inventories.with(session, inventory -> inventory.remove(entry.url(), entry.name()));
      }

      @Override
      public void unchanged() {
        nothingThere();
      }

      @Override
      public void unclear() {
        session
            .output()
            .warn(
                "\""
                    + entry.name()
                    + "\" may be there; remove it with: "
                    + new Remembered(entry).command("deprovision"));
      }
    };
  }
}
