/**
 * Who issues tokens, and says whether they are valid: OAuth2 servers and Keystones.
 *
 * <p>What is sent to them holds secrets in the clear, so it never shows in a trace.
 */
@NullMarked
package org.osbctl.http.token;

import org.jspecify.annotations.NullMarked;
