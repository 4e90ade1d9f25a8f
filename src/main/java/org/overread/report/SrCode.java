package org.overread.report;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;

/**
 * A coded concept of a Structured Report (PS3.3 section 8). Two are the same by value and scheme
 * (QR-82); the meaning is only what somebody wrote beside them.
 *
 * @param value Code Value, Long Code Value or URN Code Value, as sent
 * @param scheme in upper case; the older names of SNOMED all as SRT (PS3.16 section 8.1)
 * @param meaning as sent
 */
record SrCode(String value, String scheme, String meaning) {
  private static final String SNOMED_RT = "SRT";
  private static final String SNOMED_CT = "SCT";
  private static final Set<String> OLDER_SNOMED = Set.of("SNM3", "99SDM");

  /** SNOMED RT identifiers, as reports before 2017 have them, of the concepts asked for here. */
  private static final Map<String, String> RT_TO_CT =
      Map.of(
          "G-A203", "52101004", // present
          "R-4089B", "272519000", // absent
          "R-00339", "373067005", // no
          "R-40775", "260413007", // none
          "R-005AE", "404684003"); // clinical finding

  /** The concept in the first item of a sequence; empty when there is none. */
  static Optional<SrCode> of(Attributes dataSet, int sequence) {
    return dataSet.items(sequence).stream().findFirst().map(SrCode::of);
  }

  private static SrCode of(Attributes item) {
    String value =
        item.string(Tag.CodeValue)
            .or(() -> item.string(Tag.LongCodeValue))
            .or(() -> item.string(Tag.URNCodeValue))
            .orElse("")
            .strip();
    String scheme =
        item.string(Tag.CodingSchemeDesignator).orElse("").strip().toUpperCase(Locale.ROOT);
    String meaning = SrValue.line(item.string(Tag.CodeMeaning).orElse(""));
    return new SrCode(value, OLDER_SNOMED.contains(scheme) ? SNOMED_RT : scheme, meaning);
  }

  /** Value and scheme in one, the same for a SNOMED concept in either of its forms. */
  String key() {
    String concept = scheme.equals(SNOMED_RT) ? RT_TO_CT.get(value) : null;
    return concept == null ? value + " " + scheme : concept + " " + SNOMED_CT;
  }

  /** What a reader sees: the meaning, or the code where nobody wrote one. */
  String words() {
    return meaning.isEmpty() ? value : meaning;
  }
}
