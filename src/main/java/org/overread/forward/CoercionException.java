package org.overread.forward;

/** A data set cannot be changed as the group's settings ask; the message has no patient data. */
public final class CoercionException extends Exception {
  private static final long serialVersionUID = 1L;

  CoercionException(String message) {
    super(message);
  }
}
