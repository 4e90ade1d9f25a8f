package org.overread.services;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.overread.report.SenderConventions;

/**
 * Which HL7 messages are taken, from whom, and how each sender writes.
 *
 * @param processingId MSH-11 of this node: P in production, else T or D; others are refused (HL-11)
 * @param senders those who may send, as {@code MSH-3^MSH-4}, or {@code MSH-3} for any facility;
 *     empty for all (HL-14)
 * @param acceptOtherTypes message types that are not read are answered AA and kept unread; false:
 *     AR (HL-40)
 * @param acceptBatches FHS and BHS are taken, each message of them as one; false: AR (HL-13)
 * @param mostTries identical messages answered AE before AR, while others can be stored (HL-07)
 * @param duplicatePeriod how long a repeated MSH-10 with equal content has no effect (HL-10)
 * @param conventions how a sender writes, by the same names as {@code senders}
 * @param otherConventions how all others write
 */
public record Hl7Settings(
    String processingId,
    Set<String> senders,
    boolean acceptOtherTypes,
    boolean acceptBatches,
    int mostTries,
    Duration duplicatePeriod,
    Map<String, SenderConventions> conventions,
    SenderConventions otherConventions) {
  public Hl7Settings {
    if (mostTries < 1 || duplicatePeriod.isNegative()) {
      throw new IllegalArgumentException("at least one try, and no negative period");
    }
    senders = Set.copyOf(senders);
    conventions = Map.copyOf(conventions);
  }

  /** Production, from anybody, AR for other types, 5 tries, 7 days. */
  public static Hl7Settings production() {
    return new Hl7Settings(
        "P", Set.of(), false, true, 5, Duration.ofDays(7), Map.of(), SenderConventions.usual());
  }

  boolean maySend(Sender sender) {
    return senders.isEmpty()
        || senders.contains(sender.name())
        || senders.contains(sender.application());
  }

  SenderConventions conventionsOf(Sender sender) {
    SenderConventions exact = conventions.get(sender.name());
    return exact != null ? exact : conventions.getOrDefault(sender.application(), otherConventions);
  }
}
