package org.osbctl.http;

import java.time.Duration;

/**
 * Limits and trust of a transport.
 *
 * @param connectTimeout how long a connection may take to be made
 * @param requestTimeout how long a request may take in all, connecting and body included
 * @param maxBodyBytes how large an answer's body may be
 * @param tls whom to trust and how to identify ourselves
 */
public record TransportOptions(
    Duration connectTimeout, Duration requestTimeout, long maxBodyBytes, Tls tls) {
  /**
   * 10 s to connect, 60 s in all (spec 2.17, "Orphan Mitigation": typically), 64 MiB, public trust.
   */
  public static final TransportOptions DEFAULT =
      new TransportOptions(
          Duration.ofSeconds(10), Duration.ofSeconds(60), 64L * 1024 * 1024, Tls.DEFAULT);
}
