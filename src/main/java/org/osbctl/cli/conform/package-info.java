/** The commands that judge brokers, their options and the reports they write. */
@NullMarked
package org.osbctl.cli.conform;

import org.jspecify.annotations.NullMarked;
