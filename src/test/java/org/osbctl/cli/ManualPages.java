package org.osbctl.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/** Manual pages made from the command tree: one for osbctl, one for each command. */
final class ManualPages {
  private ManualPages() {}

  /** The pages by the names of their files. */
  static Map<String, String> all() {
    var pages = new TreeMap<String, String>();
    add(Main.commandLine(Surroundings.real()), pages);
    return pages;
  }

  private static void add(CommandLine line, Map<String, String> pages) {
    var spec = line.getCommandSpec();
    pages.put(spec.qualifiedName("-") + ".1", page(spec));
    below(spec).values().forEach(each -> add(each, pages));
  }

  /** The commands below one, without other words for them. */
  private static Map<String, CommandLine> below(CommandSpec spec) {
    var found = new LinkedHashMap<String, CommandLine>();
    spec.subcommands()
        .forEach(
            (name, line) -> {
              if (name.equals(line.getCommandName())
                  && !line.getCommandSpec().usageMessage().hidden()) {
                found.put(name, line);
              }
            });
    return found;
  }

  private static String page(CommandSpec spec) {
    var name = spec.qualifiedName("-");
    var root = spec.parent() == null;
    var text = new StringBuilder();
    text.append(
        ".\\\" Made from the command tree: do not edit. -Dosbctl.remake=true remakes it.\n");
    text.append(".TH \"" + name.toUpperCase(Locale.ROOT) + "\" 1 \"\" \"osbctl\" \"osbctl\"\n");
    text.append(".SH NAME\n" + name + " \\- " + escaped(firstSentence(spec)) + "\n");
    text.append(".SH SYNOPSIS\n.B " + escaped(spec.qualifiedName()) + "\n" + synopsis(spec) + "\n");
    text.append(".SH DESCRIPTION\n");
    paragraphs(text, spec.usageMessage().description());
    var arguments = spec.positionalParameters().stream().filter(p -> !p.hidden()).toList();
    if (!arguments.isEmpty()) {
      text.append(".SH ARGUMENTS\n");
      arguments.forEach(p -> entry(text, "\\fI" + escaped(p.paramLabel()) + "\\fR", p));
    }
    options(text, "OPTIONS", spec.options().stream().filter(o -> !isShared(o)).toList());
    if (root) {
      options(
          text,
          "OPTIONS OF ALL COMMANDS",
          spec.options().stream().filter(ManualPages::isShared).toList());
    }
    if (!below(spec).isEmpty()) {
      text.append(".SH COMMANDS\n");
      below(spec)
          .forEach(
              (command, line) ->
                  text.append(".TP\n.BR " + name + "-" + command + " (1)\n")
                      .append(line(escaped(firstSentence(line.getCommandSpec()))) + "\n"));
    }
    footer(text, spec);
    if (root) {
      text.append(".SH EXIT STATUS\n");
      for (var code : ExitCode.values()) {
        text.append(".TP\n.B " + code.code() + "\n" + line(escaped(code.meaning())) + "\n");
      }
      text.append(".SH ENVIRONMENT\n");
      text.append(".nf\n");
      HelpTopics.environment().lines().forEach(l -> text.append(line(escaped(l)) + "\n"));
      text.append(".fi\n");
    }
    text.append(".SH SEE ALSO\n" + seeAlso(spec) + "\n");
    return text.toString();
  }

  private static boolean isShared(OptionSpec option) {
    return option.inherited() || option.scopeType() == ScopeType.INHERIT;
  }

  private static String synopsis(CommandSpec spec) {
    var words = new ArrayList<String>();
    if (!below(spec).isEmpty()) {
      words.add("\\fICOMMAND\\fR");
    }
    spec.positionalParameters().stream()
        .filter(p -> !p.hidden())
        .forEach(
            p -> {
              var label = "\\fI" + escaped(p.paramLabel()) + "\\fR";
              words.add(p.arity().min() == 0 ? "[" + label + "]" : label);
            });
    spec.options().stream()
        .filter(OptionSpec::required)
        .forEach(
            o ->
                words.add(
                    "\\fB"
                        + escaped(o.shortestName())
                        + "\\fR \\fI"
                        + escaped(o.paramLabel())
                        + "\\fR"));
    words.add("[\\fIOPTIONS\\fR]");
    return String.join(" ", words);
  }

  private static void options(StringBuilder text, String title, List<OptionSpec> options) {
    var visible = options.stream().filter(o -> !o.hidden()).toList();
    if (visible.isEmpty()) {
      return;
    }
    text.append(".SH \"" + title + "\"\n");
    for (var option : visible) {
      var names =
          Stream.of(option.names())
              .map(n -> "\\fB" + escaped(n) + "\\fR")
              .collect(Collectors.joining(", "));
      var label = " \\fI" + escaped(option.paramLabel()) + "\\fR";
      var value =
          option.arity().max() == 0
              ? ""
              : option.arity().min() == 0 ? "[=" + label.strip() + "]" : label;
      entry(text, names + value, option);
    }
  }

  private static void entry(StringBuilder text, String head, ArgSpec argument) {
    text.append(".TP\n" + head + "\n");
    text.append(
        line(
                escaped(
                    plain(
                        Stream.of(argument.description())
                            .map(ManualPages::rendered)
                            .toArray(String[]::new))))
            + "\n");
  }

  private static void paragraphs(StringBuilder text, String... lines) {
    for (var each : lines) {
      text.append(each.isBlank() ? ".PP\n" : line(escaped(rendered(each))) + "\n");
    }
  }

  /** Examples, each as it is typed; and what else stands below the help. */
  private static void footer(StringBuilder text, CommandSpec spec) {
    var lines = Arrays.asList(spec.usageMessage().footer());
    if (lines.isEmpty()) {
      return;
    }
    text.append(".SH NOTES\n.nf\n");
    lines.stream()
        .dropWhile(String::isBlank)
        .forEach(each -> text.append(line(escaped(rendered(each))) + "\n"));
    text.append(".fi\n");
  }

  private static String seeAlso(CommandSpec spec) {
    if (spec.parent() == null) {
      return below(spec).keySet().stream()
          .map(each -> ".BR osbctl-" + each + " (1)")
          .collect(Collectors.joining(" ,\n"));
    }
    var up = spec.parent().qualifiedName("-");
    return ".BR "
        + up
        + " (1)"
        + (up.equals("osbctl") ? "" : " ,\n.BR osbctl (1)")
        + "\n.PP\nOptions of all commands, exit codes and variables are in\n.BR osbctl (1).";
  }

  private static String firstSentence(CommandSpec spec) {
    var lines = spec.usageMessage().description();
    var text = lines.length == 0 ? "" : rendered(lines[0]);
    int end = text.indexOf(". ");
    return (end > 0 ? text.substring(0, end) : text).replaceAll("[.:]$", "");
  }

  private static String plain(String... lines) {
    return String.join(" ", lines).replaceAll("\\s+", " ").strip();
  }

  private static String rendered(String text) {
    return Ansi.OFF.string(String.format(text));
  }

  /** Text of a page: a backslash and a dash mean something to roff. */
  private static String escaped(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-");
  }

  /** A line of text: a dot or quote at its beginning would be a request. */
  private static String line(String text) {
    return text.startsWith(".") || text.startsWith("'") ? "\\&" + text : text;
  }
}
