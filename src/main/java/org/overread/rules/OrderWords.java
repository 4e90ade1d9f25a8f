package org.overread.rules;

import java.util.Optional;

/**
 * Finds phrases in the order's text. Not a reading of the text: it knows words, clauses and cue
 * words, nothing else.
 */
final class OrderWords {
  /** Characters of the text quoted on each side of a phrase. */
  private static final int CONTEXT = 60;

  private OrderWords() {}

  /**
   * The first place where a phrase stands in the text, in a clause that holds none of the cues. A
   * clause ends at . ; : , or a line's end.
   *
   * @return the quote, with the phrase in brackets
   */
  static Optional<String> find(String text, Phrases phrases, Phrases cues) {
    Words words = new Words(text);
    for (int i = 0; i < words.size(); i++) {
      int length = phrases.lengthAt(words, i);
      if (length > 0) {
        int start = words.start(i);
        int end = words.end(i + length - 1);
        if (cues.isEmpty() || !cues.areIn(new Words(clause(words.text(), start, end)))) {
          return Optional.of(quote(words.text(), start, end));
        }
      }
    }
    return Optional.empty();
  }

  private static String clause(String text, int start, int end) {
    int from = start;
    while (from > 0 && !endsClause(text.charAt(from - 1))) {
      from--;
    }
    int to = end;
    while (to < text.length() && !endsClause(text.charAt(to))) {
      to++;
    }
    return text.substring(from, to);
  }

  private static boolean endsClause(char c) {
    return c == '.' || c == ';' || c == ':' || c == ',' || c == '\n' || c == '\r';
  }

  private static String quote(String text, int start, int end) {
    int from = Math.max(0, start - CONTEXT);
    int to = Math.min(text.length(), end + CONTEXT);
    return (from > 0 ? "..." : "")
        + text.substring(from, start)
        + "["
        + text.substring(start, end)
        + "]"
        + text.substring(end, to)
        + (to < text.length() ? "..." : "");
  }
}
