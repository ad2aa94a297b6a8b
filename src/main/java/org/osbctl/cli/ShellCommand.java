package org.osbctl.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.completion.Completer;
import org.osbctl.cli.completion.Completer.Wanted;
import org.osbctl.cli.completion.NameFiles;
import org.osbctl.cli.completion.NameFiles.Name;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.FileTrouble;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.io.ProblemException;
import org.osbctl.cli.session.BrokerUrl;
import org.osbctl.cli.session.Session;
import org.osbctl.cli.session.Settings;
import org.osbctl.cli.shell.Repl;
import org.osbctl.cli.shell.Repl.Suggested;
import org.osbctl.http.Redaction;
import org.osbctl.http.Visible;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

@Command(
    name = "shell",
    description = {
      "Type commands without osbctl in front: each answers at once. TAB completes commands, options"
          + " and names; Ctrl-C ends a command; exit or Ctrl-D leaves.",
      "Options given here go for every command. Lines with secrets are not kept in the history."
    },
    footer = {"", "Example: osbctl shell --context staging"})
final class ShellCommand implements Callable<Integer> {
  private static final Pattern PASSWORD = Pattern.compile("--password[= ]");

  private final Session session;
  @Spec private @Nullable CommandSpec spec;

  ShellCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (spec == null) {
      throw new IllegalStateException("picocli gives every command its spec");
    }
    if (!session.canAsk()) {
      throw new Problem(
              "no-terminal",
              "The shell needs somebody to type.",
              "there is no terminal, or --no-input was given",
              "put the commands into a script, each with osbctl in front")
          .exit(ExitCode.USAGE);
    }
    var surroundings = session.surroundings();
    var root = Main.commandLine(surroundings).getCommandSpec();
    var host = new Commands(session, CommandTree.completer(root), given(spec));
    session.output().info("osbctl " + Version.VERSION + ": help explains, exit leaves");
    try {
      new Repl(host, surroundings.home().resolve("history"), surroundings.sleeper())
          .loop(surroundings.in(), surroundings.err());
    } catch (IOException e) {
      throw new Problem("no-terminal", "The shell cannot be used.", FileTrouble.reason(e), "")
          .exit(ExitCode.USAGE);
    }
    return ExitCode.DONE.code();
  }

  /** The shared options of this command line, for every command to come. */
  private static List<String> given(CommandSpec spec) {
    var options = new ArrayList<String>();
    for (var each = spec; each != null; each = each.parent()) {
      for (var option : each.commandLine().getParseResult().matchedOptions()) {
        if (option.scopeType() == ScopeType.INHERIT || option.inherited()) {
          option
              .originalStringValues()
              .forEach(value -> options.add(option.longestName() + "=" + value));
        }
      }
    }
    return options;
  }

  /** Runs lines as commands, and knows what can stand in them. */
  private static final class Commands implements Repl.Host {
    private final Session session;
    private final Completer completer;
    private final List<String> options;
    private final Redaction redaction = new Redaction(List.of());

    Commands(Session session, Completer completer, List<String> options) {
      this.session = session;
      this.completer = completer;
      this.options = options;
    }

    @Override
    public void run(List<String> words, InputStream in) {
      var command = words.getFirst().equals("osbctl") ? words.subList(1, words.size()) : words;
      if (!command.isEmpty() && command.getFirst().equals("shell")) {
        session.output().info("this is the shell already");
        return;
      }
      var all = new ArrayList<>(options);
      all.addAll(command);
      // The exit code is a script's affair; what went wrong has been said.
      var unused = Main.run(session.surroundings().reading(in), all.toArray(String[]::new));
    }

    private Settings settings() {
      return Main.settings(session.surroundings(), options.toArray(String[]::new));
    }

    private Optional<URI> broker() {
      return options.stream()
          .filter(option -> option.startsWith("--url="))
          .map(option -> option.substring("--url=".length()))
          .findFirst()
          .or(() -> settings().value("url").map(Settings.Value::text))
          .flatMap(ShellCommand::url);
    }

    @Override
    public String prompt() {
      // Asked for each time: a command may have chosen another context.
      var where =
          settings()
              .contextName()
              .filter(name -> settings().speaksToItsBroker())
              .or(() -> broker().map(Settings::nameFor))
              .orElse("no broker");
      return "osbctl(" + Visible.text(where) + ")> ";
    }

    @Override
    public boolean isCommand(String word) {
      return word.equals("osbctl") || completer.isCommand(word);
    }

    @Override
    public boolean hasSecret(String line) {
      return PASSWORD.matcher(line).find() || !redaction.text(line).equals(line);
    }

    @Override
    public List<Suggested> complete(List<String> before, String current) {
      var words =
          !before.isEmpty() && before.getFirst().equals("osbctl")
              ? before.subList(1, before.size())
              : before;
      var wanted = completer.at(words, current);
      var found = new ArrayList<Suggested>();
      wanted.words().forEach(w -> found.add(new Suggested(w.word(), w.description(), true)));
      if (before.isEmpty()) {
        found.add(new Suggested("exit", "Leave the shell", true));
      }
      found.addAll(names(wanted));
      return found;
    }

    private List<Suggested> names(Wanted wanted) {
      if (wanted.live().isEmpty()) {
        return List.of();
      }
      var files = new NameFiles(session.surroundings().cache());
      var target = broker().orElse(URI.create("none:none"));
      var said = wanted.said();
      Predicate<String> fits =
          switch (wanted.live()) {
            case "plan" -> same(said.get("--service"));
            case "binding" -> same(said.get("--instance"));
            case "provision-parameter", "update-parameter", "bind-parameter" ->
                plan(said, files.names(target, "instance"));
            default -> of -> true;
          };
      var seen = new HashSet<String>();
      return files.names(target, wanted.live()).stream()
          .filter(name -> fits.test(name.of()))
          .filter(name -> seen.add(name.name()))
          .map(name -> new Suggested(name.name(), name.of(), !name.name().endsWith("=")))
          .toList();
    }

    private static Predicate<String> same(@Nullable String wanted) {
      return of -> wanted == null || of.equals(wanted);
    }

    /** Whether {@code SERVICE/PLAN} is the plan that is given, or the one of the instance. */
    private static Predicate<String> plan(Map<String, String> said, List<Name> instances) {
      var service = said.get("--service");
      var plan = said.get("--plan");
      if (service != null) {
        return of -> plan == null ? of.startsWith(service + "/") : of.equals(service + "/" + plan);
      }
      var instance = String.valueOf(said.get("--instance"));
      return of -> instances.stream().anyMatch(i -> i.name().equals(instance) && i.of().equals(of));
    }
  }

  private static Optional<URI> url(String text) {
    try {
      return Optional.of(BrokerUrl.parse(text));
    } catch (ProblemException e) {
      return Optional.empty();
    }
  }
}
