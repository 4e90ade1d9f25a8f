package org.overread.rules;

import static org.overread.rules.FactType.COUNT;
import static org.overread.rules.FactType.FLAG;
import static org.overread.rules.FactType.NUMBER;
import static org.overread.rules.FactType.TEXT;
import static org.overread.rules.FactType.TEXTS;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every field a condition can name, e.g. {@code study.magneticFieldStrength}: this table is the
 * language that rule files are checked against. The label names the attribute and its tag (PS3.6),
 * so that a rule can say what was missing.
 */
public enum FactField {
  STUDY_MODALITY(Subject.STUDY, "modality", TEXT, "Modality (0008,0060)"),
  STUDY_MODALITIES(Subject.STUDY, "modalities", TEXTS, "Modality (0008,0060)"),
  STUDY_BODY_PART(Subject.STUDY, "bodyPart", TEXT, "Body Part Examined (0018,0015)"),
  STUDY_BODY_PARTS(Subject.STUDY, "bodyParts", TEXTS, "Body Part Examined (0018,0015)"),
  STUDY_DESCRIPTION(Subject.STUDY, "description", TEXT, "Study Description (0008,1030)"),
  STUDY_PROTOCOL(Subject.STUDY, "protocol", TEXT, "Protocol Name (0018,1030)"),
  STUDY_INSTITUTION(Subject.STUDY, "institution", TEXT, "Institution Name (0008,0080)"),
  /** Years with a fraction, on the study date. */
  STUDY_PATIENT_AGE(Subject.STUDY, "patientAge", NUMBER, "Patient's Age (0010,1010)"),
  STUDY_PATIENT_SEX(Subject.STUDY, "patientSex", TEXT, "Patient's Sex (0010,0040)"),
  /** Tesla; the lowest of the study's series. */
  STUDY_FIELD_STRENGTH(
      Subject.STUDY, "magneticFieldStrength", NUMBER, "Magnetic Field Strength (0018,0087)"),
  STUDY_MANUFACTURER(Subject.STUDY, "manufacturer", TEXT, "Manufacturer (0008,0070)"),
  STUDY_MODEL(Subject.STUDY, "model", TEXT, "Manufacturer's Model Name (0008,1090)"),
  /** Years between manufacture (else installation) and the study date. */
  STUDY_DEVICE_AGE(Subject.STUDY, "deviceAge", NUMBER, "Date of Manufacture (0018,1204)"),
  /** Days between the study date and the day the study was received here. */
  STUDY_DAYS_OLD(Subject.STUDY, "daysOld", COUNT, "Study Date (0008,0020)"),
  /** True when an earlier study of the same body part is known here. */
  STUDY_HAS_PRIOR(Subject.STUDY, "hasPrior", FLAG, "earlier studies of this body part"),
  STUDY_DAYS_SINCE_PRIOR(
      Subject.STUDY, "daysSincePrior", COUNT, "study date of the last earlier study"),
  /** HL7 table 0004, e.g. E, I, O. */
  STUDY_PATIENT_CLASS(Subject.STUDY, "patientClass", TEXT, "Patient Class (PV1-2)"),
  /** A study of this episode has a request already; the policy can withhold another. */
  STUDY_FLAGGED_BEFORE(Subject.STUDY, "flaggedBefore", FLAG, "earlier requests for this episode"),
  STUDY_OPTED_OUT(Subject.STUDY, "optedOut", FLAG, "list of patients who opted out"),
  STUDY_INSTANCES(Subject.STUDY, "instanceCount", COUNT, "instances received"),
  STUDY_SERIES(Subject.STUDY, "seriesCount", COUNT, "series received"),
  STUDY_REPEATS(Subject.STUDY, "repeats", COUNT, "Series Description (0008,103E)"),
  STUDY_DISCONTINUED(
      Subject.STUDY,
      "discontinued",
      FLAG,
      "Performed Procedure Step Discontinuation Reason Code Sequence (0040,0281)"),
  /** DCM codes of the document titles of key object selections (PS3.16 CID 7010), e.g. 113001. */
  STUDY_KEY_OBJECTS(
      Subject.STUDY, "keyObjectTitles", TEXTS, "Concept Name Code Sequence (0040,A043)"),

