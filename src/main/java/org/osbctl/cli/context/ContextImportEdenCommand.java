package org.osbctl.cli.context;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.inventory.CredentialStore;
import org.osbctl.cli.inventory.Inventories;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.session.BrokerUrl;
import org.osbctl.cli.session.Session;
import org.osbctl.cli.session.Settings;
import org.osbctl.cli.settings.EdenFile;
import org.osbctl.cli.settings.EdenFile.EdenBinding;
import org.osbctl.cli.settings.EdenFile.EdenInstance;
import org.osbctl.cli.settings.SettingsException;
import org.osbctl.inventory.InstanceEntry;
import org.osbctl.inventory.InstanceEntry.BindingEntry;
import org.osbctl.inventory.InstanceEntry.LastOperation;
import org.osbctl.inventory.Made;
import org.osbctl.spec.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "import-eden",
    description = {
      "Take over what eden remembers: a context for each of its brokers, its service instances and"
          + " bindings into the inventory.",
      "Credentials, which eden keeps in clear, go to files of their own that only you can read."
          + " User and password of a broker eden does not keep: the contexts name"
          + " SB_BROKER_PASSWORD."
    },
    footer = {"", "Example: osbctl context import-eden"})
final class ContextImportEdenCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "eden's file. Default: EDEN_CONFIG, else ~/.eden/config.")
  private @Nullable Path file;

  @Option(names = "--no-credentials", description = "Leave the credentials where they are.")
  private boolean noCredentials;

  ContextImportEdenCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var instances = read(source());
    var contexts = new LinkedHashMap<String, String>();
    int added = 0;
    int kept = 0;
    var known = new ArrayList<String>();
    for (var each : instances) {
      var url = BrokerUrl.parse(each.brokerUrl());
      contexts.put(Settings.nameFor(url), url.toString());
      var entry = entry(each, url.toString());
      if (add(entry)) {
        added++;
        kept += noCredentials ? 0 : keep(entry, each);
      } else {
        known.add(entry.name());
      }
    }
    contexts.forEach(this::keepContext);
    session
        .output()
        .info(
            "taken over: "
                + contexts.size()
                + " contexts, "
                + added
                + " service instances, credentials of "
                + kept
                + " service bindings");
    if (!known.isEmpty()) {
      session.output().info("known already, and left as they are: " + String.join(", ", known));
    }
    return ExitCode.DONE.code();
  }

  private Path source() {
    if (file != null) {
      return session.surroundings().folder().resolve(file);
    }
    var surroundings = session.surroundings();
    return surroundings
        .variable("EDEN_CONFIG")
        .map(Path::of)
        .orElseGet(() -> Path.of(surroundings.variable("HOME").orElse("."), ".eden", "config"));
  }

  private static List<EdenInstance> read(Path source) {
    try {
      return EdenFile.read(source);
    } catch (SettingsException e) {
      throw Settings.problem(e);
    }
  }

  private void keepContext(String name, String url) {
    var there = session.settings().contexts().find(name);
    if (there.isEmpty()) {
      ContextSetCommand.keep(
          session, name, Map.of("url", url, "password", "env:SB_BROKER_PASSWORD"), false);
    }
  }

  private static InstanceEntry entry(EdenInstance from, String url) {
    var bindings = new ArrayList<BindingEntry>();
    for (var each : from.bindings()) {
      bindings.add(
          new BindingEntry(
              each.name(), each.id(), LastOperation.begin("bind", from.planId()).ended()));
    }
    return new InstanceEntry(
        url,
        from.name(),
        from.id(),
        from.serviceId(),
        from.serviceName(),
        from.planId(),
        from.planName(),
        LastOperation.begin("provision", from.planId()).ended(),
        bindings);
  }

  private boolean add(InstanceEntry entry) {
    var added = new boolean[1];
    Inventories.with(
        session, inventory -> added[0] = inventory.add(entry, Made.by(Made.Origin.IMPORTED)));
    return added[0];
  }

  private int keep(InstanceEntry entry, EdenInstance from) {
    var store = new CredentialStore(session);
    int kept = 0;
    for (EdenBinding each : from.bindings()) {
      var credentials = Json.parse(each.credentials().getBytes(StandardCharsets.UTF_8)).node();
      var binding = entry.binding(each.name());
      // A binding eden made asynchronously has the credentials null.
      if (credentials.isObject() && binding.isPresent()) {
        store.save(entry, binding.get(), credentials);
        kept++;
      }
    }
    return kept;
  }
}
