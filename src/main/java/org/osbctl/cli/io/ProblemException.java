package org.osbctl.cli.io;

/** Ends a command with a problem and an exit code. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;
  private final ExitCode exit;

  ProblemException(Problem problem, ExitCode exit) {
    super(problem.what(), null, false, false);
    this.problem = problem;
    this.exit = exit;
  }

  /** What did not work. */
  public Problem problem() {
    return problem;
  }

  /** What the command ends with. */
  public ExitCode exit() {
    return exit;
  }
}
