package org.overread.request;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of the delivery of one request: "sent n of m", and why not all.
 *
 * @param total instances of the request
 * @param sent instances with success or warning
 * @param pending instances that will be sent (again)
 * @param refused instances that will not
 * @param firstSentAt first answer of success or warning
 * @param lastSentAt last such answer
 * @param remarks every answer but plain success, grouped, most frequent first
 */
public record Ledger(
    int total,
    int sent,
    int pending,
    int refused,
    Optional<Instant> firstSentAt,
    Optional<Instant> lastSentAt,
    List<Remark> remarks) {

  /**
   * Instances that got the same answer.
   *
   * @param state they are in
   * @param status DIMSE status, or {@link InstanceAnswer#NO_STATUS}
   * @param comment with it
   * @param count of instances
   */
  public record Remark(DeliveryState state, int status, String comment, int count) {

    /** Status in hexadecimal and comment, e.g. "A900 wrong class". */
    public String text() {
      return status == InstanceAnswer.NO_STATUS
          ? comment
          : (String.format("%04X ", status) + comment).strip();
    }
  }

  public List<Remark> remarks(DeliveryState state) {
    return remarks.stream().filter(remark -> remark.state() == state).toList();
  }
}
