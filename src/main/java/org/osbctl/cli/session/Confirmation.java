package org.osbctl.cli.session;

import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Problem;

/** Asks before something is deleted or costs money. */
public final class Confirmation {
  private Confirmation() {}

  /**
   * Goes on when somebody agrees; ends the command otherwise, or when there is nobody to ask.
   *
   * @param doing what needs to be agreed to: {@code Deprovisioning "db1"}
   */
  public static void ask(Session session, boolean agreed, String doing) {
    ask(session, agreed, doing, "say --yes");
  }

  /** The same with another remedy. */
  public static void ask(Session session, boolean agreed, String doing, String remedy) {
    if (agreed) {
      return;
    }
    if (!session.canAsk()) {
      throw new Problem(
              "not-confirmed",
              doing + " has to be confirmed.",
              "there is no terminal to ask on",
              remedy)
          .exit(ExitCode.USAGE);
    }
    if (!session.confirmed(doing + ". Go on?")) {
      throw new Problem("not-confirmed", "Nothing was done.", "", "").exit(ExitCode.USAGE);
    }
  }
}
