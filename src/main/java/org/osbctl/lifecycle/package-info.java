/**
 * The specification as an executable model: in this state, this request may be answered so.
 *
 * <p>Pure functions: no clock, no threads, no HTTP. The mock takes the first answer the model
 * prefers, the judge compares an answer with the model's clauses, the tracker follows a broker with
 * the model's transitions. Which answer is due in which situation stands here and nowhere else.
 */
@NullMarked
package org.osbctl.lifecycle;

import org.jspecify.annotations.NullMarked;
