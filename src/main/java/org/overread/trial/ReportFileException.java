package org.overread.trial;

/**
 * A file of reports cannot be read: says which file, which line and what is wrong, never a value.
 */
public final class ReportFileException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ReportFileException(String file, long line, String problem) {
    super(file + (line > 0 ? ":" + line : "") + ": " + problem);
  }
}
