package org.osbctl.cli.settings;

/** Settings cannot be read, written or followed; its texts are fit for people. */
public final class SettingsException extends Exception {
  private static final long serialVersionUID = 1;

  private final String cause;
  private final String remedy;

  /**
   * Something about settings that does not work.
   *
   * @param what what does not work
   * @param cause why, as seen; may be empty
   * @param remedy what to do about it; may be empty
   */
  public SettingsException(String what, String cause, String remedy) {
    super(what);
    this.cause = cause;
    this.remedy = remedy;
  }

  /** Why, as seen; may be empty. */
  public String reason() {
    return cause;
  }

  /** What to do about it; may be empty. */
  public String remedy() {
    return remedy;
  }
}
