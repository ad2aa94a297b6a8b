package org.osbctl.lifecycle;

import org.osbctl.http.Headers;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;

/**
 * What one needs to know of a broker to tell a proper request from a defective one.
 *
 * @param version the version requests are made for
 * @param catalog the broker's catalog; an empty one tells nothing about ids
 * @param credentials the headers of right credentials; none when the broker is open
 */
public record Known(ApiVersion version, Catalog catalog, Headers credentials) {}
