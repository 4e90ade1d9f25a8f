package org.overread.report;

import java.util.List;
import java.util.Optional;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;

/**
 * The document that one replaces or adds to (Predecessor Documents Sequence, PS3.3 C.17.2). Reports
 * of other studies are named there too when text was taken from them; they are not replaced.
 *
 * @param isAdded the document was added to, and still stands (PS3.16 CID 7009)
 */
record SrPredecessor(String sopInstanceUid, boolean isAdded) {
  private static final String ADDENDED_REPORT = "121361 DCM";

  /** The last one named of the same study. */
  static Optional<SrPredecessor> of(Attributes dataSet) {
    String own = dataSet.string(Tag.StudyInstanceUID).orElse("");
    SrPredecessor last = null;
    for (Attributes study : dataSet.items(Tag.PredecessorDocumentsSequence)) {
      if (!study.string(Tag.StudyInstanceUID).orElse(own).equals(own)) {
        continue;
      }
      for (Attributes series : study.items(Tag.ReferencedSeriesSequence)) {
        for (Attributes instance : series.items(Tag.ReferencedSOPSequence)) {
          last = of(study, series, instance).orElse(last);
        }
      }
    }
    return Optional.ofNullable(last);
  }

  private static Optional<SrPredecessor> of(
      Attributes study, Attributes series, Attributes instance) {
    // Hierarchical SOP Instance Reference Macro: the purpose stands beside the instance
    boolean added =
        List.of(study, series, instance).stream()
            .flatMap(level -> level.items(Tag.PurposeOfReferenceCodeSequence).stream())
            .anyMatch(SrPredecessor::isAddendedReport);
    return instance.string(Tag.ReferencedSOPInstanceUID).map(uid -> new SrPredecessor(uid, added));
  }

  private static boolean isAddendedReport(Attributes purpose) {
    String key =
        purpose.string(Tag.CodeValue).orElse("").strip()
            + " "
            + purpose.string(Tag.CodingSchemeDesignator).orElse("").strip();
    return key.equals(ADDENDED_REPORT);
  }
}
