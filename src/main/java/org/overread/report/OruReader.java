package org.overread.report;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.overread.hl7.Hl7Message;
import org.overread.hl7.Segment;
import org.overread.report.CaseKeys.Identifier;

/** Reports of an ORU^R01 (HL7 v2.5.1 chapter 7.3.1): one for each OBR that says something. */
public final class OruReader {
  private OruReader() {}

  /** None when the message says nothing of a report, e.g. that there is no result yet. */
  public static List<ReportDocument> read(Hl7Message message, SenderConventions conventions) {
    List<SegmentGroup> groups = SegmentGroup.split(message);
    List<ReportDocument> result = new ArrayList<>();
    List<ReportDocument> statusOnly = new ArrayList<>();
    List<CaseKeys> covered = new ArrayList<>();
    for (SegmentGroup group : groups) {
      boolean hasText = group.segments().stream().anyMatch(OruReader::isObservation);
      Optional<ReportDocument> report = read(message, group, conventions);
      if (report.isPresent() && (hasText || report.get().status() == ReportStatus.WITHDRAWN)) {
        result.add(report.get());
      } else {
        report.ifPresent(statusOnly::add);
        covered.add(KeyReader.read(group, conventions));
      }
    }
    if (result.stream().allMatch(report -> report.status() == ReportStatus.WITHDRAWN)) {
      result.addAll(statusOnly); // became final without the text being sent again
      return List.copyOf(result);
    }
    return result.stream().map(report -> covering(report, covered)).toList();
  }

  /** An OBX with a result; those that name the study or its images are none. */
  private static boolean isObservation(Segment segment) {
    return segment.name().equals("OBX") && !KeyReader.isStudyUid(segment);
  }

  private static Optional<ReportDocument> read(
      Hl7Message message, SegmentGroup group, SenderConventions conventions) {
    List<Segment> observations =
        group.segments().stream().filter(OruReader::isObservation).toList();
    Optional<ReportStatus> status = OruStatus.of(group, observations, conventions);
    if (status.isEmpty()) {
      return Optional.empty();
    }
    ObservationParts text = ObservationParts.of(group.segments(), conventions);
    CaseKeys keys = KeyReader.read(group, conventions);
    boolean withdrawn = status.get() == ReportStatus.WITHDRAWN;
    return Optional.of(
        new ReportDocument(
            ReportSource.HL7,
            KeyReader.documentId(keys, message.header().controlId()),
            Optional.empty(),
            isAddendumAlone(status.get(), text.parts()) ? ReportStatus.ADDENDUM : status.get(),
            keys,
            statusTime(group, observations),
            Readers.ofOru(group),
            withdrawn ? List.of() : text.parts(),
            withdrawn || text.isComplete()));
  }

  /** A signed message of nothing but {@code &ADT} parts adds to the report, whatever it says. */
  private static boolean isAddendumAlone(ReportStatus status, List<ReportPart> parts) {
    return status.isSigned()
        && !parts.isEmpty()
        && parts.stream().allMatch(part -> part.kind().equals(Optional.of(SectionKind.ADDENDUM)));
  }

  /** OBR-22, else the latest OBX-14 (HL-12). */
  private static Optional<LocalDateTime> statusTime(
      SegmentGroup group, List<Segment> observations) {
    return group
        .first("OBR")
        .flatMap(obr -> Hl7Times.of(obr.value(22)))
        .or(() -> Hl7Times.latest(observations.stream().map(obx -> obx.value(14)).toList()));
  }

  /** One text for several orders (CMP-28): those without text of their own are named by it too. */
  private static ReportDocument covering(ReportDocument report, List<CaseKeys> others) {
    if (others.isEmpty() || report.status() == ReportStatus.WITHDRAWN) {
      return report;
    }
    Set<Identifier> accessions = new LinkedHashSet<>(report.keys().accessions());
    Set<String> studyUids = new LinkedHashSet<>(report.keys().studyUids());
    for (CaseKeys other : others) {
      if (other.patientIds().equals(report.keys().patientIds())) {
        accessions.addAll(other.accessions());
        studyUids.addAll(other.studyUids());
      }
    }
    CaseKeys keys =
        new CaseKeys(
            List.copyOf(studyUids),
            List.copyOf(accessions),
            report.keys().filler(),
            report.keys().placer(),
            report.keys().patientIds());
    return new ReportDocument(
        report.source(),
        report.documentId(),
        report.predecessor(),
        report.status(),
        keys,
        report.statusTime(),
        report.readers(),
        report.parts(),
        report.complete());
  }
}
