/**
 * Parameters of service plans: given with options, asked for in forms, checked by their schemas;
 * and the commands about them.
 */
@NullMarked
package org.osbctl.cli.params;

import org.jspecify.annotations.NullMarked;
