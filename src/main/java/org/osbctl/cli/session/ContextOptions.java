package org.osbctl.cli.session;

import picocli.CommandLine.Model.CommandSpec;

/** Which context counts. {@link Settings} reads both before any other option has a value. */
final class ContextOptions {
  /** Declares the options. */
  void addTo(CommandSpec spec) {
    spec.addOption(
        SharedOption.of(String.class, value -> {}, "NAME", "--context")
            .description("The context to take what is not given from. Default: the current one.")
            .build());
    spec.addOption(
        SharedOption.of(String.class, value -> {}, "FILE", "--config")
            .description("The file with contexts. Default: XDG_CONFIG_HOME/osbctl/config.yaml.")
            .build());
  }
}
