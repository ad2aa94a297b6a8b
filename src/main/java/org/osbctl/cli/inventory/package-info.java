/**
 * What osbctl remembers: how commands name instances and bindings and write down what becomes of
 * them, and the commands that list, adopt, rename, forget and clean up.
 */
@NullMarked
package org.osbctl.cli.inventory;

import org.jspecify.annotations.NullMarked;
