package org.overread.study;

/**
 * It is not known whether an instance was indexed: its file must stay where it is, and the next
 * start finds out. Never holds values of a data set.
 */
public final class IndexOutcomeUnknownException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  IndexOutcomeUnknownException(String message, Throwable cause) {
    super(message, cause);
  }
}
