package org.overread.context;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.overread.context.PatientHistory.OtherStudy;
import org.overread.rules.CaseFacts;
import org.overread.rules.FactField;

/**
 * Facts of earlier studies and earlier requests of the same patient and body part. Two studies are
 * of the same body part when they share one. A study that might count, because its day or its body
 * part is not known, makes a fact unknown that would be false without it.
 */
final class PatientFacts {
  private final PatientHistory history;
  private final Set<String> bodyParts;

  /** How another study stands to this one. */
  private enum Relation {
    SAME,
    UNKNOWN,
    OTHER
  }

  /**
   * @param bodyParts of the study; empty when not known
   */
  PatientFacts(PatientHistory history, Set<String> bodyParts) {
    this.history = history;
    this.bodyParts = bodyParts;
  }

  private Relation bodyPart(OtherStudy other) {
    if (bodyParts.isEmpty() || other.bodyParts().isEmpty()) {
      return Relation.UNKNOWN;
    }
    return other.bodyParts().stream().anyMatch(bodyParts::contains)
        ? Relation.SAME
        : Relation.OTHER;
  }

  /** Studies of one day belong to one visit: neither is the earlier study of the other. */
  private Relation earlier(OtherStudy other) {
    if (history.date().isEmpty() || other.date().isEmpty()) {
      return bodyPart(other) == Relation.OTHER ? Relation.OTHER : Relation.UNKNOWN;
    }
    return other.date().get().isBefore(history.date().get()) ? bodyPart(other) : Relation.OTHER;
  }

  void earlierStudies(CaseFacts.Builder facts) {
    if (history.others().isEmpty()) {
      return;
    }
    List<LocalDate> same = new ArrayList<>();
    List<OtherStudy> unknown = new ArrayList<>();
    for (OtherStudy other : history.others().get()) {
      switch (earlier(other)) {
        case SAME -> same.add(other.date().orElseThrow());
        case UNKNOWN -> unknown.add(other);
        case OTHER -> {
          // says nothing of this body part
        }
      }
    }
    if (!same.isEmpty() || unknown.isEmpty()) {
      facts.known(
          FactField.STUDY_HAS_PRIOR,
          !same.isEmpty(),
          FactField.STUDY_HAS_PRIOR.label(),
          same.isEmpty() ? "none known here" : same.size() + " known here");
    }
    Optional<LocalDate> last = same.stream().max(LocalDate::compareTo);
    if (last.isPresent() && unknown.stream().noneMatch(other -> mayBeAfter(other, last.get()))) {
      facts.known(
          FactField.STUDY_DAYS_SINCE_PRIOR,
          ChronoUnit.DAYS.between(last.get(), history.date().orElseThrow()),
          FactField.STUDY_DAYS_SINCE_PRIOR.label());
    }
  }

  private static boolean mayBeAfter(OtherStudy other, LocalDate day) {
    return other.date().isEmpty() || other.date().get().isAfter(day);
  }

  /**
   * Requests within an episode before this study's own, or where it has none before now.
   *
   * @param now when the study is evaluated
   */
  void earlierRequests(CaseFacts.Builder facts, Duration episode, Instant now) {
    if (history.others().isEmpty()) {
      return;
    }
    Instant end = history.requestedAt().orElse(now);
    Instant begin = end.minus(episode);
    List<OtherStudy> requested =
        history.others().get().stream()
            .filter(
                other ->
                    other
                        .requestedAt()
                        .filter(at -> at.isBefore(end) && !at.isBefore(begin))
                        .isPresent())
            .toList();
    long same = requested.stream().filter(other -> bodyPart(other) == Relation.SAME).count();
    boolean unknown = requested.stream().anyMatch(other -> bodyPart(other) == Relation.UNKNOWN);
    if (same > 0 || !unknown) {
      facts.known(
          FactField.STUDY_FLAGGED_BEFORE,
          same > 0,
          FactField.STUDY_FLAGGED_BEFORE.label(),
          (same > 0 ? same : "none") + " within " + episode.toDays() + " days");
    }
  }
}
