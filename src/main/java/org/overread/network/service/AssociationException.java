package org.overread.network.service;

import java.io.IOException;

/**
 * An association that could not be opened or ended before its time. The message is fit for the
 * administrator.
 */
public final class AssociationException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Why, as far as it decides what happens next. */
  public enum Reason {
    /** Host unknown, connection refused or timed out. */
    NOT_CONNECTED(true),
    /** A-ASSOCIATE-RJ with result 1: a configuration error, a human must look (PS3.8 9.3.4). */
    REJECTED_PERMANENT(false),
    REJECTED_TRANSIENT(true),
    ABORTED(true),
    /** The connection closed without release. */
    CLOSED(true),
    TIMED_OUT(true);

    private final boolean retry;

    Reason(boolean retry) {
      this.retry = retry;
    }

    /** Worth another try later. */
    public boolean isTransient() {
      return retry;
    }
  }

  private final Reason reason;

  public AssociationException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
