package org.osbctl.http;

import java.util.Locale;

/**
 * Why there was no complete answer.
 *
 * @param kind what went wrong
 * @param detail the cause as seen, in words, without secrets
 */
public record TransportFailure(Kind kind, String detail) {
  /** What can go wrong on the way to a broker and back. */
  public enum Kind {
    UNKNOWN_HOST,
    REFUSED,
    UNREACHABLE,
    TLS,
    TIMEOUT,
    DISCONNECTED,
    NOT_HTTP,
    TOO_LARGE,
    INTERRUPTED,
    OTHER;

    /** In words, for messages: {@code unknown host}. */
    public String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  @Override
  public String toString() {
    return detail;
  }
}
