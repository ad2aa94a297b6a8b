/**
 * The specification as data: versions, requirements, error codes, and views of the catalog.
 *
 * <p>Nothing here talks to a broker; the only input is what is bundled into the JAR. Views read
 * from JSON trees and never throw on strange content, because a judge has to look at it.
 */
@NullMarked
package org.osbctl.spec;

import org.jspecify.annotations.NullMarked;
