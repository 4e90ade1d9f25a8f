package org.overread.database;

/** The database failed or refused; unchecked because a caller can only let the step fail and be run again. */
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean duplicateKey;

  DatabaseException(String message, Throwable cause, boolean duplicateKey) {
    super(message, cause);
    this.duplicateKey = duplicateKey;
  }

  /** True when a unique key refused the row (SQLSTATE class 23). */
  public boolean isDuplicateKey() {
    return duplicateKey;
  }
}
