package org.overread.admin;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.overread.trial.CaseJudge;
import org.overread.trial.ReportCase;
import org.overread.trial.ReportCases;
import org.overread.trial.RuleScore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How often the rules agree with people. Every rule speaks, those of mode off too. */
@Command(
    name = "score",
    description =
        "Precision, recall and F1 of each criterion over labelled reports, with every miss and"
            + " false alarm. All rules speak, whatever their mode.")
final class RulesScoreCommand extends TrialCommand {
  @Option(
      names = "--labelled",
      required = true,
      paramLabel = "FILE.jsonl",
      description = "one report a line, with \"labels\"")
  private Path labelled;

  @Override
  public Integer call() throws Exception {
    CaseJudge judge = new CaseJudge(book().withEveryRule());
    RuleScore.Builder builder = new RuleScore.Builder();
    try (Stream<ReportCase> cases = ReportCases.open(labelled)) {
      cases.forEach(reportCase -> builder.add(reportCase, judge.apply(reportCase)));
    }
    RuleScore score = builder.build();
    print(ScoreReport.of(score), ScoreText.of(score));
    return OverreadCommand.GOOD;
  }
}
