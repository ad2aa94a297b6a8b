package org.osbctl.cli.session;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Names;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.io.ProblemException;
import org.osbctl.cli.io.Surroundings;
import org.osbctl.cli.settings.ContextFile;
import org.osbctl.cli.settings.Contexts;
import org.osbctl.cli.settings.ProjectFile;
import org.osbctl.cli.settings.SecretReference;
import org.osbctl.cli.settings.SettingsException;
import org.osbctl.cli.shell.Terminals;

/**
 * What stands for options that the command line leaves out: the environment, the project file, the
 * context, in this order. A context named on the command line comes before all of them, for whoever
 * names one means it.
 *
 * <p>Settings that say which broker, as whom and whom to trust belong together: those of a context
 * count only with its own URL. No password goes to a broker it was not meant for.
 */
public final class Settings {
  /** Variables that would lead a command elsewhere that is told its broker. */
  public static final List<String> MISLEADING =
      List.of(
          "OSBCTL_URL",
          "OSBCTL_USERNAME",
          "OSBCTL_PASSWORD",
          "OSBCTL_PASSWORD_FILE",
          "OSBCTL_TOKEN",
          "OSBCTL_TOKEN_FILE",
          "OSBCTL_TOKEN_AS",
          "OSBCTL_TOKEN_URL",
          "OSBCTL_CLIENT_ID",
          "OSBCTL_OS_CLOUD",
          "OSBCTL_AUTH",
          "OSBCTL_CACERT",
          "OSBCTL_CERT",
          "OSBCTL_KEY",
          "OSBCTL_INSECURE",
          "SB_BROKER_USERNAME",
          "SB_BROKER_PASSWORD",
          "SB_HOST",
          "SB_USERNAME",
          "SB_PASSWORD",
          "SB_SKIP_SSL_VERIFY");

  private static final Map<String, List<String>> COMMON =
      Map.of(
          "url", List.of("SB_BROKER_URL", "SB_HOST"),
          "username", List.of("SB_BROKER_USERNAME", "SB_USERNAME"),
          "password", List.of("SB_BROKER_PASSWORD", "SB_PASSWORD"),
          "api-version", List.of("SB_BROKER_API_VERSION"),
          "insecure", List.of("SB_SKIP_SSL_VERIFY"),
          "instance", List.of("SB_INSTANCE"),
          "binding", List.of("SB_BINDING"));

  /** The variables in which osbctl's own secrets may stand; no affair of other programs. */
  public static final List<String> SECRET_VARIABLES =
      List.of(
          "SB_BROKER_PASSWORD",
          "SB_PASSWORD",
          "OSBCTL_PASSWORD",
          "OSBCTL_TOKEN",
          "OSBCTL_CLIENT_SECRET");

  /** Of no use in a context, which is chosen by the first two. */
  private static final Set<String> NOT_IN_CONTEXTS =
      Set.of("context", "config", "password-stdin", "help", "version");

  private final Surroundings surroundings;
  private final Supplier<Set<String>> options;
  private final Optional<String> named;
  private final boolean urlGiven;
  private final ContextFile file;
  private @Nullable Loaded loaded;

  /**
   * A setting.
   *
   * @param text its value, or where a secret is kept
   * @param origin where it comes from, in words
   * @param isReference whether the text says where the value is kept
   */
  public record Value(String text, String origin, boolean isReference) {}

  /** What the files say; the trouble is told when a command needs them. */
  private record Loaded(
      @Nullable ProjectFile project,
      @Nullable String contextName,
      Map<String, String> context,
      @Nullable ProblemException trouble) {}

  /**
   * Settings for a command line.
   *
   * @param options the long names of the options that all commands share
   */
  public Settings(Surroundings surroundings, Supplier<Set<String>> options, String... args) {
    this.surroundings = surroundings;
    this.options = options;
    this.named = given("--context", args);
    this.urlGiven = given("--url", args).isPresent();
    this.file =
        new ContextFile(
            given("--config", args)
                .or(() -> surroundings.variable("OSBCTL_CONFIG"))
                .map(Path::of)
                .orElseGet(surroundings::contexts));
  }

