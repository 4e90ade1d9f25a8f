/**
 * Rules on trial: judges reports that were imported, as the node would, without any side effect.
 * {@link org.overread.trial.ReportCases} reads them, {@link org.overread.trial.RuleScore} compares
 * what the rules say with what people said, {@link org.overread.trial.Backtest} counts what would
 * have been sent. Must not contain: tables, sending, printing.
 *
 * <p>{@link org.overread.trial.Trial} decides one case from files: {@link
 * org.overread.trial.ReportFile} and {@link org.overread.trial.ImageFiles}.
 *
 * <h2>Why is a case on trial sent to a subspecialty and not to a configured group?</h2>
 *
 * A back-test answers what a rule costs and finds; hours, caps and windows of the groups of today
 * say nothing of last month's reports. Look again when groups overlap in what they read.
 */
package org.overread.trial;
