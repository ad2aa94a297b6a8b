package org.osbctl.cli.completion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.osbctl.spec.ApiVersion;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ScopeType;

/**
 * The command tree as completion needs it.
 *
 * @param shared the options that every command has
 * @param commands all commands, osbctl itself first, each before those below it
 */
record CommandModel(List<Choice> shared, List<Command> commands) {
  private static final String VERSIONS =
      Stream.of(ApiVersion.values()).map(ApiVersion::toString).collect(Collectors.joining(" "));

  /**
   * Live names that stand where an option with this long name takes a value. An entry with a
   * command in front comes first, and a number is a position.
   */
  private static final Map<String, String> VALUES =
      Map.ofEntries(
          Map.entry("--service", "live service"),
          Map.entry("--plan", "live plan"),
          Map.entry("--instance", "live instance"),
          Map.entry("provision --instance", "none"),
          Map.entry("--binding", "live binding"),
          Map.entry("bind --binding", "none"),
          Map.entry("--rotate", "live binding"),
          Map.entry("provision --param", "live provision-parameter"),
          Map.entry("update --param", "live update-parameter"),
          Map.entry("bind --param", "live bind-parameter"),
          Map.entry("params check --param", "live provision-parameter"),
          Map.entry("--context", "live context"),
          Map.entry("--only", "live requirement"),
          Map.entry("--skip", "live requirement"),
          Map.entry("--fault", "live fault"),
          Map.entry("--level", "words MUST SHOULD MAY"),
          Map.entry("--api-version", "words " + VERSIONS),
          Map.entry("--spec-version", "words " + VERSIONS),
          Map.entry("context use 0", "live context"),
          Map.entry("context set 0", "live context"),
          Map.entry("context show 0", "live context"),
          Map.entry("context delete 0", "live context"),
          Map.entry("conform explain 0", "live requirement"),
          Map.entry("mock faults explain 0", "live fault"),
          Map.entry("curl 0", "words GET PUT PATCH DELETE POST HEAD"));

  private static final Pattern SENTENCE_END = Pattern.compile("[.;:](\\s|$)|[(]");

  /**
   * One command.
   *
   * @param path its words behind {@code osbctl}, empty for osbctl itself
   * @param aliases other words for its last word
   * @param description its first sentence, without the full stop
   * @param commands the commands right below it
   * @param options its own options
   * @param arguments what stands at its positions, the last again and again
   */
  record Command(
      String path,
      List<String> aliases,
      String description,
      List<Choice> commands,
      List<Choice> options,
      List<String> arguments) {}

  /**
   * Something to choose.
   *
   * @param names all its names, the longest first
   * @param description one sentence, without the full stop
   * @param takes what stands behind it: {@code none}, {@code file}, {@code folder}, {@code words A
   *     B}, {@code live KIND}; null when nothing does
   */
  record Choice(List<String> names, String description, @Nullable String takes) {
    String name() {
      return names.getFirst();
    }
  }

  /**
   * The model of a command tree.
   *
   * @param aliases words that stand for a command of the first level, and for which
   */
  static CommandModel of(CommandSpec root, Map<String, String> aliases) {
    var commands = new ArrayList<Command>();
    collect(root, "", aliases, commands);
    var shared =
        visible(root.options()).filter(CommandModel::isShared).map(o -> choice("", o)).toList();
    return new CommandModel(shared, List.copyOf(commands));
  }

  private static Stream<OptionSpec> visible(List<OptionSpec> options) {
    return options.stream().filter(option -> !option.hidden());
  }

  /** An option the root hands down to all commands. */
  private static boolean isShared(OptionSpec option) {
    return option.inherited() || option.scopeType() == ScopeType.INHERIT;
  }

  private static void collect(
      CommandSpec spec, String path, Map<String, String> aliases, List<Command> into) {
    var below = new LinkedHashMap<String, CommandSpec>();
    spec.subcommands()
        .forEach(
            (name, line) -> {
              if (name.equals(line.getCommandName())) {
                below.put(name, line.getCommandSpec());
              }
            });
    into.add(
        new Command(
            path,
            aliases.entrySet().stream()
                .filter(alias -> alias.getValue().equals(path))
                .map(Map.Entry::getKey)
                .sorted()
                .toList(),
            sentence(spec.usageMessage().description()),
            below.values().stream()
                .filter(each -> !each.usageMessage().hidden())
                .map(each -> new Choice(List.of(each.name()), description(each), null))
                .toList(),
            visible(spec.options()).filter(o -> !isShared(o)).map(o -> choice(path, o)).toList(),
            spec.positionalParameters().stream()
                .filter(p -> !p.hidden())
                .sorted(Comparator.comparingInt(p -> p.index().min()))
                .map(p -> argument(path, p))
                .toList()));
    below.forEach(
        (name, each) -> collect(each, path.isEmpty() ? name : path + " " + name, aliases, into));
  }

  private static String description(CommandSpec spec) {
    return sentence(spec.usageMessage().description());
  }

  private static Choice choice(String path, OptionSpec option) {
    var names =
        Stream.of(option.names())
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    // A value that may be left out is only taken behind "=".
    return new Choice(
        names,
        sentence(option.description()),
        option.arity().min() == 0 ? null : values(path, option.longestName(), option));
  }

  private static String argument(String path, PositionalParamSpec parameter) {
    return values(path, Integer.toString(parameter.index().min()), parameter);
  }

  private static String values(String path, String key, ArgSpec argument) {
    var named = VALUES.get(path + " " + key);
    if (named == null) {
      named = VALUES.get(key);
    }
    if (named != null) {
      return named;
    }
    if (argument.completionCandidates() != null) {
      var words =
          StreamSupport.stream(argument.completionCandidates().spliterator(), false).toList();
      if (!words.isEmpty()) {
        return "words " + String.join(" ", words);
      }
    }
    var label = argument.paramLabel();
    return label.contains("FILE") ? "file" : label.contains("DIR") ? "folder" : "none";
  }

  /** The first sentence of a description, without markup and without what is in brackets. */
  private static String sentence(String[] description) {
    if (description.length == 0) {
      return "";
    }
    var text = Ansi.OFF.string(String.format(description[0])).replaceAll("\\s+", " ");
    var end = SENTENCE_END.matcher(text);
    return (end.find() && end.start() > 0 ? text.substring(0, end.start()) : text).strip();
  }
}
