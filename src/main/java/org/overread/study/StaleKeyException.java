package org.overread.study;

/**
 * A remembered study is gone or has moved on; the batch is rolled back and run again with an empty
 * cache.
 */
final class StaleKeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StaleKeyException(long studyPk) {
    super("study " + studyPk + " has changed");
  }
}
