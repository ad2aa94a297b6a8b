/**
 * Servers that are wrong on purpose, down to the byte, and what becomes of us when we talk to them.
 *
 * <p>The mock's faults are wrong in the way brokers are. These are wrong in the way the Internet
 * is: no HTTP library could be talked into sending most of it.
 */
@NullMarked
package org.osbctl.hostile;

import org.jspecify.annotations.NullMarked;
