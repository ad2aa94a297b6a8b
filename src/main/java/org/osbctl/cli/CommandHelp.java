package org.osbctl.cli;

import picocli.CommandLine.Help;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.CommandSpec;

/** Help that shows a command's own options; the shared ones have a topic of their own. */
final class CommandHelp extends Help {
  CommandHelp(CommandSpec spec, ColorScheme colors) {
    super(spec, colors);
  }

  @Override
  public String optionList() {
    var own = commandSpec().options().stream().filter(o -> !o.inherited() && !o.hidden()).toList();
    var layout = createDefaultLayout(own, java.util.List.of(), colorScheme());
    layout.addOptions(own, createDefaultParamLabelRenderer());
    var shared =
        commandSpec().parent() == null
            ? ""
            : "  Options of all commands: osbctl help options%n".formatted();
    return layout + shared;
  }
}
