package org.overread.report;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.overread.hl7.Segment;

/** The section that a code names, that of OBX-3 above all (HL-30), if it names one. */
final class SectionCodes {
  private static final Map<String, SectionKind> LOINC = new HashMap<>();

  /** Suffixes of OBX-3.1, HL7 v2.3 chapter 7.1.3: {@code 71020&IMP}. */
  private static final Map<String, SectionKind> SUFFIXES =
      Map.of(
          "GDT", SectionKind.FINDINGS,
          "MDT", SectionKind.FINDINGS,
          "IMP", SectionKind.IMPRESSION,
          "REC", SectionKind.RECOMMENDATION,
          "ADT", SectionKind.ADDENDUM);

  static {
    LOINC.put("11329-0", SectionKind.HISTORY); // history general
    LOINC.put("55115-0", SectionKind.HISTORY); // requested imaging studies information
    LOINC.put("55108-5", SectionKind.HISTORY); // clinical presentation
    LOINC.put("18785-6", SectionKind.HISTORY); // reason for study
    LOINC.put("55752-0", SectionKind.HISTORY); // clinical information
    LOINC.put("55111-9", SectionKind.TECHNIQUE); // current imaging procedure
    LOINC.put("29549-3", SectionKind.TECHNIQUE); // medications administered
    LOINC.put("55114-3", SectionKind.COMPARISON); // prior imaging procedure
    LOINC.put("18834-2", SectionKind.COMPARISON); // comparison study
    LOINC.put("18782-3", SectionKind.FINDINGS); // study observation
    LOINC.put("59776-5", SectionKind.FINDINGS); // procedure findings
    LOINC.put("19005-8", SectionKind.IMPRESSION); // impression
    LOINC.put("55110-1", SectionKind.IMPRESSION); // conclusions
    LOINC.put("55112-7", SectionKind.IMPRESSION); // summary
    LOINC.put("18783-1", SectionKind.RECOMMENDATION); // recommendation
    LOINC.put("55107-7", SectionKind.ADDENDUM); // addendum
    LOINC.put("73569-6", SectionKind.IGNORED); // radiation exposure
  }

  private SectionCodes() {}

  /** The sender's own map first, then the suffix, then LOINC in either half of the CE. */
  static Optional<SectionKind> of(Segment obx, Map<String, SectionKind> local) {
    String code = obx.get(3).component(1, 1).strip();
    String suffix = obx.get(3).component(1, 2).strip().toUpperCase(Locale.ROOT);
    return Optional.ofNullable(local.get(code))
        .or(() -> Optional.ofNullable(local.get("&" + suffix)))
        .or(() -> Optional.ofNullable(SUFFIXES.get(suffix)))
        .or(() -> loinc(code, obx.get(3).component(3)))
        .or(() -> loinc(obx.get(3).component(4), obx.get(3).component(6)));
  }

  private static Optional<SectionKind> loinc(String code, String system) {
    boolean other = !system.isBlank() && !system.strip().equalsIgnoreCase("LN");
    return other ? Optional.empty() : loinc(code);
  }

  /** The section of a LOINC code, which HL7, CDA and newer Structured Reports share. */
  static Optional<SectionKind> loinc(String code) {
    return Optional.ofNullable(LOINC.get(code.strip()));
  }
}
