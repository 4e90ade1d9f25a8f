package org.overread.report;

import java.util.Optional;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;

/** Reports among the instances of a study: Structured Reports. */
public final class ReportInstances {
  private ReportInstances() {}

  /** True when an instance of this SOP class may be a report, and is worth reading whole. */
  public static boolean isReport(String sopClassUid) {
    return SrReader.isSr(sopClassUid);
  }

  /**
   * @param dataSet the whole data set of the instance
   * @return empty when it is no report after all
   */
  public static Optional<ReportDocument> read(Attributes dataSet) {
    String sopClassUid = dataSet.string(Tag.SOPClassUID).orElse("");
    return SrReader.isSr(sopClassUid) ? SrReader.read(dataSet) : Optional.empty();
  }
}
