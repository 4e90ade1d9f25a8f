package org.overread.rules;

/**
 * A mistake in a rule file.
 *
 * @param file as given to {@link RuleSet#load}, with the file's name
 * @param line counted from 1; 0 when the mistake is the file's or folder's as a whole
 * @param column counted from 1
 * @param message what is wrong, and what to write instead where that can be guessed
 * @param sourceLine the line with the mistake
 */
public record RuleIssue(String file, int line, int column, String message, String sourceLine) {

  /**
   * The form an administrator sees: file:line:column, the message, the line, and a caret under the
   * place.
   */
  @Override
  public String toString() {
    if (line == 0) {
      return file + ": " + message;
    }
    String dots = ".".repeat(Math.max(0, column - 1));
    return file
        + ":"
        + line
        + ":"
        + column
        + ": "
        + message
        + "\n | "
        + sourceLine
        + "\n | "
        + dots
        + "^";
  }
}
