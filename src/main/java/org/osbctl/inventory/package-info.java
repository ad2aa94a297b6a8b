/**
 * What osbctl has created, remembered between commands.
 *
 * <p>An entry is written and synced before the request that may create something leaves, so that
 * nothing is forgotten whatever happens to the process. No secret is ever written.
 */
@NullMarked
package org.osbctl.inventory;

import org.jspecify.annotations.NullMarked;
