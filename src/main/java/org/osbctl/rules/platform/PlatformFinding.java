package org.osbctl.rules.platform;

import org.jspecify.annotations.Nullable;
import org.osbctl.spec.Level;
import org.osbctl.spec.Requirement;

/**
 * Something a platform did against the specification.
 *
 * @param requirement what it did not meet
 * @param level the level at the version the platform speaks
 * @param because what is wrong, in one sentence without a full stop
 * @param expected what would have been right
 * @param actual what was seen; names no secret
 * @param pointer where in the body of the request, as a JSON pointer; null when it is not about it
 * @param exchange the number of the exchange, from 0, in the order in which they were told
 * @param request the request in short, such as {@code poll instance}
 * @param line the request's first line, {@code GET /v2/catalog}; as it came, so not fit to print
 */
public record PlatformFinding(
    Requirement requirement,
    Level level,
    String because,
    String expected,
    String actual,
    @Nullable String pointer,
    long exchange,
    String request,
    String line) {}
