package org.osbctl.cli.shell;

/** Somebody did not want to go on answering. */
public final class CancelledException extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean interrupted;

  /**
   * A form that was left.
   *
   * @param interrupted by Ctrl-C; else by the end of the input or by saying no
   */
  public CancelledException(boolean interrupted) {
    super("cancelled");
    this.interrupted = interrupted;
  }

  /** Whether it was Ctrl-C. */
  public boolean interrupted() {
    return interrupted;
  }
}
