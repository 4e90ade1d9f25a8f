package org.overread.study;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What the index keeps of what a study shows, and when it was made.
 *
 * @param date Study Date (0008,0020); empty when missing or no date
 * @param description Study Description (0008,1030)
 * @param bodyPartsExamined Body Part Examined (0018,0015) of its series, each once
 * @param protocols Protocol Names (0018,1030) of its series, each once
 * @param seriesDescriptions Series Descriptions (0008,103E), each once
 */
public record StudyTexts(
    Optional<LocalDate> date,
    String description,
    List<String> bodyPartsExamined,
    List<String> protocols,
    List<String> seriesDescriptions) {

  /** Descriptions can hold patient data: never printed by accident. */
  @Override
  public String toString() {
    return "StudyTexts[" + seriesDescriptions.size() + " descriptions of series]";
  }
}
