package org.osbctl.cli;

/** Ends a command with a problem and an exit code. */
final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;
  private final ExitCode exit;

  ProblemException(Problem problem, ExitCode exit) {
    super(problem.what(), null, false, false);
    this.problem = problem;
    this.exit = exit;
  }

  Problem problem() {
    return problem;
  }

  ExitCode exit() {
    return exit;
  }
}
