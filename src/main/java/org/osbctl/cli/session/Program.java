package org.osbctl.cli.session;

import org.osbctl.cli.io.Surroundings;

/** The program a command belongs to: commands run other commands, and name their maker in files. */
public interface Program {
  /** The version of osbctl, like {@code 1.2.0}. */
  String version();

  /** Runs one command line in given surroundings, and returns its exit code. */
  int run(Surroundings surroundings, String... args);
}
