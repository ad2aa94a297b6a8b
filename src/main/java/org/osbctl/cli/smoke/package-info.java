/**
 * Scenarios of {@code osbctl smoke}: files with the steps of a life cycle, read and checked.
 * Nothing here sends anything: the commands do.
 */
@NullMarked
package org.osbctl.cli.smoke;

import org.jspecify.annotations.NullMarked;
