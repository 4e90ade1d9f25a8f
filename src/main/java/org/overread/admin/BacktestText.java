package org.overread.admin;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.overread.trial.Backtest;
import org.overread.trial.Backtest.Difference;
import org.overread.trial.Backtest.Example;
import org.overread.trial.Backtest.RuleCount;

/** A back-test as lines for a terminal; differences first, as they are found. */
final class BacktestText {
  private static final double PERCENT = 100;

  private final Consumer<String> lines;
  private long added;
  private long removed;
  private long changed;

  /**
   * @param lines takes one line at a time
   */
  BacktestText(Consumer<String> lines) {
    this.lines = lines;
  }

  void difference(Difference difference) {
    String what;
    if (difference.flaggedBefore() == difference.flaggedAfter()) {
      what = difference.flaggedAfter() ? "flagged by other criteria  " : "not flagged, as before  ";
      changed++;
    } else if (difference.flaggedAfter()) {
      what = "newly flagged  ";
      added++;
    } else {
      what = "no longer flagged  ";
      removed++;
    }
    line(
        what
            + difference.caseId()
            + "  "
            + names(difference.before())
            + " -> "
            + names(difference.after()));
    difference.evidence().forEach(words -> line("    " + words));
  }

  private static String names(List<String> criteria) {
    return criteria.isEmpty() ? "nothing" : String.join(" + ", criteria);
  }

  void result(Backtest result, boolean compared) {
    if (compared) {
      line(
          String.format(
              Locale.ROOT,
              "%d newly flagged, %d no longer, %d by other criteria",
              added,
              removed,
              changed));
      line("");
    }
    line(
        String.format(
            Locale.ROOT,
            "%d cases, %d flagged (%.1f %%)",
            result.cases(),
            result.flagged(),
            share(result.flagged(), result.cases())));
    days(result.perDay());
    counts("Flagged per subspecialty", result.perSubspecialty());
    counts("Criteria met together, whatever the mode", result.overlap());
    rules(result);
    examples(result.rules());
  }

  private void days(Map<LocalDate, Long> perDay) {
    if (perDay.isEmpty()) {
      return;
    }
    long sum = perDay.values().stream().mapToLong(Long::longValue).sum();
    long most = perDay.values().stream().mapToLong(Long::longValue).max().orElse(0);
    line("");
    line(
        String.format(
            Locale.ROOT,
            "Flagged per day: %.1f on average over %d days with any, at most %d",
            (double) sum / perDay.size(),
            perDay.size(),
            most));
    perDay.forEach((day, count) -> line(String.format(Locale.ROOT, "  %s %8d", day, count)));
  }

  private void counts(String title, Map<String, Long> counts) {
    if (counts.isEmpty()) {
      return;
    }
    line("");
    line(title);
    counts.forEach(
        (name, count) ->
            line(
                String.format(
                    Locale.ROOT, "  %8d  %s", count, name.isEmpty() ? "not known" : name)));
  }

  private void rules(Backtest result) {
    line("");
    line(
        String.format(
            Locale.ROOT,
            "%-36s %-8s %8s %8s %9s %7s",
            "Rules",
            "mode",
            "yes",
            "no",
            "not known",
            "yield"));
    result
        .rules()
        .forEach(
            (name, count) ->
                line(
                    String.format(
                        Locale.ROOT,
                        "  %-34s %-8s %8d %8d %9d %5.1f %%",
                        name,
                        count.mode().toLowerCase(Locale.ROOT),
                        count.yes(),
                        count.no(),
                        count.notKnown(),
                        share(count.yes(), result.cases()))));
  }

  private void examples(Map<String, RuleCount> rules) {
    rules.forEach(
        (name, count) -> {
          if (!count.examples().isEmpty()) {
            line("");
            line("Examples of " + name);
          }
          for (Example example : count.examples()) {
            line("  " + example.caseId());
            example.evidence().forEach(words -> line("    " + words));
          }
        });
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : PERCENT * part / whole;
  }

  /** Texts come from files: a control character must not reach the terminal. */
  private void line(String content) {
    lines.accept(TerminalText.line(content));
  }
}
