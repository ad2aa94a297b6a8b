package org.osbctl.lifecycle;

import org.osbctl.http.Credentials;
import org.osbctl.http.Headers;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;

/**
 * What one needs to know of a broker to tell a proper request from a defective one.
 *
 * @param version the version requests are made for
 * @param catalog the broker's catalog; an empty one tells nothing about ids
 * @param credentials tells right credentials from wrong ones
 */
public record Known(ApiVersion version, Catalog catalog, Credentials credentials) {
  /** What is known of a broker that wants to see these headers; none when it is open. */
  public Known(ApiVersion version, Catalog catalog, Headers credentials) {
    this(version, catalog, Credentials.of(credentials));
  }
}
