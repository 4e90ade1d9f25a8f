package org.overread.findings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds what a misspelt name was meant to be. */
final class DidYouMean {
  private DidYouMean() {}

  /** A sentence's end: "; did you mean ...?" or the list of what there is, or nothing. */
  static String hint(String name, Collection<String> known) {
    return known.stream()
        .min(
            Comparator.comparingInt((String candidate) -> distance(name, candidate))
                .thenComparing(c -> c))
        .filter(candidate -> distance(name, candidate) <= Math.max(1, name.length() / 3))
        .map(candidate -> "; did you mean \"" + candidate + "\"?")
        .orElse(known.isEmpty() ? "" : "; known are " + String.join(", ", known));
  }

  /** Levenshtein distance, small letters equal to capitals; names are short. */
  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
