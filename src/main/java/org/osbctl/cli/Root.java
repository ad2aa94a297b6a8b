package org.osbctl.cli;

import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.session.GlobalOptions;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code osbctl} itself: the options that all commands share. Declared without annotations, whose
 * reading costs 50 ms at every start.
 */
final class Root implements Callable<Integer> {
  private final GlobalOptions options = new GlobalOptions();
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("osbctl");

  Root() {
    options.addTo(spec);
    spec.version("osbctl " + Version.VERSION)
        .usageMessage()
        .description("Client, conformance tester and mock for Open Service Broker API brokers.")
        .commandListHeading("%nCommands:%n")
        .footer(
            "",
            "Explain a command or topic: osbctl help COMMAND|TOPIC",
            "Topics: exit-codes, env, options",
            "",
            "Examples:",
            "  osbctl conform run --mock                    no broker needed",
            "  export SB_BROKER_URL=http://127.0.0.1:3000",
            "  export SB_BROKER_USERNAME=admin SB_BROKER_PASSWORD=secret",
            "  osbctl catalog",
            "  osbctl provision -s SERVICE -p PLAN -i db1");
  }

  GlobalOptions options() {
    return options;
  }

  /** The long names of the options that all commands share, without dashes. */
  Set<String> optionNames() {
    return spec.options().stream()
        .map(option -> option.longestName().replaceFirst("^--", ""))
        .collect(Collectors.toSet());
  }

  CommandSpec spec() {
    return spec;
  }

  /** Without a command there is nothing to do but to show which there are. */
  @Override
  public Integer call() {
    var line = spec.commandLine();
    line.usage(line.getErr());
    return ExitCode.USAGE.code();
  }
}
