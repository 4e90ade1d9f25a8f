package org.overread.request;

/**
 * What came of sending one instance.
 *
 * @param state what follows from it
 * @param status DIMSE status 0..FFFF, or {@link #NO_STATUS}
 * @param comment of the destination or of ours, at most 200 characters, no patient data of ours
 */
public record InstanceAnswer(DeliveryState state, int status, String comment) {
  /** The destination gave no status. */
  public static final int NO_STATUS = -1;

  private static final int LONGEST_COMMENT = 200;

  public InstanceAnswer {
    comment =
        comment.replaceAll(
            "\\p{Cntrl}", "?"); // a peer wrote it; it is shown, and PostgreSQL takes no NUL
    if (comment.length() > LONGEST_COMMENT) {
      comment = comment.substring(0, LONGEST_COMMENT);
    }
    if (state == DeliveryState.SENT && status == NO_STATUS) {
      throw new IllegalArgumentException("sent is only what has the destination's status");
    }
  }

  /** It was not or cannot be sent, for a reason of ours. */
  public static InstanceAnswer refused(String reason) {
    return new InstanceAnswer(DeliveryState.REFUSED, NO_STATUS, reason);
  }

  /** It was sent and no answer came. */
  public static InstanceAnswer unanswered(String reason) {
    return new InstanceAnswer(DeliveryState.PENDING, NO_STATUS, reason);
  }
}
