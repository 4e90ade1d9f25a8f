package org.overread.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;
import org.overread.report.CaseKeys.Identifier;

/**
 * The keys that one header of a study holds, for matching: more than table study knows. Headers of
 * one study may differ (grouped procedures have several accession numbers, CMP-28): all count.
 *
 * @param accessions (0008,0050) with its issuer, also those of the Request Attributes Sequence
 * @param fillers Filler Order Number / Imaging Service Request (0040,2017)
 * @param placers Placer Order Number / Imaging Service Request (0040,2016)
 * @param patientIds Patient ID and Other Patient IDs, with their issuers
 */
public record StudyKeys(
    List<Identifier> accessions,
    List<Identifier> fillers,
    List<Identifier> placers,
    List<Identifier> patientIds) {
  /** What a header must keep for {@link #of}. */
  public static final Set<Integer> TAGS =
      Set.of(
          Tag.SpecificCharacterSet,
          Tag.AccessionNumber,
          Tag.IssuerOfAccessionNumberSequence,
          Tag.RequestAttributesSequence,
          Tag.FillerOrderNumberImagingServiceRequest,
          Tag.OrderFillerIdentifierSequence,
          Tag.PlacerOrderNumberImagingServiceRequest,
          Tag.OrderPlacerIdentifierSequence,
          Tag.PatientID,
          Tag.IssuerOfPatientID,
          Tag.IssuerOfPatientIDQualifiersSequence,
          Tag.OtherPatientIDsSequence);

  private static final int LONGEST = 255; // columns of study_key

  public StudyKeys {
    accessions = List.copyOf(accessions);
    fillers = List.copyOf(fillers);
    placers = List.copyOf(placers);
    patientIds = List.copyOf(patientIds);
  }

  public static StudyKeys of(Attributes header) {
    List<Identifier> accessions = new ArrayList<>();
    List<Identifier> fillers = new ArrayList<>();
    List<Identifier> placers = new ArrayList<>();
    List<Attributes> levels = new ArrayList<>(List.of(header));
    levels.addAll(header.items(Tag.RequestAttributesSequence));
    for (Attributes level : levels) {
      add(
          accessions,
          level,
          Tag.AccessionNumber,
          entity(level.items(Tag.IssuerOfAccessionNumberSequence)));
      add(
          fillers,
          level,
          Tag.FillerOrderNumberImagingServiceRequest,
          entity(level.items(Tag.OrderFillerIdentifierSequence)));
      add(
          placers,
          level,
          Tag.PlacerOrderNumberImagingServiceRequest,
          entity(level.items(Tag.OrderPlacerIdentifierSequence)));
    }
    return new StudyKeys(accessions, fillers, placers, patientIds(header));
  }

  private static List<Identifier> patientIds(Attributes header) {
    List<Identifier> result = new ArrayList<>();
    List<Attributes> levels = new ArrayList<>(List.of(header));
    levels.addAll(header.items(Tag.OtherPatientIDsSequence));
    for (Attributes level : levels) {
      String universal =
          level.items(Tag.IssuerOfPatientIDQualifiersSequence).stream()
              .findFirst()
              .flatMap(item -> item.string(Tag.UniversalEntityID))
              .orElse("");
      String namespace = level.string(Tag.IssuerOfPatientID).orElse("");
      add(result, level, Tag.PatientID, issuer(namespace, universal));
    }
    return result;
  }

  /** Local namespace and universal entity ID (PS3.3 Table 10-17). */
  private static String entity(List<Attributes> issuer) {
    Optional<Attributes> item = issuer.stream().findFirst();
    return issuer(
        item.flatMap(i -> i.string(Tag.LocalNamespaceEntityID)).orElse(""),
        item.flatMap(i -> i.string(Tag.UniversalEntityID)).orElse(""));
  }

  private static String issuer(String namespace, String universal) {
    return universal.isBlank() ? namespace.strip() : namespace.strip() + "&" + universal.strip();
  }

  private static void add(List<Identifier> result, Attributes level, int tag, String issuer) {
    level
        .string(tag)
        .map(String::strip)
        .filter(value -> !value.isEmpty() && value.length() <= LONGEST)
        .filter(value -> issuer.length() <= LONGEST)
        .map(value -> new Identifier(value, issuer))
        .filter(identifier -> !result.contains(identifier))
        .ifPresent(result::add);
  }

  List<CaseKey> toKeys() {
    List<CaseKey> result = new ArrayList<>();
    accessions.forEach(id -> result.add(new CaseKey(KeyKind.ACCESSION, id)));
    fillers.forEach(id -> result.add(new CaseKey(KeyKind.FILLER, id)));
    placers.forEach(id -> result.add(new CaseKey(KeyKind.PLACER, id)));
    patientIds.forEach(id -> result.add(new CaseKey(KeyKind.PATIENT, id)));
    return result;
  }
}
