package org.overread.database;

/**
 * The database failed or refused; unchecked because a caller can only let the step fail and be run
 * again.
 */
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean duplicateKey;
  private final boolean commitUnknown;

  DatabaseException(String message, Throwable cause, boolean duplicateKey, boolean commitUnknown) {
    super(message, cause);
    this.duplicateKey = duplicateKey;
    this.commitUnknown = commitUnknown;
  }

  /** True when a unique key refused the row (SQLSTATE class 23). */
  public boolean isDuplicateKey() {
    return duplicateKey;
  }

  /**
   * True when it failed during or after the commit: a connection lost at that moment does not say
   * whether the rows are there. False when they are certainly not.
   */
  public boolean isCommitUnknown() {
    return commitUnknown;
  }
}
