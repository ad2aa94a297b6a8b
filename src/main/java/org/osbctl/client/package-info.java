/**
 * The platform's part of the conversation: sending operations, waiting for them, cleaning up after
 * unclear answers.
 */
@NullMarked
package org.osbctl.client;

import org.jspecify.annotations.NullMarked;
