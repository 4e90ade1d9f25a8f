package org.overread.services;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.overread.dicom.Tag;
import org.overread.dicom.VR;

/**
 * The keys that we match and return (PS3.4 Tables C.6-1 to C.6-5), each at the level it belongs to.
 * In the Study Root model the keys of the patient belong to the study. A key with a column is
 * stored; one without is computed from what is stored.
 */
enum FindKey {
  PATIENT_NAME(Tag.PatientName, VR.PN, QueryLevel.PATIENT, Kind.NAME, "patient_name"),
  PATIENT_ID(Tag.PatientID, VR.LO, QueryLevel.PATIENT, Kind.TEXT, "patient_id"),
  ISSUER_OF_PATIENT_ID(
      Tag.IssuerOfPatientID, VR.LO, QueryLevel.PATIENT, Kind.TEXT, "issuer_of_patient_id"),
  PATIENT_BIRTH_DATE(
      Tag.PatientBirthDate, VR.DA, QueryLevel.PATIENT, Kind.DATE, "patient_birth_date"),
  PATIENT_SEX(Tag.PatientSex, VR.CS, QueryLevel.PATIENT, Kind.TEXT, "patient_sex"),
  PATIENT_STUDIES(Tag.NumberOfPatientRelatedStudies, VR.IS, QueryLevel.PATIENT, Kind.COUNT, ""),
  PATIENT_SERIES(Tag.NumberOfPatientRelatedSeries, VR.IS, QueryLevel.PATIENT, Kind.COUNT, ""),
  PATIENT_INSTANCES(Tag.NumberOfPatientRelatedInstances, VR.IS, QueryLevel.PATIENT, Kind.COUNT, ""),

  STUDY_INSTANCE_UID(Tag.StudyInstanceUID, VR.UI, QueryLevel.STUDY, Kind.UID, "study_uid"),
  STUDY_DATE(Tag.StudyDate, VR.DA, QueryLevel.STUDY, Kind.DATE, "study_date"),
  STUDY_TIME(Tag.StudyTime, VR.TM, QueryLevel.STUDY, Kind.TIME, "study_time"),
  ACCESSION_NUMBER(Tag.AccessionNumber, VR.SH, QueryLevel.STUDY, Kind.TEXT, "accession_number"),
  STUDY_ID(Tag.StudyID, VR.SH, QueryLevel.STUDY, Kind.TEXT, "study_id"),
  STUDY_DESCRIPTION(Tag.StudyDescription, VR.LO, QueryLevel.STUDY, Kind.TEXT, "study_description"),
  REFERRING_PHYSICIAN(
      Tag.ReferringPhysicianName, VR.PN, QueryLevel.STUDY, Kind.NAME, "referring_physician_name"),
  STUDY_INSTITUTION(Tag.InstitutionName, VR.LO, QueryLevel.STUDY, Kind.TEXT, "institution_name"),
  MODALITIES_IN_STUDY(Tag.ModalitiesInStudy, VR.CS, QueryLevel.STUDY, Kind.TEXT, ""),
  SOP_CLASSES_IN_STUDY(Tag.SOPClassesInStudy, VR.UI, QueryLevel.STUDY, Kind.UID, ""),
  STUDY_SERIES(Tag.NumberOfStudyRelatedSeries, VR.IS, QueryLevel.STUDY, Kind.COUNT, ""),
  STUDY_INSTANCES(Tag.NumberOfStudyRelatedInstances, VR.IS, QueryLevel.STUDY, Kind.COUNT, ""),

