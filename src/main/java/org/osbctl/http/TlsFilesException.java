package org.osbctl.http;

/** A file with certificates or a key cannot be used. */
public final class TlsFilesException extends UnusableSettingException {
  private static final long serialVersionUID = 1;

  TlsFilesException(String what, String reason, String remedy) {
    super(what, reason, remedy);
  }
}
