/**
 * The command line: the program itself, which wires the commands of the packages below to
 * everything they need, and the commands that are about the program.
 *
 * <p>The packages below hold one group of commands each, or what several groups share; none of them
 * knows this one, and there are no cycles among them. No HTTP, JSON or formatting lives here.
 */
@NullMarked
package org.osbctl.cli;

import org.jspecify.annotations.NullMarked;
