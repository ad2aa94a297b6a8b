/**
 * {@code osbctl smoke}: life cycles written down in files, read, checked and gone through. Nothing
 * here talks to a broker: every step is a command of the program.
 */
@NullMarked
package org.osbctl.cli.smoke;

import org.jspecify.annotations.NullMarked;
