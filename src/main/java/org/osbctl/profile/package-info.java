/**
 * Platforms as data: what each one sends, and what it takes from a broker beyond the specification.
 *
 * <p>The data stands in {@code specs/profiles/*.yaml}, or in a file of the user's own, and is
 * checked when it is loaded, which happens only when somebody names a profile. Nothing here sends
 * or prints anything.
 */
@NullMarked
package org.osbctl.profile;

import org.jspecify.annotations.NullMarked;
