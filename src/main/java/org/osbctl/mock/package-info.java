/**
 * A broker in this process that follows the specification to the letter.
 *
 * <p>Which answer is due comes from {@code lifecycle}; here live the server, the memory of what was
 * created and the bodies. Nothing here judges.
 *
 * <p>From the outside to the inside a request passes the server ({@code HttpShell}), the control
 * API and the log of requests if they are on, every {@link org.osbctl.mock.Interceptor} in the
 * order in which it was added, the catalog's caching, and {@code MockCore}, which asks the model
 * and, when an operation starts, the {@link org.osbctl.mock.Binder}. Whoever wants other answers
 * stands around the core as an interceptor; whoever wants real things behind instances is a binder.
 * Neither needs a change in the core.
 */
@NullMarked
package org.osbctl.mock;

import org.jspecify.annotations.NullMarked;
