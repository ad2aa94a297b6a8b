/**
 * Judges the platforms that call a mock.
 *
 * <p>What is right for a platform to send stands in {@code rules.platform}; here requests and
 * answers are shown to that judge, and what it finds is kept to be read.
 */
@NullMarked
package org.osbctl.mock.strict;

import org.jspecify.annotations.NullMarked;