  SERIES_NUMBER(Subject.SERIES, "number", COUNT, "Series Number (0020,0011)"),
  SERIES_MODALITY(Subject.SERIES, "modality", TEXT, "Modality (0008,0060)"),
  SERIES_DESCRIPTION(Subject.SERIES, "description", TEXT, "Series Description (0008,103E)"),
  SERIES_PROTOCOL(Subject.SERIES, "protocol", TEXT, "Protocol Name (0018,1030)"),
  SERIES_PLANE(Subject.SERIES, "plane", TEXT, "Image Orientation (Patient) (0020,0037)"),
  SERIES_WEIGHTING(
      Subject.SERIES,
      "weighting",
      TEXT,
      "weighting (by Repetition Time (0018,0080), Echo Time (0018,0081), description)"),
  SERIES_ACQUISITION(Subject.SERIES, "acquisition", TEXT, "MR Acquisition Type (0018,0023)"),
  SERIES_FAT_SUPPRESSED(Subject.SERIES, "fatSuppressed", FLAG, "Scan Options (0018,0022)"),
  SERIES_POST_CONTRAST(Subject.SERIES, "postContrast", FLAG, "Contrast/Bolus Agent (0018,0010)"),
  SERIES_LOCALIZER(Subject.SERIES, "localizer", FLAG, "Image Type (0008,0008)"),
  SERIES_DERIVED(Subject.SERIES, "derived", FLAG, "Image Type (0008,0008)"),
  /** s/mm2, the highest of the series. */
  SERIES_B_VALUE(Subject.SERIES, "bValue", NUMBER, "Diffusion b-value (0018,9087)"),
  /** mm, the largest of the series. */
  SERIES_SLICE_THICKNESS(Subject.SERIES, "sliceThickness", NUMBER, "Slice Thickness (0018,0050)"),
  /** mm between slice centres, the largest of the series. */
  SERIES_SPACING(Subject.SERIES, "spacing", NUMBER, "Spacing Between Slices (0018,0088)"),
  /** mm between slices: spacing less thickness. */
  SERIES_GAP(Subject.SERIES, "gap", NUMBER, "Spacing Between Slices (0018,0088)"),
  SERIES_FIELD_STRENGTH(
      Subject.SERIES, "magneticFieldStrength", NUMBER, "Magnetic Field Strength (0018,0087)"),
  SERIES_COIL(Subject.SERIES, "receiveCoil", TEXT, "Receive Coil Name (0018,1250)"),
  SERIES_BODY_COIL(Subject.SERIES, "bodyCoil", FLAG, "Receive Coil Name (0018,1250)"),
  SERIES_REPEAT(Subject.SERIES, "repeat", FLAG, "Series Description (0008,103E)"),
  SERIES_IMAGES(Subject.SERIES, "images", COUNT, "images received"),

  ORDER_REASON(Subject.ORDER, "reason", TEXT, "Reason for the Requested Procedure (0040,1002)"),
  ORDER_COMMENTS(Subject.ORDER, "comments", TEXT, "Requested Procedure Comments (0040,1400)"),
  ORDER_DIAGNOSES(
      Subject.ORDER, "admittingDiagnoses", TEXT, "Admitting Diagnoses Description (0008,1080)"),
  ORDER_HISTORY(Subject.ORDER, "additionalHistory", TEXT, "Additional Patient History (0010,21B0)"),
  ORDER_PROCEDURE(
      Subject.ORDER, "requestedProcedure", TEXT, "Requested Procedure Description (0032,1060)"),
  ORDER_STUDY_REASON(Subject.ORDER, "studyReason", TEXT, "Reason for Study (0032,1030)"),
  ORDER_STUDY_COMMENTS(Subject.ORDER, "studyComments", TEXT, "Study Comments (0032,4000)"),
  /** S, A, R ...: HL7 table 0485, else OBR-27.6 as sent. */
  ORDER_PRIORITY(Subject.ORDER, "priority", TEXT, "Priority (TQ1-9, OBR-27.6)"),
  /** All words of the referring physician, one text after the other. */
  ORDER_TEXT(
      Subject.ORDER,
      "text",
      TEXT,
      "order text (Reason for the Requested Procedure (0040,1002) and its kin)"),

  SOURCE_AE_TITLE(Subject.SOURCE, "aeTitle", TEXT, "calling AE title"),
  SOURCE_CALLED(Subject.SOURCE, "calledAeTitle", TEXT, "called AE title"),

  /** True when a protocol of the rule folder is for this examination. */
  PROTOCOL_KNOWN(Subject.PROTOCOL, "known", FLAG, "Body Part Examined (0018,0015)"),
  PROTOCOL_NAME(Subject.PROTOCOL, "name", TEXT, "protocol for this body part"),
  PROTOCOL_MISSING(
      Subject.PROTOCOL,
      "missingRequired",
      TEXTS,
      "series inventory (fewer than half of the series classified)"),
  PROTOCOL_ADVISED(
      Subject.PROTOCOL,
      "missingRecommended",
      TEXTS,
      "series inventory (fewer than half of the series classified)"),
  PROTOCOL_OVER_LIMIT(Subject.PROTOCOL, "overLimit", TEXTS, "Slice Thickness (0018,0050)"),

