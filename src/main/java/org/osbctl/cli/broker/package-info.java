/** The commands that call a broker, operation by operation, and what they share. */
@NullMarked
package org.osbctl.cli.broker;

import org.jspecify.annotations.NullMarked;
