package org.osbctl.http;

/** A proxy is named in a way that cannot be used. */
public final class ProxySettingException extends UnusableSettingException {
  private static final long serialVersionUID = 1;

  ProxySettingException(String what, String reason, String remedy) {
    super(what, reason, remedy);
  }
}
