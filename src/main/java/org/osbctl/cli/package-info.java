/**
 * The command line: thin picocli commands and the wiring of everything below them.
 *
 * <p>No HTTP, JSON or formatting lives here.
 */
@NullMarked
package org.osbctl.cli;

import org.jspecify.annotations.NullMarked;
