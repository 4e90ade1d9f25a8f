package org.overread.report;

import java.util.List;
import java.util.Optional;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;

/** Where a Structured Report stands, by its flags (QR-86; PS3.3 C.17.2). */
final class SrStatus {
  private SrStatus() {}

  /**
   * Signed is what is verified, or is said to be final. Preliminary is what says so, and what says
   * neither: a rule must not act on a draft.
   */
  static ReportStatus of(Attributes dataSet, List<ReportPart> parts) {
    String flag = dataSet.string(Tag.PreliminaryFlag).orElse("");
    boolean verified = dataSet.string(Tag.VerificationFlag).orElse("").equals("VERIFIED");
    boolean complete = dataSet.string(Tag.CompletionFlag).orElse("").equals("COMPLETE");
    boolean signed = !flag.equals("PRELIMINARY") && (verified || complete && flag.equals("FINAL"));
    if (!signed) {
      return ReportStatus.PRELIMINARY;
    }
    Optional<SrPredecessor> predecessor = SrPredecessor.of(dataSet);
    boolean addendum =
        !parts.isEmpty()
            && parts.stream().allMatch(p -> p.kind().equals(Optional.of(SectionKind.ADDENDUM)));
    if (predecessor.isPresent() && (addendum || predecessor.get().isAdded())) {
      return ReportStatus.ADDENDUM;
    }
    return predecessor.isPresent() ? ReportStatus.CORRECTED : ReportStatus.FINAL;
  }
}
