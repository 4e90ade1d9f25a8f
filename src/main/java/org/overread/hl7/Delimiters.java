package org.overread.hl7;

/**
 * The delimiters of one message, from its MSH-1 and MSH-2 (HL7 v2.5.1 chapter 2.5.4).
 *
 * @param truncation MSH-2's fifth character (v2.7, 2.5.5.2), or {@link #UNUSED}
 */
public record Delimiters(
    char field, char component, char repetition, char escape, char subcomponent, char truncation) {
  /** In no received message: a delimiter is a printable character. */
  public static final char UNUSED = '\0';

  /** The recommended ones, {@code |^~\&}. */
  public static final Delimiters USUAL = new Delimiters('|', '^', '~', '\\', '&', UNUSED);

  /** For MSH-1 and MSH-2 themselves, which are not split. */
  static final Delimiters NONE = new Delimiters(UNUSED, UNUSED, UNUSED, UNUSED, UNUSED, UNUSED);

  private static final int SEGMENT_NAME = 3;
  private static final int MOST_ENCODING_CHARACTERS = 5;

  /**
   * Reads MSH-1 and MSH-2. A missing repetition, escape or subcomponent character is the
   * recommended one (HL-20).
   *
   * @param header the MSH (or FHS, BHS) segment
   */
  static Delimiters of(String header) throws Hl7Exception {
    if (header.length() <= SEGMENT_NAME + 1) {
      throw new Hl7Exception("the header ends before MSH-2", 0, header.length());
    }
    char field = header.charAt(SEGMENT_NAME);
    int end = header.indexOf(field, SEGMENT_NAME + 1);
    String encoding = header.substring(SEGMENT_NAME + 1, end < 0 ? header.length() : end);
    if (encoding.isEmpty() || encoding.length() > MOST_ENCODING_CHARACTERS) {
      throw new Hl7Exception("MSH-2 has " + encoding.length() + " characters", 0, SEGMENT_NAME + 1);
    }
    Delimiters delimiters =
        new Delimiters(
            field,
            encoding.charAt(0),
            at(encoding, 1, USUAL.repetition),
            at(encoding, 2, USUAL.escape),
            at(encoding, 3, USUAL.subcomponent),
            at(encoding, 4, UNUSED));
    String all = "" + field + delimiters.encodingCharacters();
    if (all.chars().distinct().count() != all.length()) {
      throw new Hl7Exception("two delimiters are the same", 0, SEGMENT_NAME);
    }
    if (all.chars().anyMatch(c -> c <= ' ' || c > '~' || Character.isLetterOrDigit(c))) {
      throw new Hl7Exception("a delimiter is no printable punctuation", 0, SEGMENT_NAME);
    }
    return delimiters;
  }

  private static char at(String encoding, int index, char usual) {
    return index < encoding.length() ? encoding.charAt(index) : usual;
  }

  /** MSH-2: four characters, five with a truncation character. */
  public String encodingCharacters() {
    String four = "" + component + repetition + escape + subcomponent;
    return truncation == UNUSED ? four : four + truncation;
  }
}
