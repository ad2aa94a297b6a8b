package org.osbctl.http;

import java.time.Duration;

/**
 * Limits, trust and way of a transport.
 *
 * @param connectTimeout how long a connection may take to be made, TLS included
 * @param requestTimeout how long a request may take in all, connecting and body included
 * @param maxBodyBytes how large an answer's body may be
 * @param tls whom to trust and how to identify ourselves
 * @param proxies which requests go through which proxy
 */
public record TransportOptions(
    Duration connectTimeout, Duration requestTimeout, long maxBodyBytes, Tls tls, Proxies proxies) {
  /**
   * 10 s to connect, 60 s in all (spec 2.17, "Orphan Mitigation": typically), 16 MiB, public trust.
   */
  public static final TransportOptions DEFAULT =
      new TransportOptions(
          Duration.ofSeconds(10), Duration.ofSeconds(60), 16L * 1024 * 1024, Tls.DEFAULT);

  /** Options without a proxy. */
  public TransportOptions(
      Duration connectTimeout, Duration requestTimeout, long maxBodyBytes, Tls tls) {
    this(connectTimeout, requestTimeout, maxBodyBytes, tls, Proxies.NONE);
  }
}
