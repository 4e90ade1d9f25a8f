package org.overread.admin;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.overread.config.RuleFolders;
import org.overread.findings.NegexScore;
import org.overread.findings.TextReader;
import org.overread.rules.RuleBook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How often assertions agree with a table labelled by people. */
@Command(
    name = "score",
    description =
        "Precision, recall and F1 of negation, history, hypothesis and experiencer over a table of"
            + " the NegEx/ConText test kit, with every miss and false alarm.")
final class FindingsScoreCommand extends TrialCommand {
  @Option(
      names = "--negex",
      required = true,
      paramLabel = "FILE.tsv",
      description =
          "columns report, target, sentence, negation, temporality, experiencer, parted by tabs")
  private Path table;

  @Override
  public Integer call() throws Exception {
    RuleFolders folders = folders();
    TextReader reader = new TextReader(RuleBook.vocabulary(folders.vocabulary()));
    NegexScore score;
    try (BufferedReader lines = Files.newBufferedReader(table)) {
      score = NegexScore.of(reader, lines);
    }
    List<String> rows = overread().json() ? List.of() : Files.readAllLines(table);
    print(AssertionScoreReport.of(score), overread().json() ? "" : ScoreText.of(score, rows));
    return OverreadCommand.GOOD;
  }
}
