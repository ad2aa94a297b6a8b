/**
 * The settings people keep: contexts in a file of their own, the project file, references to
 * secrets. What a setting means stands elsewhere; here they are names and texts.
 */
@NullMarked
package org.osbctl.cli.settings;

import org.jspecify.annotations.NullMarked;
