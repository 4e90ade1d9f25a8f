package org.overread.network.pdu;

/**
 * Bytes that are not a valid PDU. Carries the A-ABORT that answers them; the message names field
 * and offset, no values.
 */
public final class PduException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient AAbort abort;

  public PduException(String message, AAbort abort) {
    super(message);
    this.abort = abort;
  }

  public AAbort abort() {
    return abort;
  }
}
