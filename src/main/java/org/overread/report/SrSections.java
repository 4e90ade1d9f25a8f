package org.overread.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.overread.report.Headings.Meaning;
import org.overread.report.Headings.Role;

/**
 * The section that a concept name stands for (QR-81): by its code (PS3.16 CID 7001 and 7002, with
 * the LOINC codes that newer editions have in their place); by its words only where the code says
 * nothing.
 */
final class SrSections {
  private static final Map<String, SectionKind> DCM = new HashMap<>();

  static {
    put(SectionKind.HISTORY, 121060, 121062, 121109, 121110); // history, request, indications
    put(SectionKind.TECHNIQUE, 121064, 121065); // current procedure
    put(SectionKind.COMPARISON, 121066, 121067, 121068, 121069); // prior procedures and findings
    put(SectionKind.FINDINGS, 121070, 121071);
    put(SectionKind.IMPRESSION, 121072, 121073, 121076, 121077, 121111); // conclusions, summary
    put(SectionKind.RECOMMENDATION, 121074, 121075);
    put(SectionKind.ADDENDUM, 121078);
    put(SectionKind.IGNORED, 121181); // DICOM Object Catalog
  }

  /** Concept names that only say that a text follows. */
  private static final List<String> WITHOUT_MEANING =
      List.of("121106 DCM", "404684003 SCT"); // comment, clinical finding

  /** Schemes whose codes mean what is published, whatever is written beside them (QR-82). */
  private static final Set<String> PUBLISHED = Set.of("DCM", "LN", "SCT", "SRT");

  private SrSections() {}

  private static void put(SectionKind kind, int... codes) {
    for (int code : codes) {
      DCM.put(code + " DCM", kind);
    }
  }

  /** The section a container's or an item's code stands for, whatever is written beside it. */
  static Optional<SectionKind> byCode(SrCode name) {
    return name.scheme().equals("LN")
        ? SectionCodes.loinc(name.value())
        : Optional.ofNullable(DCM.get(name.key()));
  }

  /** By code; of a private code, by the words of a heading. */
  static Optional<SectionKind> of(SrCode name) {
    return PUBLISHED.contains(name.scheme()) ? byCode(name) : byWords(name);
  }

  static boolean isWithoutMeaning(SrCode name) {
    return WITHOUT_MEANING.contains(name.key());
  }

  private static Optional<SectionKind> byWords(SrCode name) {
    return Headings.known()
        .loose(name.meaning())
        .filter(meaning -> meaning.role() != Role.LINE)
        .map(Meaning::kind);
  }
}
