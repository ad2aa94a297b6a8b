package org.osbctl.cli.smoke;

/** A scenario cannot be used; the message says where and why. */
public final class ScenarioException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * Something is wrong in a file.
   *
   * @param line from 1
   * @param key the JSON pointer of what is wrong; empty for the whole
   */
  public ScenarioException(int line, String key, String why) {
    super("line " + line + (key.isEmpty() ? "" : ", " + words(key)) + ": " + why);
  }

  /** {@code /steps/2/bind} as {@code steps[2].bind}. */
  private static String words(String pointer) {
    return pointer
        .substring(1)
        .replaceAll("/(\\d+)(?=/|$)", "[$1]")
        .replace('/', '.')
        .replace("~1", "/")
        .replace("~0", "~");
  }
}
