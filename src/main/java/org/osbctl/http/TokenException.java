package org.osbctl.http;

/** There is no token to be had; its texts are fit for people. */
public final class TokenException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Who has to do something about it. */
  public enum Kind {
    /** The user: what was given is wrong, missing or refused. */
    SETTING,
    /** Whoever runs the service that issues tokens: it is not there, or makes no sense. */
    SERVICE
  }

  private final Kind kind;
  private final String cause;
  private final String remedy;

  /**
   * No token.
   *
   * @param what what does not work
   * @param cause why, as seen, without secrets; may be empty
   * @param remedy what to do about it
   */
  public TokenException(Kind kind, String what, String cause, String remedy) {
    super(what, null, false, false);
    this.kind = kind;
    this.cause = cause;
    this.remedy = remedy;
  }

  /** Who has to do something about it. */
  public Kind kind() {
    return kind;
  }

  /** Why, as seen; may be empty. */
  public String reason() {
    return cause;
  }

  /** What to do about it. */
  public String remedy() {
    return remedy;
  }
}
