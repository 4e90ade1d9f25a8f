package org.overread.rules;

/**
 * A fact that an answer rests on.
 *
 * @param source where it was read, e.g. "series 3, Magnetic Field Strength (0018,0087)" or
 *     "impression, sentence 2"
 * @param value the value, as quoted to the administrator; may be patient-related text: never logged
 * @param start where the words stand in {@code ReportText.text}, in UTF-16 code units; 0 when they
 *     are not from a text
 * @param end exclusive; 0 when the evidence is not from a text
 * @param why what makes the words count, e.g. "not negated, not historical, not conditional"; empty
 *     when the value speaks for itself
 */
public record Evidence(String source, String value, int start, int end, String why) {
  public Evidence {
    why = why == null ? "" : why; // evidence stored before there were texts
  }

  public Evidence(String source, String value) {
    this(source, value, 0, 0, "");
  }

  /** The words stand in the text, from start to end. */
  public boolean hasPlace() {
    return end > start;
  }
}
