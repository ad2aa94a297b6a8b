package org.osbctl.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code osbctl} itself: the options that all commands share. */
@Command(
    name = "osbctl",
    synopsisSubcommandLabel = "COMMAND",
    description = "Client, conformance tester and mock for Open Service Broker API brokers.")
final class Root {
  @Mixin private final GlobalOptions options = new GlobalOptions();

  GlobalOptions options() {
    return options;
  }
}
