package org.overread.findings;

/**
 * A piece of a vocabulary file and where it stands.
 *
 * @param number counted from 1
 * @param column of the first character of {@code text}, counted from 1
 * @param whole the line it stands in
 */
record SourceLine(String file, int number, int column, String text, String whole) {

  /** The same place, with another text: for a part of it. */
  SourceLine part(int from, int to) {
    return new SourceLine(file, number, column + from, text.substring(from, to), whole);
  }

  VocabularyIssue issue(int offset, String message) {
    return new VocabularyIssue(file, number, column + offset, message, whole);
  }

  VocabularyIssue issue(String message) {
    return issue(0, message);
  }
}
