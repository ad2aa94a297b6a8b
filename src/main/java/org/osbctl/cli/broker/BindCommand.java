package org.osbctl.cli.broker;

import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.credentials.Credentials;
import org.osbctl.cli.inventory.Assumptions;
import org.osbctl.cli.inventory.CredentialStore;
import org.osbctl.cli.inventory.InstanceOption;
import org.osbctl.cli.inventory.Inventories;
import org.osbctl.cli.inventory.Remembered;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.params.ParameterOptions;
import org.osbctl.cli.session.Catalogs;
import org.osbctl.cli.session.Session;
import org.osbctl.client.BrokerClient;
import org.osbctl.inventory.InstanceEntry;
import org.osbctl.inventory.InstanceEntry.BindingEntry;
import org.osbctl.inventory.InstanceEntry.LastOperation;
import org.osbctl.operation.Operation.Bind;
import org.osbctl.operation.Operation.FetchBinding;
import org.osbctl.operation.Requests;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.Json;
import org.osbctl.spec.ServicePlan.SchemaOf;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

@Command(
    name = "bind",
    description = "Create a service binding of a service instance and wait until it is there.",
    footer = {"", "Example: osbctl bind -i db1 -b app1 --show"})
final class BindCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private InstanceOption instance;

  @Option(
      names = {"-b", "--binding"},
      paramLabel = "NAME",
      description =
          "Name to give the service binding (SB_BINDING). Default: made from the instance's name.")
  private @Nullable String name;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "Id of the service binding. Default: a new UUID.")
  private @Nullable String id;

  @Option(names = "--app-guid", paramLabel = "GUID", description = "The application to bind.")
  private @Nullable String appGuid;

  @Option(
      names = "--route",
      paramLabel = "URL",
      description = "The route to bind, of route services.")
  private @Nullable String route;

  @Option(
      names = "--rotate",
      paramLabel = "BINDING",
      description = "Make the successor of this service binding; since 2.17.")
  private @Nullable String rotate;

  @Option(
      names = "--save",
      description =
          "Keep the credentials in a file only you can read, until the binding is deleted; for"
              + " services whose bindings cannot be fetched.")
  private boolean save;

  @Option(names = "--show", description = "Print the credentials.")
  private boolean show;

  @Mixin private ParameterOptions parameters;
  @Mixin private WaitOptions wait;
  @Mixin private DryRunOption dryRun;

  BindCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var entry = instance.entry(session);
    var catalog = Catalogs.fetch(session);
    checkSave(entry, catalog);
    var request = session.platform().shape(request(entry, catalog), entry, catalog);
    if (dryRun.isOn()) {
      return dryRun.print(session, request);
    }
    var limits =
        wait.limits(session)
            .atMost(catalog.plan(entry.planId()).flatMap(p -> p.maximumPollingDuration()));
    var binding =
        new BindingEntry(
            bindingName(entry), request.bindingId(), LastOperation.begin("bind", entry.planId()));
    remember(entry, binding, request, catalog);
    var client = session.judgedClient(catalog, Assumptions.binding(entry, binding.id()));
    var undo = Requests.unbind(entry.id(), binding.id(), entry.serviceId(), entry.planId());
    var result =
        new Undertaking(session, client)
            .carryOut(
                new Undertaking.Plan(
                    "Binding",
                    new Remembered(entry, binding),
                    request,
                    session
                        .platform()
                        .shape(
                            session.asynchronousBindings() ? undo.acceptingIncomplete() : undo,
                            entry,
                            catalog),
                    key -> change(entry, with(binding, binding.last().keyed(key)))),
                wait,
                limits,
                fate(entry, binding));
    if (result.end() == Undertaking.End.DONE) {
      Inventories.with(
          session,
          inventory ->
              inventory.update(
                  entry.url(), entry.name(), old -> old.withBinding(ended(old, binding))));
    }
    var answer = result.first().response().map(r -> r.body().json()).orElseGet(Json::missing);
    var details =
        result.end() == Undertaking.End.DONE && result.first().status() == 202
            ? fetched(client, entry, binding, catalog)
            : answer;
    keep(entry, binding, details);
    return new BindingView(
            session,
            entry,
            binding,
            result.end() == Undertaking.End.DONE ? "succeeded" : "in progress",
            details,
            show)
        .print();
  }

  /** Credentials of sensitive services are shown once and kept nowhere. */
  private void checkSave(InstanceEntry entry, Catalog catalog) {
    if (save && catalog.offering(entry.serviceId()).map(Credentials::isSensitive).orElse(false)) {
      throw new Problem(
              "sensitive-service",
              "The credentials of \"" + entry.offering() + "\" are not to be kept.",
              "the catalog says the service is sensitive",
              "say --show instead, and use them at once")
          .exit(ExitCode.USAGE);
    }
  }

  private void keep(InstanceEntry entry, BindingEntry binding, JsonNode answer) {
    if (save && !answer.path("credentials").isMissingNode()) {
      var store = new CredentialStore(session);
      store.save(entry, binding, answer.path("credentials"));
      session.output().info("credentials are kept in " + store.file(entry, binding));
    }
  }

  private Bind request(InstanceEntry entry, Catalog catalog) {
    var bindingId = id == null ? UUID.randomUUID().toString() : id;
    var request = Requests.bind(entry.id(), bindingId, entry.serviceId(), entry.planId());
    var resource = Json.object();
    if (appGuid != null) {
      resource.put("app_guid", appGuid);
    }
    if (route != null) {
      resource.put("route", route);
    }
    if (!resource.isEmpty()) {
      request = request.with("bind_resource", resource);
    }
    if (appGuid != null) {
      request = request.with("app_guid", StringNode.valueOf(appGuid));
    }
    if (rotate != null) {
      request =
          request.with("predecessor_binding_id", StringNode.valueOf(predecessor(entry, rotate)));
    }
    request = request.with("context", parameters.context(session));
    var plan = catalog.plan(entry.planId());
    if (plan.isPresent()) {
      request =
          request.with("parameters", parameters.parameters(session, plan.get(), SchemaOf.BIND));
    }
    return session.asynchronousBindings() ? request.acceptingIncomplete() : request;
  }

  private static String predecessor(InstanceEntry entry, String wanted) {
    return entry
        .binding(wanted)
        .map(BindingEntry::id)
        .orElseThrow(
            () ->
                Catalogs.unknown(
                    "service binding",
                    wanted,
                    entry.bindings().stream().map(BindingEntry::name).toList()));
  }

  private String bindingName(InstanceEntry entry) {
    var given = name;
    if (given == null) {
      return entry.name() + "-" + UUID.randomUUID().toString().substring(0, 4);
    }
    if (entry.binding(given).isPresent()) {
      throw new Problem(
              "name-taken",
              "\"" + entry.name() + "\" has a service binding \"" + given + "\" already.",
              "",
              "choose another name with -b")
          .exit(ExitCode.USAGE);
    }
    return given;
  }

  private JsonNode fetched(
      BrokerClient client, InstanceEntry entry, BindingEntry binding, Catalog catalog) {
    if (!catalog.offering(entry.serviceId()).map(o -> o.bindingsRetrievable()).orElse(false)) {
      session
          .output()
          .warn(
              "the binding was made asynchronously and cannot be fetched: its credentials stay"
                  + " unknown");
      return Json.missing();
    }
    var fetch = new FetchBinding(entry.id(), binding.id(), session.hints(entry));
    var exchange = client.send(session.platform().shape(fetch, entry, catalog));
    return session.problems().body("The service binding is there, but cannot be fetched", exchange);
  }

  private void remember(InstanceEntry entry, BindingEntry binding, Bind request, Catalog catalog) {
    var given = request.body().path("parameters");
    var plan = catalog.plan(entry.planId());
    var parameters =
        plan.isEmpty() || given.isMissingNode()
            ? null
            : Json.text(Provenance.masked(session, given, plan.get(), SchemaOf.BIND));
    Inventories.with(
        session,
        inventory -> {
          if (!inventory.addBinding(entry.url(), entry.name(), binding, parameters)) {
            throw new Problem(
                    "name-taken",
                    "\"" + entry.name() + "\" has a service binding of this name or id already.",
                    "",
                    "choose another name with -b, or another id with --id")
                .exit(ExitCode.USAGE);
          }
        });
  }

  private static BindingEntry ended(InstanceEntry entry, BindingEntry binding) {
    var known = entry.binding(binding.name()).orElse(binding);
    return with(known, known.last().ended());
  }

  private static BindingEntry with(BindingEntry binding, LastOperation last) {
    return new BindingEntry(binding.name(), binding.id(), last);
  }

  private void change(InstanceEntry entry, BindingEntry binding) {
    Inventories.with(
        session,
        inventory -> inventory.update(entry.url(), entry.name(), old -> old.withBinding(binding)));
  }

  private Undertaking.Fate fate(InstanceEntry entry, BindingEntry binding) {
    return new Undertaking.Fate() {
      @Override
      public void nothingThere() {
        Inventories.with(
            session,
            inventory ->
                inventory.update(
                    entry.url(), entry.name(), old -> old.withoutBinding(binding.name())));
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
                    + binding.name()
                    + "\" may be there; remove it with: "
                    + new Remembered(entry, binding).command("unbind"));
      }
    };
  }
}
