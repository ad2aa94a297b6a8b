package org.osbctl.cli.context;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.session.BrokerUrl;
import org.osbctl.cli.session.CallerOptions;
import org.osbctl.cli.session.Session;
import org.osbctl.cli.session.Settings;
import org.osbctl.cli.settings.SecretReference;
import org.osbctl.http.Redaction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

@Command(
    name = "set",
    description = {
      "Make a context, or change one. A setting is the long name of an option that all commands"
          + " share, or password or token; an empty value takes it out.",
      "Secrets are named, not kept: env:VARIABLE, file:PATH or command:PROGRAM WORDS."
    },
    footer = {
      "",
      "Examples:",
      "  osbctl context set staging url=https://b.example.com username=me password=env:STAGING_PW",
      "  osbctl context set staging password='command:pass show broker/staging'",
      "  osbctl context set staging --api-version 2.16"
    })
final class ContextSetCommand implements Callable<Integer> {
  /** Options that say how this command prints, when they stand as options. */
  private static final Set<String> OF_THIS_COMMAND =
      Set.of("context", "config", "output", "quiet", "verbose", "no-color", "no-input");

  /** Settings that name files, which have to be found from any folder. */
  private static final Set<String> FILES = Set.of("cacert", "cert", "key", "trace");

  private final Session session;
  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "NAME", description = "Name of the context.")
  private String name = "";

  @Parameters(
      index = "1..*",
      paramLabel = "SETTING=VALUE",
      description = "Settings, like url=https://broker.example.com.")
  private List<String> settings = new ArrayList<>();

  @Option(names = "--use", description = "Make it the current context.")
  private boolean use;

  ContextSetCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var changes = new LinkedHashMap<String, String>();
    options().forEach((key, value) -> changes.putAll(change(key, value)));
    for (var each : settings) {
      int equals = each.indexOf('=');
      if (equals < 1) {
        // Not shown: it may be anything.
        throw new Problem(
                "wrong-usage",
                "A setting has to be written SETTING=VALUE.",
                "",
                "write it like url=https://broker.example.com")
            .exit(ExitCode.USAGE);
      }
      changes.putAll(change(each.substring(0, equals), each.substring(equals + 1)));
    }
    keep(session, name, changes, use);
    session.output().info("context \"" + name + "\" is set in " + session.settings().file().path());
    return ExitCode.DONE.code();
  }

  /**
   * Writes changes to a context; the first context becomes the current one.
   *
   * @param changes settings; empty values take them out
   */
  static void keep(Session session, String name, Map<String, String> changes, boolean use) {
    ContextCommand.change(
        session,
        contexts -> {
          var all = new LinkedHashMap<>(contexts.find(name).orElse(Map.of()));
          all.putAll(changes);
          all.values().removeIf(String::isEmpty);
          var changed = contexts.with(name, all);
          return use ? changed.using(name) : changed;
        });
  }

  /** The shared options that were given on this command line. */
  private Map<String, String> options() {
    var found = new LinkedHashMap<String, String>();
    for (var each = spec; each != null; each = each.parent()) {
      for (var option : each.commandLine().getParseResult().matchedOptions()) {
        var key = option.longestName().replaceFirst("^--", "");
        if (option.scopeType() == ScopeType.INHERIT && !OF_THIS_COMMAND.contains(key)) {
          found.put(key, value(option));
        }
      }
    }
    return found;
  }

  private static String value(OptionSpec option) {
    return option.type() == boolean.class ? "true" : option.originalStringValues().getLast();
  }

  private Map<String, String> change(String given, String value) {
    var isFile = given.endsWith("-file") && Settings.isSecret(given.replaceFirst("-file$", ""));
    var key = isFile ? given.replaceFirst("-file$", "") : given;
    session.settings().checkKey("A context", key);
    if (value.isEmpty()) {
      return Map.of(key, "");
    }
    if (isFile) {
      return Map.of(key, "file:" + absolute(value));
    }
    if (Settings.isSecret(key)) {
      return Map.of(key, reference(key, value));
    }
    return Map.of(
        key,
        switch (key) {
          case "url" -> BrokerUrl.parse(value).toString();
          case "api-version" -> CallerOptions.version(value).toString();
          case "header" -> header(value);
          default -> FILES.contains(key) ? absolute(value) : value;
        });
  }

  private String reference(String key, String value) {
    return session.settings().reference(key, value) instanceof SecretReference.InFile file
        ? "file:" + absolute(file.path().toString())
        : value;
  }

  private static String header(String value) {
    var parts = value.split(":", 2);
    if (parts.length == 2
        && new Redaction(List.of()).header(parts[0], parts[1]).contains(Redaction.MASK)) {
      throw new Problem(
              "secret-in-context",
              "A context does not hold the header " + parts[0] + ".",
              "its value is a secret",
              "set password or token, or give the header to each command with -H")
          .exit(ExitCode.USAGE);
    }
    return value;
  }

  private String absolute(String path) {
    return path.startsWith("~/")
        ? path
        : session.surroundings().folder().resolve(path).normalize().toString();
  }
}
