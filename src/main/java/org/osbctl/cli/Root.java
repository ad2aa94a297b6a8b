package org.osbctl.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code osbctl} itself: the options that all commands share. */
@Command(
    name = "osbctl",
    version = "osbctl " + Version.VERSION,
    description = "Client, conformance tester and mock for Open Service Broker API brokers.",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Explain a command or topic: osbctl help COMMAND|TOPIC",
      "Topics: exit-codes, env, options",
      "",
      "Examples:",
      "  osbctl conform run --mock                    no broker needed",
      "  export SB_BROKER_URL=http://127.0.0.1:3000",
      "  export SB_BROKER_USERNAME=admin SB_BROKER_PASSWORD=secret",
      "  osbctl catalog",
      "  osbctl provision -s SERVICE -p PLAN -i db1"
    })
final class Root extends Group {
  @Mixin private final GlobalOptions options = new GlobalOptions();

  GlobalOptions options() {
    return options;
  }
}
