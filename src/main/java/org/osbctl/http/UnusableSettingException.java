package org.osbctl.http;

/** A setting of the connection cannot be used; says so before anything is sent. */
public abstract sealed class UnusableSettingException extends Exception
    permits TlsFilesException, ProxySettingException {
  private static final long serialVersionUID = 1;

  private final String what;
  private final String reason;
  private final String remedy;

  UnusableSettingException(String what, String reason, String remedy) {
    super(what + ": " + reason);
    this.what = what;
    this.reason = reason;
    this.remedy = remedy;
  }

  /** What does not work, and with which file or variable. */
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
