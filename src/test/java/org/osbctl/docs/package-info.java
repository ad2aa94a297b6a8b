/** Documents that are generated from the program, and the tests that keep them fresh. */
@NullMarked
package org.osbctl.docs;

import org.jspecify.annotations.NullMarked;
