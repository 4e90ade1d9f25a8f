package org.overread.report;

import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.overread.hl7.Hl7DateTime;

/** Times of messages as local times of their sender, which are compared with each other only. */
final class Hl7Times {
  private Hl7Times() {}

  /** A day alone says nothing of which of two versions is newer. */
  static Optional<LocalDateTime> of(String text) {
    return Hl7DateTime.parse(text)
        .filter(time -> time.precision().compareTo(Hl7DateTime.Precision.MINUTE) >= 0)
        .map(Hl7DateTime::start);
  }

  static Optional<LocalDateTime> latest(List<String> texts) {
    return texts.stream()
        .map(Hl7Times::of)
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder());
  }
}
