package org.overread.report;

import static org.overread.report.SectionKind.ADDENDUM;
import static org.overread.report.SectionKind.COMPARISON;
import static org.overread.report.SectionKind.FINDINGS;
import static org.overread.report.SectionKind.HISTORY;
import static org.overread.report.SectionKind.IGNORED;
import static org.overread.report.SectionKind.IMPRESSION;
import static org.overread.report.SectionKind.RECOMMENDATION;
import static org.overread.report.SectionKind.TECHNIQUE;

import java.util.Map;
import java.util.Optional;

/** The sections that codes name: PS3.16 CID 7001, 7002 and 7003, and the LOINC codes of C-CDA. */
final class CodedSections {
  /** Headings of diagnostic imaging reports and their elements (PS3.16 CID 7001 and 7002). */
  private static final Map<String, SectionKind> DCM =
      Map.ofEntries(
          Map.entry("121060", HISTORY), // History
          Map.entry("121062", HISTORY), // Request
          Map.entry("121109", HISTORY), // Indications for Procedure
          Map.entry("121110", HISTORY), // Patient Presentation
          Map.entry("121064", TECHNIQUE), // Current Procedure Descriptions
          Map.entry("121065", TECHNIQUE), // Procedure Description
          Map.entry("121066", COMPARISON), // Prior Procedure Descriptions
          Map.entry("121068", COMPARISON), // Previous Findings
          Map.entry("121069", COMPARISON), // Previous Finding
          Map.entry("121070", FINDINGS), // Findings
          Map.entry("121071", FINDINGS), // Finding
          Map.entry("121113", FINDINGS), // Complications
          Map.entry("121072", IMPRESSION), // Impressions
          Map.entry("121073", IMPRESSION), // Impression
          Map.entry("121076", IMPRESSION), // Conclusions
          Map.entry("121077", IMPRESSION), // Conclusion
          Map.entry("121111", IMPRESSION), // Summary
          Map.entry("121074", RECOMMENDATION), // Recommendations
          Map.entry("121075", RECOMMENDATION), // Recommendation
          Map.entry("121078", ADDENDUM)); // Addendum

  private static final Map<String, SectionKind> LOINC =
      Map.ofEntries(
          Map.entry("11329-0", HISTORY), // history general
          Map.entry("10164-2", HISTORY), // history of present illness
          Map.entry("55115-0", HISTORY), // requested imaging studies information
          Map.entry("55108-5", HISTORY), // clinical presentation
          Map.entry("55752-0", HISTORY), // clinical information
          Map.entry("18785-6", HISTORY), // reason for study
          Map.entry("55111-9", TECHNIQUE), // current imaging procedure descriptions
          Map.entry("55114-3", COMPARISON), // prior imaging procedure descriptions
          Map.entry("18834-2", COMPARISON), // comparison study
          Map.entry("18782-3", FINDINGS), // study observation
          Map.entry("59776-5", FINDINGS), // procedure findings
          Map.entry("55109-3", FINDINGS), // complications
          Map.entry("19005-8", IMPRESSION), // impression
          Map.entry("55110-1", IMPRESSION), // conclusions
          Map.entry("55112-7", IMPRESSION), // document summary
          Map.entry("18783-1", RECOMMENDATION), // recommendation
          Map.entry("55107-7", ADDENDUM), // addendum
          Map.entry("73569-6", IGNORED), // radiation exposure and protection
          Map.entry("55113-5", IGNORED)); // key images

  private CodedSections() {}

  /**
   * The section a code names. Where the code is private, its meaning is read as a heading; a
   * published code's meaning is never, since it may be worded freely.
   */
  static Optional<SectionKind> of(SrCode code) {
    Optional<SectionKind> kind = loinc(code.value(), code.scheme());
    if (kind.isEmpty() && code.scheme().equals("DCM")) {
      kind = Optional.ofNullable(DCM.get(code.value()));
    }
    return kind.isPresent() || code.isStandard() ? kind : of(code.meaning());
  }

  static Optional<SectionKind> loinc(String value, String scheme) {
    return scheme.equals("LN") ? Optional.ofNullable(LOINC.get(value)) : Optional.empty();
  }

  /** The section a heading in words names. */
  static Optional<SectionKind> of(String heading) {
    return Headings.known().loose(heading).map(Headings.Meaning::kind);
  }
}
