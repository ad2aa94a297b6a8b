/** What tests of several packages share: fake time, random values. */
@NullMarked
package org.osbctl.samples;

import org.jspecify.annotations.NullMarked;
