/**
 * What is interactive: forms and the shell. The only package that knows JLine, loaded when somebody
 * sits at a terminal and asks for it.
 */
@NullMarked
package org.osbctl.cli.shell;

import org.jspecify.annotations.NullMarked;
