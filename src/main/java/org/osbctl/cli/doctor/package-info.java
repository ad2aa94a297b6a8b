/** The command that looks for what is wrong between here and the broker. */
@NullMarked
package org.osbctl.cli.doctor;

import org.jspecify.annotations.NullMarked;
