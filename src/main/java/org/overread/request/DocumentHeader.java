package org.overread.request;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.overread.dicom.Attributes;
import org.overread.dicom.Dictionary;
import org.overread.dicom.Implementation;
import org.overread.dicom.SpecificCharacterSet;
import org.overread.dicom.Tag;
import org.overread.dicom.VR;
import org.overread.routing.RequestDocument;

/** The modules that both documents have, and the evidence that both list. */
public final class DocumentHeader {
  /** Type 2 attributes of Patient and General Study (PS3.3 C.7.1.1, C.7.2.1): empty if unknown. */
  private static final Map<Integer, VR> TYPE_2 = new LinkedHashMap<>();

  static {
    TYPE_2.put(Tag.StudyDate, VR.DA);
    TYPE_2.put(Tag.StudyTime, VR.TM);
    TYPE_2.put(Tag.AccessionNumber, VR.SH);
    TYPE_2.put(Tag.ReferringPhysicianName, VR.PN);
    TYPE_2.put(Tag.PatientName, VR.PN);
    TYPE_2.put(Tag.PatientID, VR.LO);
    TYPE_2.put(Tag.PatientBirthDate, VR.DA);
    TYPE_2.put(Tag.PatientSex, VR.CS);
    TYPE_2.put(Tag.StudyID, VR.SH);
  }

  /** What else tells whose study it is; taken over where the source has it. */
  private static final Set<Integer> TAKEN_OVER =
      Set.of(
          Tag.StudyInstanceUID,
          Tag.StudyDescription,
          Tag.InstitutionName,
          Tag.IssuerOfAccessionNumberSequence,
          Tag.IssuerOfPatientID,
          Tag.IssuerOfPatientIDQualifiersSequence,
          Tag.PatientBirthTime,
          Tag.OtherPatientIDsSequence,
          Tag.OtherPatientNames,
          Tag.PatientAge,
          Tag.PatientIdentityRemoved,
          Tag.DeidentificationMethod,
          Tag.DeidentificationMethodCodeSequence);

  /** The tags of a source header that documents need. */
  static final Set<Integer> WANTED_TAGS =
      Stream.of(TYPE_2.keySet(), TAKEN_OVER, OrderText.TAGS, Set.of(Tag.RequestAttributesSequence))
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd");
  private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xx");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss");
  private static final String MANUFACTURER = "Overread";

  private DocumentHeader() {}

  /** True for the tags of a source header that documents need. */
  public static IntPredicate wanted() {
    return WANTED_TAGS::contains;
  }

  /** A document with everything but its content tree; text is in UTF-8. */
  static Attributes of(
      RequestContent content, RequestDocument kind, String sopClassUid, String modality) {
    RequestIdentity identity = content.identity();
    Attributes document =
        new Attributes()
            .set(Tag.SpecificCharacterSet, VR.CS, SpecificCharacterSet.UTF_8_TERM)
            .set(Tag.SOPClassUID, VR.UI, sopClassUid)
            .set(Tag.SOPInstanceUID, VR.UI, identity.sopInstanceUid(kind));
    takeOver(content.source(), document);
    ZonedDateTime now = content.createdAt();
    return document
        .set(Tag.TimezoneOffsetFromUTC, VR.SH, now.format(OFFSET))
        .set(Tag.InstanceCreationDate, VR.DA, now.format(DATE))
        .set(Tag.InstanceCreationTime, VR.TM, now.format(TIME))
        .set(Tag.ContentDate, VR.DA, now.format(DATE))
        .set(Tag.ContentTime, VR.TM, now.format(TIME))
        .set(Tag.Modality, VR.CS, modality)
        .set(Tag.SeriesInstanceUID, VR.UI, identity.seriesUid(kind))
        .set(Tag.SeriesNumber, VR.IS, kind == RequestDocument.KEY_OBJECT ? "9901" : "9902")
        .set(Tag.InstanceNumber, VR.IS, Integer.toString(identity.revision()))
        .set(Tag.SeriesDescription, VR.LO, "Second reading")
        .set(Tag.ReferencedPerformedProcedureStepSequence, List.of())
        .set(Tag.Manufacturer, VR.LO, MANUFACTURER)
        .set(Tag.ManufacturerModelName, VR.LO, MANUFACTURER)
        .set(Tag.SoftwareVersions, VR.LO, Implementation.VERSION_NAME)
        .set(Tag.InstitutionName, VR.LO, oneLine(content.requester(), 64))
        .set(Tag.ValueType, VR.CS, "CONTAINER")
        .set(Tag.ContinuityOfContent, VR.CS, "SEPARATE")
        .set(Tag.CurrentRequestedProcedureEvidenceSequence, evidence(content.instances()));
  }

  /**
   * Text is written anew in UTF-8, whatever the source was encoded in. A value that its VR does not
   * allow (a date that is none) is left out: the document would be invalid too.
   */
  private static void takeOver(Attributes source, Attributes document) {
    TYPE_2.forEach((tag, vr) -> document.set(tag, vr, values(source, tag, vr)));
    for (int tag : TAKEN_OVER) {
      VR vr = Dictionary.vrOf(tag);
      if (vr == VR.SQ && !source.items(tag).isEmpty()) {
        document.set(tag, source.items(tag));
      } else if (vr != VR.SQ && source.hasValue(tag)) {
        document.set(tag, vr, values(source, tag, vr));
      }
    }
  }

  private static String[] values(Attributes source, int tag, VR vr) {
    return source.strings(tag).stream()
        .filter(value -> vr.usesCharacterSet() || SpecificCharacterSet.DEFAULT.canEncode(value))
        .toArray(String[]::new);
  }

  /** Study, series, instance (PS3.3 C.17.2.2, Hierarchical SOP Instance Reference Macro). */
  static List<Attributes> evidence(List<SentInstance> instances) {
    Map<String, Map<String, List<Attributes>>> studies = new LinkedHashMap<>();
    for (SentInstance instance : instances) {
      studies
          .computeIfAbsent(instance.studyUid(), uid -> new LinkedHashMap<>())
          .computeIfAbsent(instance.seriesUid(), uid -> new ArrayList<>())
          .add(instance.reference());
    }
    return studies.entrySet().stream()
        .map(
            study ->
                new Attributes()
                    .set(Tag.StudyInstanceUID, VR.UI, study.getKey())
                    .set(Tag.ReferencedSeriesSequence, seriesItems(study.getValue())))
        .toList();
  }

  private static List<Attributes> seriesItems(Map<String, List<Attributes>> series) {
    return series.entrySet().stream()
        .map(
            entry ->
                new Attributes()
                    .set(Tag.SeriesInstanceUID, VR.UI, entry.getKey())
                    .set(Tag.ReferencedSOPSequence, entry.getValue()))
        .toList();
  }

  private static String oneLine(String text, int longest) {
    String line = text.replaceAll("[\\p{Cntrl}\\\\]+", " ").strip();
    return line.length() > longest ? line.substring(0, longest) : line;
  }
}