  /** The value of an option, before anything else has read the command line. */
  private static Optional<String> given(String option, String... args) {
    Optional<String> found = Optional.empty();
    for (int i = 0; i < args.length && !args[i].equals("--"); i++) {
      if (args[i].equals(option) && i + 1 < args.length) {
        found = Optional.of(args[i + 1]);
      } else if (args[i].startsWith(option + "=")) {
        found = Optional.of(args[i].substring(option.length() + 1));
      }
    }
    return found;
  }

  /** The file with the contexts. */
  public ContextFile file() {
    return file;
  }

  /** The contexts; ends the command when they cannot be read. */
  public Contexts contexts() {
    try {
      return file.read();
    } catch (SettingsException e) {
      throw problem(e);
    }
  }

  /** The context in use. */
  public Optional<String> contextName() {
    return Optional.ofNullable(loaded().contextName());
  }

  /** Who chose the context in use. */
  public String contextOrigin() {
    if (named.isPresent()) {
      return "command line";
    }
    if (surroundings.variable("OSBCTL_CONTEXT").isPresent()) {
      return "environment OSBCTL_CONTEXT";
    }
    var project = loaded().project();
    return project != null && project.settings().containsKey("context")
        ? "project file " + project.path()
        : file.path().toString();
  }

  /** The project file in use. */
  Optional<Path> projectFile() {
    return Optional.ofNullable(loaded().project()).map(ProjectFile::path);
  }

  /** What a context may say. */
  public Set<String> keys() {
    var keys = new TreeSet<>(options.get());
    keys.removeAll(NOT_IN_CONTEXTS);
    keys.addAll(Set.of("password", "token", "client-secret", "inventory-password"));
    return keys;
  }

  /** Whether the value of an option must not be shown, or kept anywhere. */
  public static boolean isSecret(String key) {
    return key.matches("(?:.*-)?(?:password|token|secret)");
  }

  /** Ends the command when the files cannot be used. */
  public void check() {
    var trouble = loaded().trouble();
    if (trouble != null) {
      throw trouble;
    }
  }

  /** What stands for an option that is left out. */
  public Optional<Value> value(String key) {
    var fromContext = context(key);
    return named.isPresent() && fromContext.isPresent()
        ? fromContext
        : environment(key).or(() -> project(key)).or(() -> fromContext);
  }

  /** What the environment says, which may speak of options of single commands, too. */
  public Optional<Value> environment(String key) {
    var own = "OSBCTL_" + key.toUpperCase(Locale.ROOT).replace('-', '_');
    return variable(own)
        .or(
            () ->
                COMMON.getOrDefault(key, List.of()).stream()
                    .flatMap(name -> variable(name).stream())
                    .findFirst());
  }

  private Optional<Value> variable(String name) {
    return surroundings.variable(name).map(text -> new Value(text, "environment " + name, false));
  }

  private Optional<Value> project(String key) {
    return Optional.ofNullable(loaded().project())
        .filter(project -> !key.equals("context"))
        .flatMap(
            project ->
                Optional.ofNullable(project.settings().get(key))
                    .map(text -> new Value(text, "project file " + project.path(), false)));
  }

  private Optional<Value> context(String key) {
    var here = loaded();
    var text = here.context().get(key);
    return text == null || (isOfBroker(key) && !speaksToItsBroker())
        ? Optional.empty()
        : Optional.of(new Value(text, "context " + here.contextName(), isSecret(key)));
  }

  private static boolean isOfBroker(String key) {
    return !ProjectFile.KEYS.contains(key) && !key.startsWith("inventory");
  }

  /** Whether the URL is that of the context. */
  public boolean speaksToItsBroker() {
    return !urlGiven && (named.isPresent() || environment("url").isEmpty());
  }

  /** A secret, fetched from where it is kept; ends the command when it is not there. */
  Optional<String> secret(String key) {
    return value(key).map(value -> value.isReference() ? resolved(key, value) : value.text());
  }

