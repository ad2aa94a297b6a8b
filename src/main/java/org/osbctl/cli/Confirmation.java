package org.osbctl.cli;

/** Asks before something is deleted or costs money. */
final class Confirmation {
  private Confirmation() {}

  /** Goes on when somebody agrees; ends the command otherwise, or when there is nobody to ask. */
  static void ask(Session session, boolean agreed, String question) {
    if (agreed) {
      return;
    }
    if (!session.canAsk()) {
      throw new Problem("not-confirmed", question, "there is nobody to ask", "say --yes")
          .exit(ExitCode.USAGE);
    }
    if (!session.confirmed(question)) {
      throw new Problem("not-confirmed", "Nothing was done.", "", "").exit(ExitCode.USAGE);
    }
  }
}
