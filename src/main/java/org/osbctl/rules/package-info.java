/**
 * Judgements: pure functions from what was seen on the wire to met or violated.
 *
 * <p>A rule never sends anything and never knows who did. Which status and error code is due stands
 * in {@code lifecycle}; body shapes stand in the message schemas; what remains is written here, one
 * file per section of the specification.
 */
@NullMarked
package org.osbctl.rules;

import org.jspecify.annotations.NullMarked;
