package org.overread.report;

import java.time.LocalDateTime;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a document came from.
 *
 * @param sender MSH-3 and MSH-4 as {@code application^facility}, or the AE title of images
 * @param messageTime MSH-7, local time of the sender
 * @param messagePk row of the inbox; empty for what came with the images
 */
public record ReportOrigin(
    String sender, Optional<LocalDateTime> messageTime, OptionalLong messagePk) {

  /** MSH-7 as it was sent; empty when it is no time. */
  public static Optional<LocalDateTime> time(String dateTime) {
    return Hl7Times.of(dateTime);
  }

  /** For a report found among the instances of a study. */
  public static ReportOrigin images(String aeTitle) {
    return new ReportOrigin(aeTitle, Optional.empty(), OptionalLong.empty());
  }
}
