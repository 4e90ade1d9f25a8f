package org.overread.report;

/**
 * Plain text under construction from marked-up text: at most one blank between words, at most one
 * empty line, no longer than a limit.
 */
final class PlainLines {
  private final StringBuilder text = new StringBuilder();
  private final int limit;
  private boolean blank;
  private int breaks;

  PlainLines(int limit) {
    this.limit = limit;
  }

  /** A character as written. */
  void add(char c) {
    if (breaks > 0 && text.length() > 0) {
      text.append("\n\n", 0, Math.min(2, breaks));
    } else if (blank && text.length() > 0) {
      text.append(' ');
    }
    breaks = 0;
    blank = false;
    if (c >= ' ' && c != 0x7F || c == '\t') {
      text.append(c == '\u00A0' ? ' ' : c);
    }
  }

  void add(String words) {
    for (int i = 0; i < words.length(); i++) {
      add(words.charAt(i));
    }
  }

  /** A blank that is none at the end of a line. */
  void space() {
    blank = true;
  }

  /** The end of a line; a second one leaves an empty line. */
  void newLine() {
    breaks++;
  }

  /** Ends the line if there is something on it. */
  void endLine() {
    breaks = Math.max(breaks, 1);
  }

  boolean isFull() {
    return text.length() >= limit;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
