package org.overread.network.association;

import org.overread.network.pdu.AAbort;

/** The peer broke a rule of the message layer; the association is aborted with {@link #abort}. */
final class ProtocolViolation extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient AAbort abort;

  ProtocolViolation(String message, AAbort abort) {
    super(message);
    this.abort = abort;
  }

  AAbort abort() {
    return abort;
  }
}
