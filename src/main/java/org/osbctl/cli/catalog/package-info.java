/** The commands that show, compare, derive and check catalogs. */
@NullMarked
package org.osbctl.cli.catalog;

import org.jspecify.annotations.NullMarked;
