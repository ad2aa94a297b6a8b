/** The commands that imitate a broker, and their options. */
@NullMarked
package org.osbctl.cli.mock;

import org.jspecify.annotations.NullMarked;
