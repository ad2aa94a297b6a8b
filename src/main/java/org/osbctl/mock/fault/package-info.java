/**
 * Faults and quirks: named departures from what the mock would answer.
 *
 * <p>A departure stands around the model and never inside it. What it does is written down in
 * {@code specs/faults.yaml} and {@code specs/quirks.yaml}; only what needs a memory of its own is a
 * {@link org.osbctl.mock.fault.Behaviour} in Java.
 */
@NullMarked
package org.osbctl.mock.fault;

import org.jspecify.annotations.NullMarked;
