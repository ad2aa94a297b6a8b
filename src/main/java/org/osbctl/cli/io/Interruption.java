package org.osbctl.cli.io;

/** What happens when a signal ends the process while a block of code runs. */
public final class Interruption {
  private final Thread hook;

  private Interruption(Thread hook) {
    this.hook = hook;
  }

  /** Does this when a signal ends the process before the result is {@code over}. */
  public static Interruption doing(Runnable work) {
    var hook = new Thread(work);
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already: what runs now is the clean-up.
    }
    return new Interruption(hook);
  }

  /** Whether a signal is ending the process now: then the exit code is no longer ours. */
  public static boolean isUnderWay() {
    var probe = new Thread();
    try {
      Runtime.getRuntime().addShutdownHook(probe);
      Runtime.getRuntime().removeShutdownHook(probe);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  /** From now on nothing happens. */
  public void over() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already.
    }
  }
}
