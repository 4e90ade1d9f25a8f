package org.overread.report;

import java.util.List;
import java.util.Optional;
import org.overread.hl7.Hl7Message;
import org.overread.hl7.Segment;
import org.overread.report.CaseKeys.Identifier;

/** The document of an MDM^T01 to T11 (HL7 v2.5.1 chapter 9.5; HL-42). */
public final class MdmReader {
  private MdmReader() {}

  /** Empty when there is no TXA, or a TXA without a document number. */
  public static Optional<ReportDocument> read(Hl7Message message, SenderConventions conventions) {
    Optional<Segment> txa = message.first("TXA");
    Optional<Identifier> unique = KeyReader.entity(txa, 12);
    if (unique.isEmpty()) {
      return Optional.empty();
    }
    SegmentGroup group = SegmentGroup.whole(message);
    ObservationParts text = ObservationParts.of(group.segments(), conventions);
    ReportStatus status = status(message.header().trigger(), txa.get(), conventions);
    boolean withdrawn = status == ReportStatus.WITHDRAWN;
    return Optional.of(
        new ReportDocument(
            ReportSource.HL7,
            KeyReader.text(unique.get()),
            KeyReader.entity(txa, 13).map(KeyReader::text),
            status,
            keys(group, txa.get(), conventions),
            Hl7Times.latest(
                List.of(
                    txa.get().value(4),
                    txa.get().value(6),
                    txa.get().value(7),
                    txa.get().value(8),
                    txa.get().get(22).component(15))),
            Readers.ofMdm(txa.get()),
            withdrawn ? List.of() : text.parts(),
            withdrawn || text.isComplete()));
  }

  /**
   * TXA-17 (Table 0271), and TXA-19 for a document that was deleted; the trigger says what the
   * document does to another.
   */
  private static ReportStatus status(String trigger, Segment txa, SenderConventions conventions) {
    if (trigger.equals("T11") || txa.value(19).strip().equals("CA")) {
      return ReportStatus.WITHDRAWN;
    }
    String completion = txa.value(17).strip();
    boolean signed =
        completion.isEmpty()
            ? conventions.missingStatus().isSigned()
            : completion.equals("AU") || completion.equals("LA");
    if (!signed) {
      return ReportStatus.PRELIMINARY; // DI, DO, IN, IP, PA, and what is not in the table
    }
    return switch (trigger) {
      case "T05", "T06" -> ReportStatus.ADDENDUM;
      case "T07", "T08", "T09", "T10" -> ReportStatus.CORRECTED;
      default -> ReportStatus.FINAL;
    };
  }

  /** The order's segments where they are sent, else TXA-14 placer and TXA-15 filler. */
  private static CaseKeys keys(SegmentGroup group, Segment txa, SenderConventions conventions) {
    CaseKeys keys = KeyReader.read(group, conventions);
    return new CaseKeys(
        keys.studyUids(),
        keys.accessions(),
        keys.filler().or(() -> KeyReader.entity(Optional.of(txa), 15)),
        keys.placer().or(() -> KeyReader.entity(Optional.of(txa), 14)),
        keys.patientIds());
  }
}
