/**
 * A broker in this process that follows the specification to the letter.
 *
 * <p>Which answer is due comes from {@code lifecycle}; here live the server, the memory of what was
 * created and the bodies. Nothing here judges.
 */
@NullMarked
package org.osbctl.mock;

import org.jspecify.annotations.NullMarked;
