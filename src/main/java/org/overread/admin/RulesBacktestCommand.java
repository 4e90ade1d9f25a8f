package org.overread.admin;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.overread.config.RuleFolders;
import org.overread.rules.RuleBook;
import org.overread.trial.Backtest;
import org.overread.trial.Backtest.Difference;
import org.overread.trial.CaseJudge;
import org.overread.trial.ReportCase;
import org.overread.trial.ReportCases;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the rules would have done with many reports; nothing is sent or stored. */
@Command(
    name = "backtest",
    description =
        "Judge many reports without sending or storing anything: flagged cases per day and"
            + " subspecialty, criteria met together, yield of each rule, examples; with --against,"
            + " every case that two rule sets judge differently.")
final class RulesBacktestCommand extends TrialCommand {
  @Option(
      names = "--reports",
      required = true,
      paramLabel = "PATH",
      description = "FILE.jsonl, FILE.csv, or a folder of NAME.txt")
  private Path reports;

  @Option(
      names = "--since",
      paramLabel = "DATE",
      description = "only reports dated that day or later, e.g. 2026-11-01")
  private Optional<LocalDate> since = Optional.empty();

  @Option(
      names = "--against",
      paramLabel = "DIR",
      description = "another folder of rules, or one with rules/ and vocabulary/ in it")
  private Optional<Path> against = Optional.empty();

  @Override
  public Integer call() throws Exception {
    CaseJudge judge = new CaseJudge(book());
    BacktestText text = new BacktestText(this::show);
    try (ProgressBar bar = new ProgressBar(err(), ReportCases.count(reports));
        Stream<ReportCase> cases = ReportCases.open(reports)) {
      Stream<ReportCase> chosen = cases.peek(each -> bar.step()).filter(this::isWanted);
      Backtest result;
      if (against.isPresent()) {
        RuleFolders other = within(against.get());
        CaseJudge before = new CaseJudge(RuleBook.load(other.rules(), other.vocabulary()));
        result = Backtest.compare(chosen, judge, before, d -> difference(d, text, bar), () -> {});
      } else {
        result = Backtest.run(chosen, judge, () -> {});
      }
      bar.clear();
      if (overread().json()) {
        show(Json.write(BacktestReport.of(result)));
      } else {
        text.result(result, against.isPresent());
      }
    }
    out().flush();
    return OverreadCommand.GOOD;
  }

  private boolean isWanted(ReportCase reportCase) {
    return since.isEmpty() || reportCase.date().filter(d -> !d.isBefore(since.get())).isPresent();
  }

  /** Shown at once, so that memory does not grow with their number. */
  private void difference(Difference difference, BacktestText text, ProgressBar bar) {
    bar.clear();
    if (overread().json()) {
      show(Json.write(new DifferenceReport(difference)));
    } else {
      text.difference(difference);
    }
    out().flush();
  }

  /** A line of its own, before the line of the result. */
  record DifferenceReport(Difference difference) {}

  private void show(String line) {
    out().println(line);
  }
}
