/**
 * JUnit Jupiter, for those who write brokers and platforms in Java: the conformance suite as
 * dynamic tests, the mock broker as an extension.
 *
 * <p>The only package that knows JUnit, which the user of the library brings along; the command
 * never loads it.
 */
@NullMarked
package org.osbctl.junit;

import org.jspecify.annotations.NullMarked;
