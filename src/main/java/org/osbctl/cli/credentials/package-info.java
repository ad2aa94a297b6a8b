/** Credentials of bindings, and the commands that hand them out. */
@NullMarked
package org.osbctl.cli.credentials;

import org.jspecify.annotations.NullMarked;
