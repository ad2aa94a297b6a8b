/**
 * Conformance runs: scenarios drive a broker through situations, the rules judge whatever comes
 * back, coverage is measured.
 *
 * <p>Scenarios assert nothing of their own. Everything a run creates it deletes, and says so when
 * it could not.
 */
@NullMarked
package org.osbctl.conform;

import org.jspecify.annotations.NullMarked;
