package org.overread.admin;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.overread.findings.Axis;
import org.overread.findings.NegexScore;
import org.overread.findings.NegexScore.Counts;
import org.overread.trial.RuleScore;
import org.overread.trial.RuleScore.RuleError;
import org.overread.trial.Tally;

/** Scores as lines for a terminal: a table, then every wrong answer with the words behind it. */
final class ScoreText {
  private static final String HEAD =
      String.format(
          Locale.ROOT,
          "%-36s %9s %9s %9s %6s %6s %6s",
          "",
          "precision",
          "recall",
          "F1",
          "right",
          "false",
          "missed");

  /** Names of the axes, in the order of the kit's columns. */
  private static final Map<Axis, String> AXES =
      Map.of(
          Axis.CERTAINTY, "negation",
          Axis.HISTORICAL, "historical",
          Axis.HYPOTHETICAL, "hypothetical",
          Axis.EXPERIENCER, "experiencer");

  private final StringBuilder text = new StringBuilder();

  private ScoreText() {}

  static String of(RuleScore score) {
    ScoreText result = new ScoreText();
    result.line(HEAD);
    result.tally("any", score.any());
    score.criteria().forEach(result::tally);
    score
        .subspecialty()
        .ifPresent(
            accuracy ->
                result.line(
                    String.format(
                        Locale.ROOT,
                        "%-36s %9.3f of the groups are right",
                        "subspecialty",
                        accuracy)));
    score.errors().forEach(result::error);
    return result.text.toString();
  }

  /**
   * @param rows the lines of the table, its headings included
   */
  static String of(NegexScore score, List<String> rows) {
    ScoreText result = new ScoreText();
    result.line(HEAD);
    for (Axis axis : Axis.values()) {
      if (AXES.containsKey(axis)) {
        Counts counts = score.axes().getOrDefault(axis, new Counts(0, 0, 0));
        result.tally(
            AXES.get(axis),
            new Tally(counts.truePositives(), counts.falsePositives(), counts.falseNegatives(), 0));
      }
    }
    for (NegexScore.Disagreement wrong : score.disagreements()) {
      result.line("");
      result.line(
          (wrong.read() ? "FALSE ALARM  " : "MISSED       ")
              + AXES.get(wrong.axis())
              + ", line "
              + wrong.line());
      result.row(rows.get(wrong.line() - 1));
    }
    for (int line : score.unfound()) {
      result.line("");
      result.line("NOT COUNTED  line " + line + ": the target does not stand in the sentence");
      result.row(rows.get(line - 1));
    }
    return result.text.toString();
  }

  private void tally(String name, Tally tally) {
    line(
        String.format(
            Locale.ROOT,
            "%-36s %9.3f %9.3f %9.3f %6d %6d %6d",
            name,
            tally.precision(),
            tally.recall(),
            tally.f1(),
            tally.hits(),
            tally.falseAlarms(),
            tally.misses()));
  }

  private void error(RuleError error) {
    line("");
    line(
        (error.missed() ? "MISSED       " : "FALSE ALARM  ")
            + error.criterion()
            + ", "
            + error.caseId());
    if (!error.labelled().isEmpty()) {
      line("  labelled   " + String.join(" | ", error.labelled()));
    }
    if (!error.said().isEmpty()) {
      line("  rules      " + String.join(" | ", error.said()));
    }
  }

  private void row(String row) {
    String[] columns = row.split("\t", -1);
    line("  target     " + columns[1].strip());
    line("  sentence   " + columns[2].strip());
    line("  labelled   " + columns[3] + ", " + columns[4] + ", " + columns[5]);
  }

  /** Texts come from files: a control character must not reach the terminal. */
  private void line(String content) {
    text.append(TerminalText.line(content)).append(System.lineSeparator());
  }
}
