/**
 * Reports of conformance runs: for people at a terminal, and for programs.
 *
 * <p>One {@link org.osbctl.report.ReportFormat} for each way to write a run down. Nothing here
 * sends or judges. Whatever a broker said leaves this package without secrets and without
 * characters that act on a terminal.
 */
@NullMarked
package org.osbctl.report;

import org.jspecify.annotations.NullMarked;
