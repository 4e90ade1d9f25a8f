/**
 * Rules on trial: judges reports that were imported, or studies the node has, without any side
 * effect. {@link org.overread.trial.ReportCases} reads them, {@link org.overread.trial.RuleScore}
 * compares what the rules say with what people said, {@link org.overread.trial.Backtest} counts
 * what would have been sent. Must not contain: tables, sending, printing.
 */
package org.overread.trial;
