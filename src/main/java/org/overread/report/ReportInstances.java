package org.overread.report;

import java.time.Duration;
import java.util.Optional;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;
import org.overread.dicom.Uid;

/** Reports among the instances of a study: Structured Reports, Encapsulated PDF and CDA. */
public final class ReportInstances {
  private static final EncapsulatedReader ENCAPSULATED =
      new EncapsulatedReader(new PdfText(Duration.ofSeconds(30)));

  private ReportInstances() {}

  /** True when an instance of this SOP class may be a report, and is worth reading whole. */
  public static boolean isReport(String sopClassUid) {
    return SrReader.isSr(sopClassUid)
        || sopClassUid.equals(Uid.EncapsulatedPDFStorage)
        || sopClassUid.equals(Uid.EncapsulatedCDAStorage);
  }

  /**
   * Blocks while the text of a PDF is taken out, at most half a minute once it is its turn.
   *
   * @param dataSet the whole data set of the instance
   * @return empty when it is no report after all
   */
  public static Optional<ReportDocument> read(Attributes dataSet) {
    String sopClassUid = dataSet.string(Tag.SOPClassUID).orElse("");
    return SrReader.isSr(sopClassUid) ? SrReader.read(dataSet) : ENCAPSULATED.read(dataSet);
  }
}