  REPORT_STATUS(Subject.REPORT, "status", TEXT, Subject.NO_REPORT),
  REPORT_PRELIMINARY(Subject.REPORT, "preliminary", FLAG, Subject.NO_REPORT),
  /** True when it is an addendum, or holds a section of one. */
  REPORT_ADDENDUM(Subject.REPORT, "addendum", FLAG, Subject.NO_REPORT),
  /** Characters of the report, the order's words not counted. */
  REPORT_LENGTH(Subject.REPORT, "length", COUNT, Subject.NO_REPORT),
  REPORT_SECTIONS(Subject.REPORT, "sections", TEXTS, Subject.NO_REPORT),
  REPORT_HAS_IMPRESSION(Subject.REPORT, "hasImpression", FLAG, Subject.NO_REPORT),
  /** The report is itself a second reading, by its words or by who wrote it. */
  REPORT_SECOND_OPINION(Subject.REPORT, "secondOpinion", FLAG, Subject.NO_REPORT),
  /** False when a part of it could not be read. */
  REPORT_COMPLETE(Subject.REPORT, "complete", FLAG, Subject.NO_REPORT),
  /** Hours between the report's own time and the evaluation. */
  REPORT_AGE(Subject.REPORT, "ageHours", NUMBER, "time of the report (OBR-22)"),

  READER_IDS(Subject.READER, "ids", TEXTS, "reader (OBR-32)"),
  READER_SPECIALTIES(Subject.READER, "specialties", TEXTS, "site table of readers"),
  READER_IN_SPECIALTY(Subject.READER, "inSpecialty", FLAG, "site table of readers"),
  READER_TRAINEE(Subject.READER, "trainee", FLAG, "site table of readers"),
  /** Since the reader's first report after a pause. */
  READER_HOURS(Subject.READER, "hoursIntoShift", NUMBER, "times of the reader's reports"),
  READER_REPORTS(Subject.READER, "reportsThisShift", COUNT, "times of the reader's reports"),
  /** Local hour of the report, 0 to 23. */
  READER_HOUR(Subject.READER, "hour", COUNT, "time of the report (OBR-22)"),
  READER_NIGHT(Subject.READER, "night", FLAG, "time of the report (OBR-22)"),

  /** 0 to 999, see {@link Sampling}. */
  SAMPLING_DRAW(Subject.SAMPLING, "draw", COUNT, "Study Instance UID (0020,000D)"),

  FINDING_CONCEPT(Subject.FINDING, "concept", TEXT, "concept"),
  FINDING_GROUP(Subject.FINDING, "group", TEXT, "group of the concept"),
  FINDING_SECTION(Subject.FINDING, "section", TEXT, "section"),
  FINDING_SENTENCE(Subject.FINDING, "sentence", COUNT, "sentence"),
  FINDING_CERTAINTY(Subject.FINDING, "certainty", TEXT, "certainty"),
  /** Current, and probable or present: what a flag may rest on. */
  FINDING_PRESENT(Subject.FINDING, "present", FLAG, "asserted"),
  /** Current, and possible, probable or present. */
  FINDING_POSSIBLE(Subject.FINDING, "possible", FLAG, "at least possible"),
  FINDING_NEGATED(Subject.FINDING, "negated", FLAG, "negated"),
  /** Of this patient, now, and meant. */
  FINDING_CURRENT(Subject.FINDING, "current", FLAG, "current"),
  FINDING_HISTORICAL(Subject.FINDING, "historical", FLAG, "historical"),
  FINDING_HYPOTHETICAL(Subject.FINDING, "hypothetical", FLAG, "conditional"),
  FINDING_QUESTION(Subject.FINDING, "question", FLAG, "question"),
  FINDING_OTHER_PERSON(Subject.FINDING, "otherPerson", FLAG, "of another person"),
  FINDING_QUOTED(Subject.FINDING, "quoted", FLAG, "of an earlier report"),
  FINDING_BOILERPLATE(Subject.FINDING, "boilerplate", FLAG, "stock phrase"),
  /** Empty for what has no category. */
  FINDING_CATEGORY(Subject.FINDING, "category", TEXT, "category"),
  /** mm; absent when the text gives none. */
  FINDING_SIZE(Subject.FINDING, "sizeMm", NUMBER, "size"),
  /** 0 to 1, by section and the rule's criterion; see {@link SectionWeights}. */
  FINDING_WEIGHT(Subject.FINDING, "weight", NUMBER, "weight of the section");