  SERIES_INSTANCE_UID(Tag.SeriesInstanceUID, VR.UI, QueryLevel.SERIES, Kind.UID, "series_uid"),
  MODALITY(Tag.Modality, VR.CS, QueryLevel.SERIES, Kind.TEXT, "modality"),
  SERIES_NUMBER(Tag.SeriesNumber, VR.IS, QueryLevel.SERIES, Kind.NUMBER, "series_number"),
  SERIES_DESCRIPTION(
      Tag.SeriesDescription, VR.LO, QueryLevel.SERIES, Kind.TEXT, "series_description"),
  SERIES_DATE(Tag.SeriesDate, VR.DA, QueryLevel.SERIES, Kind.DATE, "series_date"),
  SERIES_TIME(Tag.SeriesTime, VR.TM, QueryLevel.SERIES, Kind.TIME, "series_time"),
  BODY_PART_EXAMINED(
      Tag.BodyPartExamined, VR.CS, QueryLevel.SERIES, Kind.TEXT, "body_part_examined"),
  LATERALITY(Tag.Laterality, VR.CS, QueryLevel.SERIES, Kind.TEXT, "laterality"),
  PROTOCOL_NAME(Tag.ProtocolName, VR.LO, QueryLevel.SERIES, Kind.TEXT, "protocol_name"),
  STATION_NAME(Tag.StationName, VR.SH, QueryLevel.SERIES, Kind.TEXT, "station_name"),
  SERIES_INSTITUTION(Tag.InstitutionName, VR.LO, QueryLevel.SERIES, Kind.TEXT, "institution_name"),
  SERIES_INSTANCES(Tag.NumberOfSeriesRelatedInstances, VR.IS, QueryLevel.SERIES, Kind.COUNT, ""),

  SOP_INSTANCE_UID(Tag.SOPInstanceUID, VR.UI, QueryLevel.IMAGE, Kind.UID, "sop_instance_uid"),
  SOP_CLASS_UID(Tag.SOPClassUID, VR.UI, QueryLevel.IMAGE, Kind.UID, "sop_class_uid"),
  TRANSFER_SYNTAX_UID(
      Tag.AvailableTransferSyntaxUID, VR.UI, QueryLevel.IMAGE, Kind.UID, "transfer_syntax_uid"),
  INSTANCE_NUMBER(Tag.InstanceNumber, VR.IS, QueryLevel.IMAGE, Kind.NUMBER, "instance_number"),
  NUMBER_OF_FRAMES(Tag.NumberOfFrames, VR.IS, QueryLevel.IMAGE, Kind.NUMBER, "number_of_frames");

  /** How a key is matched (PS3.4 C.2.2.2). */
  enum Kind {
    /** Single value, exact or with wildcards. */
    TEXT,
    /** The same, folded, per component group. */
    NAME,
    /** One UID or a list. */
    UID,
    /** Single value, by number. */
    NUMBER,
    DATE,
    TIME,
    /** Returned, never matched. */
    COUNT
  }

  private static final Map<Integer, List<FindKey>> BY_TAG = new HashMap<>();

  static {
    for (FindKey key : values()) {
      BY_TAG.computeIfAbsent(key.tag, tag -> new ArrayList<>()).add(key);
    }
  }

  private final int tag;
  private final VR vr;
  private final QueryLevel level;
  private final Kind kind;
  private final String column;

  FindKey(int tag, VR vr, QueryLevel level, Kind kind, String column) {
    this.tag = tag;
    this.vr = vr;
    this.level = level;
    this.kind = kind;
    this.column = column;
  }

  /**
   * The keys with a tag, from the highest level down; more than one where levels share an
   * attribute.
   */
  static List<FindKey> withTag(int tag) {
    return BY_TAG.getOrDefault(tag, List.of());
  }

  /** The unique key of a level (PS3.4 C.6). */
  static FindKey uniqueKey(QueryLevel level) {
    return switch (level) {
      case PATIENT -> PATIENT_ID;
      case STUDY -> STUDY_INSTANCE_UID;
      case SERIES -> SERIES_INSTANCE_UID;
      case IMAGE -> SOP_INSTANCE_UID;
    };
  }

  int tag() {
    return tag;
  }

  VR vr() {
    return vr;
  }

  QueryLevel level() {
    return level;
  }

  Kind kind() {
    return kind;
  }

  /** Name of the column in the table of its level; empty when it is computed. */
  String column() {
    return column;
  }
}
