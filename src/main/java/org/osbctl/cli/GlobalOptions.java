package org.osbctl.cli;

import picocli.CommandLine.Mixin;

/** Options that every command has, before or after its name. */
final class GlobalOptions {
  @Mixin final TargetOptions target = new TargetOptions();
  @Mixin final CallerOptions caller = new CallerOptions();
  @Mixin final ConnectionOptions connection = new ConnectionOptions();
  @Mixin final OutputOptions output = new OutputOptions();
  @Mixin final TraceOptions trace = new TraceOptions();
}