  /**
   * The variables of conditions. SERIES and FINDING are the types of the elements of {@code series}
   * and {@code findings}.
   */
  public enum Subject {
    STUDY("study"),
    SERIES("series"),
    ORDER("order"),
    SOURCE("source"),
    PROTOCOL("protocol"),
    REPORT("report"),
    READER("reader"),
    SAMPLING("sampling"),
    FINDING("findings");

    /** What is missing when there is no report; it is said once, whatever was asked of it. */
    static final String NO_REPORT = "no report has arrived";

    private static final Map<String, Subject> BY_VARIABLE =
        Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(Subject::variable, subject -> subject));

    private final String variable;
    private final Map<String, FactField> fields = new LinkedHashMap<>();

    Subject(String variable) {
      this.variable = variable;
    }

    public String variable() {
      return variable;
    }

    static Optional<Subject> of(String variable) {
      return Optional.ofNullable(BY_VARIABLE.get(variable));
    }

    /** The variable is a list of such subjects. */
    boolean isList() {
      return this == SERIES || this == FINDING;
    }

    /** One of them, for people: "a series", "study". */
    String one() {
      return this == SERIES ? "a series" : this == FINDING ? "a finding" : variable;
    }
  }

  static {
    Arrays.stream(values()).forEach(field -> field.subject.fields.put(field.term, field));
  }

  private final Subject subject;
  private final String term;
  private final FactType type;
  private final String label;

  FactField(Subject subject, String term, FactType type, String label) {
    this.subject = subject;
    this.term = term;
    this.type = type;
    this.label = label;
  }

  public Subject subject() {
    return subject;
  }

  /** The name in a condition, after the point. */
  public String term() {
    return term;
  }

  public FactType type() {
    return type;
  }

  /** The attribute with its tag, for people. */
  public String label() {
    return label;
  }

  /** The field can be given this value by {@link CaseFacts.Builder#known}. */
  boolean takes(Object value) {
    if (subject.isList() || subject == Subject.PROTOCOL) {
      return false;
    }
    return switch (type) {
      case TEXT -> value instanceof String;
      case TEXTS ->
          value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
      case COUNT -> value instanceof Long;
      case NUMBER -> value instanceof Double;
      case FLAG -> value instanceof Boolean;
    };
  }

  /** All values the field can have, where there is such a list; else empty. */
  Set<String> choices() {
    return switch (this) {
      case STUDY_BODY_PART, STUDY_BODY_PARTS -> BodyParts.TABLE.terms();
      case STUDY_PATIENT_SEX -> Set.of("M", "F", "O"); // PS3.3 C.2.2
      case SERIES_PLANE -> Set.copyOf(ProtocolReader.PLANES);
      case SERIES_WEIGHTING -> Set.copyOf(ProtocolReader.WEIGHTINGS);
      case SERIES_ACQUISITION -> Set.of("2D", "3D");
      case FINDING_SECTION, REPORT_SECTIONS -> SectionWeights.SECTIONS;
      case FINDING_CERTAINTY -> Finding.CERTAINTIES;
      case REPORT_STATUS -> CaseText.STATUSES;
      default -> Set.of();
    };
  }

  /** The lowest value a number can have; it may be minus infinity. */
  double lowest() {
    return switch (this) {
      case STUDY_PATIENT_AGE, STUDY_FIELD_STRENGTH, STUDY_INSTANCES, STUDY_SERIES, STUDY_REPEATS ->
          0;
      case SERIES_B_VALUE, SERIES_SLICE_THICKNESS, SERIES_FIELD_STRENGTH, SERIES_IMAGES -> 0;
      case REPORT_LENGTH, READER_HOURS, READER_REPORTS, READER_HOUR, SAMPLING_DRAW -> 0;
      case FINDING_SENTENCE, FINDING_SIZE, FINDING_WEIGHT -> 0;
      default -> Double.NEGATIVE_INFINITY;
    };
  }

  /** The highest value a number can have; it may be infinity. */
  double highest() {
    return switch (this) {
      case READER_HOUR -> 23;
      case SAMPLING_DRAW -> Sampling.DRAWS - 1.0;
      case FINDING_WEIGHT -> 1;
      default -> Double.POSITIVE_INFINITY;
    };
  }

  /** The terms of a variable, in the order of the table. */
  static List<String> terms(Subject subject) {
    return List.copyOf(subject.fields.keySet());
  }

  static Optional<FactField> of(Subject subject, String term) {
    return Optional.ofNullable(subject.fields.get(term));
  }
}
