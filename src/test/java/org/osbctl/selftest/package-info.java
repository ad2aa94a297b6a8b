/** The proof that every judgement can fail, and that it fails for a reason only. */
@NullMarked
package org.osbctl.selftest;

import org.jspecify.annotations.NullMarked;
