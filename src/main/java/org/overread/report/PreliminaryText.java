package org.overread.report;

import java.util.Optional;
import java.util.regex.Pattern;
import org.overread.report.Lines.Line;

/**
 * The preliminary version of a report that stands above its final one in the same text. What it
 * said is an earlier opinion: the final version decides. A preliminary text with no final version
 * below it is not found: it is all there is.
 *
 * @param start of the line that names it
 * @param content behind that name
 * @param end where the final version begins
 */
record PreliminaryText(int start, int content, int end) {
  private static final int LONGEST_NAME = 80; // characters

  private static final Pattern PRELIMINARY =
      Pattern.compile(
          "(preliminary|prelim|provisional|interim|wet[ -]?read|overnight)"
              + "(\\s+(report|read|reading|version|result|interpretation|impression))?"
              + "(\\s*\\([^)]{0,20}\\))?([\\s,]+[\\d/.:-]+(\\s*h)?)*\\s*(:|$)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern FINAL =
      Pattern.compile(
          "(final|finali[sz]ed|attending|verified)"
              + "(\\s+(report|read|reading|version|result|interpretation))?"
              + "(\\s*\\([^)]{0,20}\\)|,[^:.]{0,40})?([\\s,]+[\\d/.:-]+(\\s*h)?)*\\s*(:|$)",
          Pattern.CASE_INSENSITIVE);

  /** The first preliminary version between two positions that a final one follows. */
  static Optional<PreliminaryText> find(String text, int from, int to) {
    int start = -1;
    int content = -1;
    for (Line line : Lines.of(text, from, to)) {
      int name = start < 0 ? nameEnd(PRELIMINARY, text, line) : -1;
      if (name >= 0) {
        start = line.start();
        content = name;
      } else if (start >= 0 && nameEnd(FINAL, text, line) >= 0) {
        return Optional.of(new PreliminaryText(start, content, line.start()));
      }
    }
    return Optional.empty();
  }

  private static int nameEnd(Pattern name, String text, Line line) {
    int limit = Math.min(line.end(), line.start() + LONGEST_NAME);
    var matcher = name.matcher(text).region(line.start(), limit);
    boolean named = matcher.lookingAt() && (limit == line.end() || matcher.end() < limit);
    return named ? matcher.end() : -1;
  }
}
