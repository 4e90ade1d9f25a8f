package org.overread.findings;

/**
 * A mistake in a vocabulary file.
 *
 * @param file the file's name inside the folder
 * @param line counted from 1; 0 when the mistake is the file's or folder's as a whole
 * @param column counted from 1
 * @param message what is wrong, and what to write instead where that can be guessed
 * @param sourceLine the line with the mistake
 */
public record VocabularyIssue(
    String file, int line, int column, String message, String sourceLine) {

  /** file:line:column, the message, the line, and a caret under the place. */
  @Override
  public String toString() {
    if (line == 0) {
      return file + ": " + message;
    }
    String place = file + ":" + line + ":" + column + ": " + message;
    return place + "\n | " + sourceLine + "\n | " + ".".repeat(Math.max(0, column - 1)) + "^";
  }
}
