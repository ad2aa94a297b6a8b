/**
 * What osbctl has created, remembered between commands: a small CMDB.
 *
 * <p>An entry is written and synced before the request that may create something leaves, so that
 * nothing is forgotten whatever happens to the process. No secret is ever written. What commands
 * need to know stands in {@code InstanceEntry}; who made it, when and how, in {@code
 * InstanceRecord}; what was done, in the table of operations, which stays when its resource is
 * gone.
 */
@NullMarked
package org.osbctl.inventory;

import org.jspecify.annotations.NullMarked;
