/**
 * Judgements of a platform by the requests it sends to a broker.
 *
 * <p>The rules are pure functions, as all rules are, and look at requests: what the broker answered
 * counts only for what the platform does next. A duty that can only be seen neglected when nothing
 * more will come is judged at the end of the conversation. What the text leaves open is never held
 * against a platform.
 */
@NullMarked
package org.osbctl.rules.platform;

import org.jspecify.annotations.NullMarked;
