package org.overread.findings;

import java.util.Locale;
import java.util.Set;

/** The words by which a text says that a size is the earlier one. */
final class ComparisonWords {
  /** How far before the size they may stand, in words. */
  private static final int WORDS = 4;

  /** Letters looked back for the words. */
  private static final int LETTERS = 40;

  private static final Set<String> EARLIER =
      Set.of(
          "from",
          "previously",
          "previous",
          "prior",
          "was",
          "formerly",
          "earlier",
          "compared",
          "versus",
          "vs",
          "originally",
          "initially");

  private ComparisonWords() {}

  /** Where the word begins that makes the size at a place the earlier one; -1 without one. */
  static int before(String text, int place) {
    int at = place;
    for (int word = 0; word < WORDS; word++) {
      int to = at;
      while (to > 0 && " (".indexOf(text.charAt(to - 1)) >= 0) {
        to--;
      }
      int from = to;
      while (from > 0 && Character.isLetter(text.charAt(from - 1)) && place - from < LETTERS) {
        from--;
      }
      if (from == to) {
        return -1; // a mark or a number: another clause
      }
      if (EARLIER.contains(text.substring(from, to).toLowerCase(Locale.ROOT))) {
        return from;
      }
      at = from;
    }
    return -1;
  }

  /** True when only "to" stands between two sizes. */
  static boolean isTo(String text, int from, int to) {
    return to - from <= 10 && text.substring(from, to).strip().equalsIgnoreCase("to");
  }
}
