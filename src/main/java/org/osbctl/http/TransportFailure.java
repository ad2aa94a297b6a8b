package org.osbctl.http;

import java.util.Locale;

/**
 * Why there was no complete answer.
 *
 * @param kind what went wrong
 * @param detail the cause as seen, in words: one sentence without a full stop, without secrets of
 *     ours and without control characters
 */
public record TransportFailure(Kind kind, String detail) {
  /** What can go wrong on the way to a broker and back. */
  public enum Kind {
    /** The name of the host has no address. */
    UNKNOWN_HOST,
    /** Nothing listens at the port, or a firewall refuses. */
    REFUSED,
    /** There is no way to the host. */
    UNREACHABLE,
    /** The two sides do not agree on a secure connection, certificates included. */
    TLS,
    /** The deadline passed: connecting, waiting for the answer, or reading its body. */
    TIMEOUT,
    /** The connection ended before the answer did. */
    DISCONNECTED,
    /** What came is not HTTP, or contradicts it. */
    NOT_HTTP,
    /** The body of the answer is larger than the limit. */
    TOO_LARGE,
    /** The status line and headers of the answer do not end, or not in time to be kept. */
    ENDLESS_HEAD,
    /** There is not enough memory for the answer. */
    OUT_OF_MEMORY,
    /** The proxy on the way refused its service. */
    PROXY,
    /** We were told to stop. */
    INTERRUPTED,
    /** Anything else, such as a request that cannot be sent. */
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
