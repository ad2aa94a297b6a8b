/**
 * The options all commands share, and the session they make: target, caller, platform, transport,
 * settings. Whatever several groups of commands need of one broker; no command itself.
 */
@NullMarked
package org.osbctl.cli.session;

import org.jspecify.annotations.NullMarked;
