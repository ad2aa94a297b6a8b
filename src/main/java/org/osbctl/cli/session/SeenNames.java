package org.osbctl.cli.session;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.completion.NameFiles;
import org.osbctl.cli.completion.NameFiles.Names;
import org.osbctl.cli.settings.SettingsException;
import org.osbctl.cli.shell.ParameterWords;
import org.osbctl.http.Target;
import org.osbctl.inventory.InstanceEntry;
import org.osbctl.inventory.InstanceEntry.BindingEntry;
import org.osbctl.inventory.InventoryException;
import org.osbctl.mock.fault.Fault;
import org.osbctl.mock.fault.Faults;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.Requirement;
import org.osbctl.spec.Requirements;
import org.osbctl.spec.ServicePlan.SchemaOf;

/** The names a command came across, left for shells to offer when it has gone well. */
public final class SeenNames {
  private final Session session;
  private @Nullable Catalog catalog;

  /** Nobody chooses among more, and every command would pay for them. */
  private static final int MOST_INSTANCES = 1000;

  private boolean inventory;
  private boolean contexts;
  private boolean words;
  private boolean forgetful;

  SeenNames(Session session) {
    this.session = session;
  }

  void saw(Catalog seen) {
    catalog = seen;
  }

  /** The inventory was used, and perhaps changed. */
  public void sawInventory() {
    inventory = true;
  }

  /** The command is about contexts, and perhaps changed them. */
  public void sawContexts() {
    contexts = true;
  }

  /** The command is about names that come with osbctl. */
  public void sawWords() {
    words = true;
  }

  /** What was seen up to now, and is to come, is of a broker that nobody will meet again. */
  void forget() {
    forgetful = true;
  }

  /** Leaves them. */
  public void leave() {
    var target = forgetful ? Optional.<Target>empty() : session.knownTarget();
    if (!words && !contexts && (target.isEmpty() || (catalog == null && !inventory))) {
      return;
    }
    var files = new NameFiles(session.surroundings().cache());
    if (words) {
      files.words(
          new Names()
              .add(
                  "requirement",
                  Requirements.bundled().all().stream()
                      .filter(Requirement::bindsBroker)
                      .map(Requirement::id)
                      .toList())
              .add("fault", Faults.bundled().faults().stream().map(Fault::name).toList())
              .add("fault", Faults.bundled().quirks().stream().map(Fault::name).toList()));
    }
    if (contexts) {
      leaveContexts(files);
    }
    target.map(Target::baseUrl).ifPresent(broker -> leave(files, broker));
  }

  private void leaveContexts(NameFiles files) {
    try {
      var all = session.settings().file().read();
      var current = Optional.ofNullable(all.current());
      var names = new Names();
      all.byName()
          .forEach(
              (name, settings) ->
                  names.add(
                      "context",
                      name,
                      NameFiles.key(settings.getOrDefault("url", "none")),
                      current.equals(Optional.of(name)) ? "current" : ""));
      files.contexts(names);
    } catch (SettingsException e) {
      // The command has read them, and has told of any trouble there is.
    }
  }

  private void leave(NameFiles files, URI broker) {
    if (catalog != null) {
      files.catalog(broker, names(catalog));
    }
    if (!inventory) {
      return;
    }
    var names = new Names();
    try {
      session.inventory().latest(broker.toString(), MOST_INSTANCES).stream()
          .sorted(Comparator.comparing(InstanceEntry::name))
          .forEach(
              instance -> {
                names.add("instance", instance.name(), plan(instance.offering(), instance.plan()));
                instance.bindings().stream()
                    .map(BindingEntry::name)
                    .forEach(binding -> names.add("binding", binding, instance.name()));
              });
    } catch (InventoryException e) {
      // The command has used it, and has told of any trouble there is.
      return;
    }
    files.instances(broker, names);
  }

  private static Names names(Catalog catalog) {
    var names = new Names();
    for (var offering : catalog.offerings()) {
      names.add("service", offering.name());
      offering.plans().forEach(plan -> names.add("plan", plan.name(), offering.name()));
    }
    // Last: there may be more of them than a file takes.
    for (var offering : catalog.offerings()) {
      for (var plan : offering.plans()) {
        for (var of : SchemaOf.values()) {
          plan.schema(of)
              .map(ParameterWords::of)
              .orElse(List.of())
              .forEach(
                  word ->
                      names.add(
                          of.name().toLowerCase(Locale.ROOT) + "-parameter",
                          word,
                          plan(offering.name(), plan.name())));
        }
      }
    }
    return names;
  }

  private static String plan(String offering, String plan) {
    return offering + "/" + plan;
  }
}
