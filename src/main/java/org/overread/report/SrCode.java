package org.overread.report;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;

/**
 * A coded concept (PS3.3 table 8.8-1). SNOMED codes compare equal whichever of the two forms a
 * document uses: "SRT" with the old letters, "SCT" with concept numbers (PS3.16 8.1).
 *
 * @param value Code Value, or else Long Code Value, or else URN Code Value; not empty
 */
record SrCode(String value, String scheme, String meaning) {
  /** SNOMED of both forms, under all names it had (PS3.16 table 8-1). */
  private static final Set<String> SNOMED = Set.of("SRT", "SNM3", "99SDM", "SCT");

  /** Old to new form, for the concepts this package looks at (PS3.16 annex O). */
  private static final Map<String, String> CONCEPTS =
      Map.of("R-00339", "373067005", "R-0038D", "373066001"); // No, Yes

  private static final Set<String> STANDARD = Set.of("DCM", "LN", "SCT");

  /** The first item of a code sequence; empty when it has no value in any form. */
  static Optional<SrCode> of(Attributes parent, int sequence) {
    return parent.items(sequence).stream().findFirst().flatMap(SrCode::of);
  }

  private static Optional<SrCode> of(Attributes item) {
    String meaning = item.string(Tag.CodeMeaning).map(String::strip).orElse("");
    String scheme = item.string(Tag.CodingSchemeDesignator).map(String::strip).orElse("");
    return item.string(Tag.CodeValue)
        .or(() -> item.string(Tag.LongCodeValue))
        .or(() -> item.string(Tag.URNCodeValue))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .map(value -> normal(value, scheme, meaning));
  }

  private static SrCode normal(String value, String scheme, String meaning) {
    return SNOMED.contains(scheme)
        ? new SrCode(CONCEPTS.getOrDefault(value, value), "SCT", meaning)
        : new SrCode(value, scheme, meaning);
  }

  boolean is(String otherValue, String otherScheme) {
    return value.equals(otherValue) && scheme.equals(otherScheme);
  }

  /** A code of a published scheme means what that says; of a private one only its meaning tells. */
  boolean isStandard() {
    return STANDARD.contains(scheme) || value.startsWith("urn:");
  }

  /** What a person reads: the meaning, or the value where the sender gave none. */
  String text() {
    return meaning.isEmpty() ? value : meaning;
  }
}
