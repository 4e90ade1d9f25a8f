package org.overread.report;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.overread.dicom.Attributes;
import org.overread.dicom.DicomDate;
import org.overread.dicom.DicomDateTime;
import org.overread.dicom.DicomTime;
import org.overread.dicom.Tag;
import org.overread.report.CaseKeys.Identifier;

/** What ties a report that is a DICOM instance to its study, and when it was written. */
final class InstanceKeys {
  private InstanceKeys() {}

  /**
   * The instance's own study, the studies it says it reports on (Current Requested Procedure
   * Evidence Sequence), and the requests it fulfils (Referenced Request Sequence; PS3.3 C.17.2).
   */
  static CaseKeys of(Attributes dataSet) {
    Set<String> studies = new LinkedHashSet<>();
    List<StudyKeys> keys = new ArrayList<>(List.of(StudyKeys.of(dataSet)));
    dataSet.string(Tag.StudyInstanceUID).ifPresent(studies::add);
    for (Attributes request : dataSet.items(Tag.ReferencedRequestSequence)) {
      request.string(Tag.StudyInstanceUID).ifPresent(studies::add);
      keys.add(StudyKeys.of(request));
    }
    for (Attributes evidence : dataSet.items(Tag.CurrentRequestedProcedureEvidenceSequence)) {
      evidence.string(Tag.StudyInstanceUID).ifPresent(studies::add);
    }
    return new CaseKeys(
        List.copyOf(studies),
        keys.stream().flatMap(k -> k.accessions().stream()).distinct().toList(),
        first(keys.stream().flatMap(k -> k.fillers().stream()).toList()),
        first(keys.stream().flatMap(k -> k.placers().stream()).toList()),
        keys.get(0).patientIds());
  }

  private static Optional<Identifier> first(List<Identifier> identifiers) {
    return identifiers.stream().findFirst();
  }

  /** Content Date (0008,0023) and Time (0008,0033); a date alone means its beginning. */
  static Optional<LocalDateTime> contentTime(Attributes dataSet) {
    Optional<DicomTime> time = dataSet.string(Tag.ContentTime).flatMap(DicomTime::parse);
    return dataSet
        .string(Tag.ContentDate)
        .flatMap(DicomDate::parse)
        .map(date -> time.map(t -> date.atTime(t.earliest())).orElse(date.atStartOfDay()));
  }

  /** VR DT as local time of the sender. */
  static Optional<LocalDateTime> dateTime(String value) {
    return DicomDateTime.parse(value).map(DicomDateTime::earliest);
  }
}
