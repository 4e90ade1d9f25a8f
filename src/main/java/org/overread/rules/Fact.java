package org.overread.rules;

/**
 * One known value about a study, with the place it was read from.
 *
 * @param field what it is a value of
 * @param value a String, Long, Double, Boolean or List of String, as {@link FactField#type} says
 * @param source where it was read, e.g. "series 3, Magnetic Field Strength (0018,0087)"
 * @param quoted the value as an administrator reads it; may be patient-related text: never logged
 */
public record Fact(FactField field, Object value, String source, String quoted) {

  static Fact of(FactField field, Object value, String source) {
    return new Fact(field, value, source, String.valueOf(value));
  }

  Evidence evidence() {
    return new Evidence(source, quoted);
  }
}
