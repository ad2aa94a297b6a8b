package org.osbctl.cli;

import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Help that shows a command's own options; the shared ones have a topic of their own. */
final class CommandHelp extends Help {
  CommandHelp(CommandSpec spec, ColorScheme colors) {
    super(spec, colors);
  }

  /** What has to be given, and that there is more. */
  @Override
  public String synopsis(int headingLength) {
    var spec = commandSpec();
    var text = new StringBuilder(spec.qualifiedName());
    for (var option : spec.options()) {
      if (option.required()) {
        text.append(' ').append(option.shortestName()).append(' ').append(option.paramLabel());
      }
    }
    for (PositionalParamSpec word : spec.positionalParameters()) {
      text.append(' ').append(word.required() ? word.paramLabel() : "[" + word.paramLabel() + "]");
    }
    text.append(spec.subcommands().isEmpty() ? " [OPTIONS]" : " COMMAND [OPTIONS]");
    return text.append(System.lineSeparator()).toString();
  }

  @Override
  public String optionList() {
    var own = own();
    var layout = createDefaultLayout(own, List.of(), colorScheme());
    layout.addOptions(own, createDefaultParamLabelRenderer());
    return layout + "%nOptions of all commands: osbctl help options%n".formatted();
  }

  /** The options that all commands share. */
  String sharedOptions() {
    var layout = createDefaultLayout();
    layout.addOptions(commandSpec().options(), createDefaultParamLabelRenderer());
    return layout.toString();
  }

  private List<OptionSpec> own() {
    var isRoot = commandSpec().parent() == null;
    return commandSpec().options().stream()
        .filter(option -> !isRoot && !option.inherited() && !option.hidden())
        .toList();
  }
}
