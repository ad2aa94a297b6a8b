package org.osbctl.mock;

/** A PostgreSQL cannot be used to make databases for service instances; says so at the start. */
public final class PostgresTroubleException extends Exception {
  private static final long serialVersionUID = 1;

  private final Kind kind;
  private final String what;
  private final String reason;
  private final String remedy;

  /** Whose trouble it is. */
  public enum Kind {
    /** The settings cannot be right, wherever the server is. */
    SETTINGS,
    /** The server does not answer. */
    UNREACHABLE,
    /** The server answers, and refuses or cannot do what is needed. */
    REFUSED
  }

  PostgresTroubleException(Kind kind, String what, String reason, String remedy) {
    super(what + " " + reason);
    this.kind = kind;
    this.what = what;
    this.reason = reason;
    this.remedy = remedy;
  }

  /** Whose trouble it is. */
  public Kind kind() {
    return kind;
  }

  /** What does not work. */
  public String what() {
    return what;
  }

  /** The cause as seen. */
  public String reason() {
    return reason;
  }

  /** What to do about it. */
  public String remedy() {
    return remedy;
  }
}
