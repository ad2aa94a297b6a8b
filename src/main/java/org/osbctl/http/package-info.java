/**
 * One HTTP round trip and everything that makes it safe: deadline, limits, TLS, authentication,
 * redaction.
 *
 * <p>Nothing here knows the Open Service Broker API. An {@link org.osbctl.http.Exchange} keeps what
 * was really on the wire; it leaves the process for people to read as {@link
 * org.osbctl.http.Printout}, which goes through {@link org.osbctl.http.Redaction} and {@link
 * org.osbctl.http.Visible}. Other texts go through these two themselves.
 */
@NullMarked
package org.osbctl.http;

import org.jspecify.annotations.NullMarked;
