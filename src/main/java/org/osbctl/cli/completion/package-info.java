/**
 * What shells complete a command line with: scripts made from the command tree, and the names those
 * scripts read from small files that successful commands leave behind.
 *
 * <p>A shell never starts osbctl to complete a word: that would take longer than a hand waits. This
 * package knows picocli's model and nothing of the commands themselves.
 */
@NullMarked
package org.osbctl.cli.completion;

import org.jspecify.annotations.NullMarked;
