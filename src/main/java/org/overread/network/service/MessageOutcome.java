package org.overread.network.service;

import org.overread.hl7.AckCode;

/** How sending an HL7 message ended. */
public sealed interface MessageOutcome {

  /** AA or CA: the receiver has it. */
  record Accepted() implements MessageOutcome {}

  /**
   * The receiver answered that it did not take the message.
   *
   * @param code AE and CE: it may be sent again; AR and CR: never
   * @param text what the receiver says; it may quote the message, so it is never logged
   */
  record Rejected(AckCode code, String text) implements MessageOutcome {}

  /**
   * No answer.
   *
   * @param reason without values of the message
   * @param mayHaveArrived the message was written, so that the receiver may have it; send it again
   *     with the same control ID
   */
  record Failed(String reason, boolean mayHaveArrived) implements MessageOutcome {}
}
