package org.osbctl.cli.session;

import picocli.CommandLine.Model.CommandSpec;

/** Options that every command has, before or after its name. */
public final class GlobalOptions {
  final ContextOptions context = new ContextOptions();
  final TargetOptions target = new TargetOptions();
  final CallerOptions caller = new CallerOptions();
  final PlatformOptions platform = new PlatformOptions();
  final ConnectionOptions connection = new ConnectionOptions();
  final OutputOptions output = new OutputOptions();
  final InventoryOptions inventory = new InventoryOptions();
  final TraceOptions trace = new TraceOptions();

  /** Declares the options. */
  public void addTo(CommandSpec spec) {
    context.addTo(spec);
    target.addTo(spec);
    caller.addTo(spec);
    platform.addTo(spec);
    connection.addTo(spec);
    output.addTo(spec);
    inventory.addTo(spec);
    trace.addTo(spec);
  }
}
