package org.overread.report;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;
import org.overread.dicom.Uid;

/**
 * Reports in DICOM Structured Reports (PS3.3 A.35 and C.17). Dose, CAD, procedure log and other
 * documents that machines write are no reports (QR-88): neither by their SOP class nor, where a
 * general class is used for them, by their root template or title.
 */
public final class SrReader {
  private static final Set<String> SOP_CLASSES =
      Set.of(
          Uid.TextSRStorageTrial,
          Uid.BasicTextSRStorage,
          Uid.EnhancedSRStorage,
          Uid.DetailSRStorageTrial,
          Uid.ComprehensiveSRStorageTrial,
          Uid.ComprehensiveSRStorage,
          Uid.Comprehensive3DSRStorage,
          Uid.ExtensibleSRStorage);

  /** PS3.16 root templates of CAD, procedure log, dose, acquisition and implantation documents. */
  private static final Set<String> OTHER_TEMPLATES =
      Set.of(
          "3001", "4000", "4100", "4120", "7000", "8101", "10001", "10011", "10021", "10030",
          "10040", "11001", "11020");

  /** Titles of the same: X-ray, radiopharmaceutical and patient dose; breast, chest, colon CAD. */
  private static final Set<String> OTHER_TITLES =
      Set.of("113701 DCM", "113500 DCM", "128401 DCM", "111036 DCM", "112000 DCM", "112220 DCM");

  private static final String DICOM_TEMPLATES = "DCMR"; // Mapping Resource of PS3.16

  private SrReader() {}

  /** True for the SOP classes in which radiologists' reports are stored. */
  public static boolean isSr(String sopClassUid) {
    return SOP_CLASSES.contains(sopClassUid);
  }

  /**
   * @param dataSet with its Content Sequence (0040,A730)
   * @return empty when this is no Structured Report, none that a radiologist wrote, or one without
   *     a SOP Instance UID, whose versions could not be told apart
   */
  public static Optional<ReportDocument> read(Attributes dataSet) {
    Optional<String> id = dataSet.string(Tag.SOPInstanceUID);
    boolean sr = isSr(dataSet.string(Tag.SOPClassUID).orElse(""));
    if (id.isEmpty() || !sr || isOfMachine(dataSet)) {
      return Optional.empty();
    }
    SrContent content = SrContent.read(dataSet);
    List<ReportPart> parts = content.parts();
    return Optional.of(
        new ReportDocument(
            ReportSource.SR,
            id.get(),
            SrPredecessor.of(dataSet).map(SrPredecessor::sopInstanceUid),
            SrStatus.of(dataSet, parts),
            InstanceKeys.of(dataSet),
            statusTime(dataSet),
            readers(dataSet, content.observers()),
            parts,
            content.isComplete()));
  }

  private static boolean isOfMachine(Attributes dataSet) {
    boolean template =
        dataSet.items(Tag.ContentTemplateSequence).stream()
            .filter(
                t -> t.string(Tag.MappingResource).orElse(DICOM_TEMPLATES).equals(DICOM_TEMPLATES))
            .anyMatch(t -> OTHER_TEMPLATES.contains(t.string(Tag.TemplateIdentifier).orElse("")));
    return template
        || SrCode.of(dataSet, Tag.ConceptNameCodeSequence)
            .filter(title -> OTHER_TITLES.contains(title.key()))
            .isPresent();
  }

  /** The latest Verification DateTime, else Content Date and Time (PS3.3 C.17.2). */
  static Optional<LocalDateTime> statusTime(Attributes dataSet) {
    return dataSet.items(Tag.VerifyingObserverSequence).stream()
        .flatMap(observer -> observer.string(Tag.VerificationDateTime).stream())
        .flatMap(time -> InstanceKeys.dateTime(time).stream())
        .max(LocalDateTime::compareTo)
        .or(() -> InstanceKeys.contentTime(dataSet));
  }

  /** Who verified, then who wrote, then who is said to have observed. */
  static List<String> readers(Attributes dataSet, List<String> observers) {
    Set<String> result = new LinkedHashSet<>();
    for (Attributes verifier : dataSet.items(Tag.VerifyingObserverSequence)) {
      add(
          result,
          verifier,
          Tag.VerifyingObserverIdentificationCodeSequence,
          Tag.VerifyingObserverName);
    }
    for (Attributes author : dataSet.items(Tag.AuthorObserverSequence)) {
      add(result, author, Tag.PersonIdentificationCodeSequence, Tag.PersonName);
    }
    if (result.isEmpty()) {
      result.addAll(observers);
    }
    return new ArrayList<>(result);
  }

  /** The identifier, else the name. */
  private static void add(Set<String> result, Attributes person, int codes, int name) {
    SrCode.of(person, codes)
        .map(SrCode::value)
        .filter(value -> !value.isEmpty())
        .or(() -> person.string(name).map(SrValue::name))
        .filter(reader -> !reader.isEmpty())
        .ifPresent(result::add);
  }
}
