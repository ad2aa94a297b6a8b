package org.osbctl.cli;

/** What happens when a signal ends the process while a block of code runs. */
final class Interruption {
  private final Thread hook;

  private Interruption(Thread hook) {
    this.hook = hook;
  }

  /** Does this when a signal ends the process before the result is {@code over}. */
  static Interruption doing(Runnable work) {
    var hook = new Thread(work);
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already: what runs now is the clean-up.
    }
    return new Interruption(hook);
  }

  /** Whether a signal is ending the process now: then the exit code is no longer ours. */
  static boolean isUnderWay() {
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
  void over() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already.
    }
  }
}
