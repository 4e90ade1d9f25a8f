package org.overread.admin;

/** Text of others on a terminal. */
final class TerminalText {
  private TerminalText() {}

  /** One line: breaks of lines are shown as " / ", other control characters as "?". */
  static String line(String text) {
    return text.replaceAll("\\s*[\\r\\n]\\s*", " / ").replaceAll("\\p{Cntrl}", "?").stripTrailing();
  }
}
