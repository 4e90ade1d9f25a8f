package org.overread.forward;

/**
 * What one attempt came to.
 *
 * @param kind what follows from it
 * @param reason why it ended early, for the administrator; empty when everything was answered
 * @param sent instances answered with success or warning in this attempt
 * @param refused instances refused in this attempt
 * @param left instances without a final answer
 */
public record Delivery(Kind kind, String reason, int sent, int refused, int left) {

  /** The ends of an attempt. */
  public enum Kind {
    /** Every instance has a final answer: stored or refused. */
    ANSWERED,
    /** The connection, or the destination's passing trouble, ended it: worth another attempt. */
    INTERRUPTED,
    /**
     * Everything but the HL7 order has a final answer; that is worth another attempt. It says
     * nothing of the DICOM destination.
     */
    ORDER_OPEN,
    /** We were told to stop, with nothing wrong. */
    STOPPED,
    /** A-ASSOCIATE-RJ permanent: a human must look (PS3.8 9.3.4). */
    REJECTED,
    /** The association was accepted and not one presentation context: a human must look. */
    NOTHING_ACCEPTED,
    /** The settings forbid this destination; nothing was sent. */
    NOT_ALLOWED
  }

  static Delivery nothingSent(Kind kind, String reason, int left) {
    return new Delivery(kind, reason, 0, 0, left);
  }

  /** The destination was reached and took something. */
  public boolean madeProgress() {
    return sent + refused > 0;
  }
}
