package org.overread.report;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a text as positions in it. A line ends at CR, LF, form feed, at the escapes that HL7
 * senders leave behind ({@code \.br\}, {@code ~}) and at two or more slashes, which telegraphic
 * reports put between statements.
 */
final class Lines {
  /**
   * A line without its end and without blanks around it.
   *
   * @param newLine false where only slashes separate it from the line before
   */
  record Line(int start, int end, boolean newLine) {
    boolean isEmpty() {
      return start == end;
    }

    int length() {
      return end - start;
    }
  }

  private static final String BREAK = "\\.br\\";

  private Lines() {}

  static List<Line> of(String text, int start, int end) {
    List<Line> lines = new ArrayList<>();
    int lineStart = start;
    boolean newLine = true;
    int at = start;
    while (at < end) {
      int length = separator(text, at, end);
      if (length == 0) {
        at++;
        continue;
      }
      lines.add(trimmed(text, lineStart, at, newLine));
      newLine = text.charAt(at) != '/';
      at += length;
      lineStart = at;
    }
    lines.add(trimmed(text, lineStart, end, newLine));
    return lines;
  }

  /** Length of the line end at a position; 0 where there is none. */
  private static int separator(String text, int at, int end) {
    char c = text.charAt(at);
    switch (c) {
      case '\r':
        return at + 1 < end && text.charAt(at + 1) == '\n' ? 2 : 1;
      case '\n', '\f', '\u000B', '\u0085', '\u2028', '\u2029':
        return 1;
      case '~':
        return isAbout(text, at, end) ? 0 : 1;
      case '\\':
        return text.startsWith(BREAK, at) ? BREAK.length() : 0;
      case '/':
        return slashes(text, at, end);
      default:
        return 0;
    }
  }

  /** "~ 5 mm" is a size, not the end of a line. */
  private static boolean isAbout(String text, int at, int end) {
    int next = at + 1;
    while (next < end && text.charAt(next) == ' ') {
      next++;
    }
    return next < end && Character.isDigit(text.charAt(next));
  }

  private static int slashes(String text, int at, int end) {
    int next = at;
    while (next < end && text.charAt(next) == '/') {
      next++;
    }
    boolean address = at > 0 && text.charAt(at - 1) == ':';
    return next - at >= 2 && !address ? next - at : 0;
  }

  private static Line trimmed(String text, int start, int end, boolean newLine) {
    int from = start;
    int to = end;
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return new Line(from, to, newLine);
  }

  static boolean isBlank(char c) {
    return c <= ' ' || c == '\u00A0' || c == '\uFEFF' || Character.isWhitespace(c);
  }
}
