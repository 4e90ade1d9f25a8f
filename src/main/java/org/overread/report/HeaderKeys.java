package org.overread.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;
import org.overread.report.CaseKeys.Identifier;

/**
 * The keys that a DICOM document carries in its header: its own study and the requests it answers.
 */
final class HeaderKeys {
  private HeaderKeys() {}

  static CaseKeys of(Attributes dataSet) {
    List<Attributes> sources = new ArrayList<>(List.of(dataSet));
    sources.addAll(dataSet.items(Tag.ReferencedRequestSequence));
    Set<String> studies = new LinkedHashSet<>();
    Set<Identifier> accessions = new LinkedHashSet<>();
    for (Attributes source : sources) {
      value(source, Tag.StudyInstanceUID).ifPresent(studies::add);
      value(source, Tag.AccessionNumber)
          .map(
              number -> new Identifier(number, issuer(source, Tag.IssuerOfAccessionNumberSequence)))
          .ifPresent(accessions::add);
    }
    return new CaseKeys(
        List.copyOf(studies),
        List.copyOf(accessions),
        order(
            sources, Tag.FillerOrderNumberImagingServiceRequest, Tag.OrderFillerIdentifierSequence),
        order(
            sources, Tag.PlacerOrderNumberImagingServiceRequest, Tag.OrderPlacerIdentifierSequence),
        patientIds(dataSet));
  }

  private static Optional<Identifier> order(List<Attributes> sources, int number, int issuer) {
    return sources.stream()
        .flatMap(
            source ->
                value(source, number)
                    .map(value -> new Identifier(value, issuer(source, issuer)))
                    .stream())
        .findFirst();
  }

  private static List<Identifier> patientIds(Attributes dataSet) {
    Set<Identifier> ids = new LinkedHashSet<>();
    patientId(dataSet).ifPresent(ids::add);
    dataSet.items(Tag.OtherPatientIDsSequence).stream()
        .map(HeaderKeys::patientId)
        .flatMap(Optional::stream)
        .forEach(ids::add);
    return List.copyOf(ids);
  }

  private static Optional<Identifier> patientId(Attributes item) {
    return value(item, Tag.PatientID)
        .map(id -> new Identifier(id, value(item, Tag.IssuerOfPatientID).orElse("")));
  }

  /** Local namespace, or else universal entity ID (PS3.3 10.14). */
  private static String issuer(Attributes dataSet, int sequence) {
    return dataSet.items(sequence).stream()
        .findFirst()
        .flatMap(
            item ->
                value(item, Tag.LocalNamespaceEntityID)
                    .or(() -> value(item, Tag.UniversalEntityID)))
        .orElse("");
  }

  private static Optional<String> value(Attributes dataSet, int tag) {
    return dataSet.string(tag).map(String::strip).filter(value -> !value.isEmpty());
  }
}
