package org.osbctl.cli.inventory;

import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Names;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.session.Catalogs;
import org.osbctl.inventory.InstanceEntry;
import org.osbctl.inventory.InstanceEntry.BindingEntry;
import picocli.CommandLine.Option;

/** {@code -b NAME}: a service binding osbctl knows by name. */
public final class BindingOption {
  @Option(
      names = {"-b", "--binding"},
      paramLabel = "NAME",
      description = "Name of the service binding (SB_BINDING).")
  private @Nullable String name;

  /** The binding with this name, or the instance itself when no name is given. */
  public Remembered of(InstanceEntry instance) {
    return name == null ? new Remembered(instance) : new Remembered(instance, entry(instance));
  }

  /** The binding with this name, or the only one; ends the command when there is none. */
  public BindingEntry entry(InstanceEntry instance) {
    var names = instance.bindings().stream().map(BindingEntry::name).toList();
    var wanted = name;
    if (wanted == null) {
      if (names.size() == 1) {
        return instance.bindings().getFirst();
      }
      throw new Problem(
              "no-binding",
              "\""
                  + instance.name()
                  + "\" has "
                  + (names.isEmpty() ? "no service binding." : "several service bindings."),
              "",
              names.isEmpty() ? begin(instance) : "choose one with -b: " + String.join(", ", names))
          .exit(ExitCode.USAGE);
    }
    if (names.isEmpty()) {
      throw Catalogs.unknown(
          "service binding",
          wanted,
          "osbctl remembers none of \"" + instance.name() + "\"",
          begin(instance));
    }
    return instance
        .binding(wanted)
        .orElseThrow(() -> Catalogs.unknown("service binding", wanted, names));
  }

  private static String begin(InstanceEntry instance) {
    return "make one with: osbctl bind -i " + Names.word(instance.name());
  }
}
