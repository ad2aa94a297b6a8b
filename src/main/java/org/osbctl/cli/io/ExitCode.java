package org.osbctl.cli.io;

/** What the process ends with; listed in {@code help exit-codes} and in the README. */
public enum ExitCode {
  DONE(0, "done; in a conformance run: nothing is wrong at the level that gates"),
  REFUSED(
      1, "the broker refused, or the operation ended as failed; in a conformance run: violations"),
  USAGE(
      2,
      "wrong usage or configuration; nothing was sent that changes anything. Or the result could"
          + " not be written"),
  UNREACHABLE(3, "no talking to the broker: name, connection, TLS, time-out, not HTTP"),
  GAVE_UP(4, "gave up waiting; the operation is still in progress"),
  LEFT_BEHIND(5, "finished, but something that was created is still there"),
  NOTHING_TESTED(6, "nothing was tested: an empty selection, or all of it skipped"),
  BUG(70, "a bug in osbctl"),
  INTERRUPTED(130, "interrupted; 143 when terminated");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** The number the process ends with. */
  public int code() {
    return code;
  }

  /** What it says, in words for the help. */
  public String meaning() {
    return meaning;
  }
}
