package org.osbctl.cli;

/** The program a command belongs to: commands run other commands, and name their maker in files. */
interface Program {
  /** The version of osbctl, like {@code 1.2.0}. */
  String version();

  /** Runs one command line in given surroundings, and returns its exit code. */
  int run(Surroundings surroundings, String... args);
}
