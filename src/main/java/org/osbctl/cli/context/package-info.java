/** The commands about contexts. The files they change are those of {@code cli.settings}. */
@NullMarked
package org.osbctl.cli.context;

import org.jspecify.annotations.NullMarked;
