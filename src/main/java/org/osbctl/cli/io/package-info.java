/**
 * What a command touches of the world, and the words it has for it: surroundings, output, problems,
 * exit codes, forms of credentials. Knows no command, no option and no broker.
 */
@NullMarked
package org.osbctl.cli.io;

import org.jspecify.annotations.NullMarked;
