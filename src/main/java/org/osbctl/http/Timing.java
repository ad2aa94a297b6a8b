package org.osbctl.http;

import java.time.Duration;

/** How long a round trip took, from sending to the last byte or the failure. */
public record Timing(Duration total) {}
