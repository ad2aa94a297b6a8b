package org.osbctl.profile;

/** A profile nobody knows, or one that does not say what it should, or lacks a value. */
public final class ProfileException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String what;
  private final String remedy;

  ProfileException(String what, String cause, String remedy) {
    super(cause);
    this.what = what;
    this.remedy = remedy;
  }

  /** What does not work, a sentence. */
  public String what() {
    return what;
  }

  /** The cause as seen; empty when there is nothing to add. */
  public String reason() {
    return String.valueOf(getMessage());
  }

  /** What to do next. */
  public String remedy() {
    return remedy;
  }
}