  private String resolved(String key, Value value) {
    var reference = reference(key, value.text());
    // A command may ask for a passphrase.
    var lent =
        reference instanceof SecretReference.Command
            ? Terminals.lend(surroundings.in())
            : Terminals.Lent.NOTHING;
    try {
      return reference.resolve(key, surroundings.environment());
    } catch (SettingsException e) {
      throw problem(e);
    } finally {
      lent.close();
    }
  }

  /** Where a secret is kept; ends the command when the text says nothing of the kind. */
  public SecretReference reference(String key, String text) {
    return SecretReference.parse(text, surroundings.environment())
        .orElseThrow(
            // Not shown: it may be the secret.
            () ->
                new Problem(
                        "secret-in-context",
                        "A context does not hold a " + key + ", but says where it is kept.",
                        "what is given is none of env:VARIABLE, file:PATH, command:PROGRAM WORDS",
                        "give it like "
                            + key
                            + "=env:MY_SECRET or "
                            + key
                            + "='command:pass show broker'")
                    .exit(ExitCode.USAGE));
  }

  private Loaded loaded() {
    var made = loaded;
    if (made == null) {
      made = load();
      loaded = made;
    }
    return made;
  }

  private Loaded load() {
    ProjectFile project = null;
    try {
      project = ProjectFile.above(surroundings.folder()).orElse(null);
      var contexts = file.read();
      var fromProject = project == null ? null : project.settings().get("context");
      var name =
          named
              .or(() -> surroundings.variable("OSBCTL_CONTEXT"))
              .or(() -> Optional.ofNullable(fromProject))
              .orElse(contexts.current());
      if (name == null) {
        return new Loaded(project, null, Map.of(), null);
      }
      var settings = contexts.find(name).orElseThrow(() -> unknown(name, contexts));
      return new Loaded(project, name, checked(name, settings), null);
    } catch (SettingsException e) {
      return new Loaded(project, null, Map.of(), problem(e));
    } catch (ProblemException e) {
      return new Loaded(project, null, Map.of(), e);
    }
  }

  private Map<String, String> checked(String name, Map<String, String> settings) {
    for (var each : settings.entrySet()) {
      checkKey("The context \"" + name + "\"", each.getKey());
      if (isSecret(each.getKey())) {
        var unused = reference(each.getKey(), each.getValue());
      }
    }
    return settings.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey, each -> expanded(each.getKey(), each.getValue())));
  }

  /** Ends the command when a context cannot say that. */
  public void checkKey(String who, String key) {
    if (!keys().contains(key)) {
      throw new Problem(
              "unknown-setting",
              who + " cannot say \"" + key + "\".",
              "there is no such setting",
              Names.nearest(key, keys())
                  .map(near -> "did you mean \"" + near + "\"?")
                  .orElse("the settings are: " + String.join(", ", keys())))
          .exit(ExitCode.USAGE);
    }
  }

  private String expanded(String key, String text) {
    return isSecret(key) || !text.startsWith("~/")
        ? text
        : SecretReference.path(text, surroundings.environment()).toString();
  }

  /** There is no context of this name. */
  public static ProblemException unknown(String name, Contexts contexts) {
    var names = contexts.byName().keySet();
    return Catalogs.unknown(
        "context",
        name,
        names.isEmpty() ? "there are no contexts yet" : "",
        names.isEmpty()
            ? "make it: osbctl context set " + Names.word(name) + " url=https://…"
            : Names.hint(name, names));
  }

  /** That a file with settings cannot be used: wrong usage. */
  public static ProblemException problem(SettingsException e) {
    return new Problem("settings-trouble", String.valueOf(e.getMessage()), e.reason(), e.remedy())
        .exit(ExitCode.USAGE);
  }

  /** A name for the context of a broker: its host. */
  public static String nameFor(URI url) {
    return url.getHost() + (url.getPort() < 0 ? "" : "-" + url.getPort());
  }
}
