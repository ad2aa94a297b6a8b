package org.osbctl.cli;

/**
 * Runs typical commands in one JVM, so that the image's AOT cache knows the classes they load.
 *
 * <p>Started only by the build of the image.
 */
final class Training {

  private Training() {}

  /** Runs the commands; what they print is of no interest. */
  public static void main(String[] args) {
    for (int i = 0; i < 3; i++) {
      Main.run("--version");
      Main.run("--help");
      Main.run("--no-such-option");
    }
  }
}
