package org.overread.report;

/**
 * The text of a document that came as a file of its own.
 *
 * @param text line breaks as \n; where something could not be read, a line in brackets says so
 * @param complete false when something could not be read
 */
public record DocumentText(String text, boolean complete) {
  static DocumentText unreadable(String why) {
    return new DocumentText("[" + why + "]", false);
  }

  /** Report text is patient data: never printed by accident. */
  @Override
  public String toString() {
    return "DocumentText[" + text.length() + " characters]";
  }
}
