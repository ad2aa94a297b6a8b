/**
 * One HTTP round trip and everything that makes it safe: deadline, limits, TLS, authentication,
 * redaction.
 *
 * <p>Nothing here knows the Open Service Broker API. An {@link org.osbctl.http.Exchange} keeps what
 * was really on the wire; whatever leaves the process for people to read goes through {@link
 * org.osbctl.http.Redaction}.
 */
@NullMarked
package org.osbctl.http;

import org.jspecify.annotations.NullMarked;
