package org.overread.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.overread.hl7.Field;
import org.overread.hl7.Repetition;
import org.overread.hl7.Segment;
import org.overread.report.CaseKeys.Identifier;

/** The keys of one order in a message (HL-45; IHE RAD-4, RAD-28, RAD-128). */
final class KeyReader {
  /** Study Instance UID as an observation: DCM 113014 "Study", 110180 "Study Instance UID". */
  private static final Set<String> STUDY_UID_CODES = Set.of("113014", "110180");

  /** PS3.5 9.1: at most 64 characters. */
  private static final Pattern UID = Pattern.compile("(?=.{1,64}$)[0-9]+(\\.[0-9]+)+");

  private KeyReader() {}

  static CaseKeys read(SegmentGroup group, SenderConventions conventions) {
    Set<Identifier> accessions = new LinkedHashSet<>();
    conventions.accessions().forEach(source -> accessions.addAll(source.read(group.segments())));
    return new CaseKeys(
        List.copyOf(studyUids(group)),
        List.copyOf(accessions),
        number(group, 3),
        number(group, 2),
        patientIds(group.patient()));
  }

  /** Placer (2) or filler (3) order number: of OBR, else of ORC. */
  private static Optional<Identifier> number(SegmentGroup group, int field) {
    return entity(group.first("OBR"), field).or(() -> entity(group.first("ORC"), field));
  }

  static Optional<Identifier> entity(Optional<Segment> segment, int field) {
    return segment
        .map(s -> s.get(field))
        .filter(f -> !f.isNull())
        .flatMap(f -> f.repetitions().stream().findFirst())
        .flatMap(KeyReader::entity);
  }

  /** EI: entity identifier, namespace, universal ID. */
  static Optional<Identifier> entity(Repetition value) {
    return identifier(value.component(1), value.component(2), value.component(3));
  }

  private static Optional<Identifier> identifier(String value, String namespace, String universal) {
    String issuer =
        universal.isBlank() ? namespace.strip() : namespace.strip() + "&" + universal.strip();
    return value.isBlank() || value.strip().equals("\"\"")
        ? Optional.empty()
        : Optional.of(new Identifier(value.strip(), issuer));
  }

  /**
   * PID-3, all repetitions, with the assigning authority CX.4; PID-2 where an old sender has no
   * PID-3.
   */
  static List<Identifier> patientIds(Optional<Segment> pid) {
    List<Identifier> result = new ArrayList<>();
    pid.ifPresent(
        segment -> {
          addPatientIds(result, segment.get(3));
          if (result.isEmpty()) {
            addPatientIds(result, segment.get(2));
          }
        });
    return result;
  }

  /** CX: identifier, check digit, its scheme, assigning authority (HD). */
  static void addPatientIds(List<Identifier> result, Field field) {
    for (Repetition repetition : field.repetitions()) {
      identifier(repetition.component(1), repetition.component(4, 1), repetition.component(4, 2))
          .filter(identifier -> !result.contains(identifier))
          .ifPresent(result::add);
    }
  }

  private static Set<String> studyUids(SegmentGroup group) {
    Set<String> result = new LinkedHashSet<>();
    for (Segment segment : group.segments()) {
      String value =
          switch (segment.name()) {
            case "IPC" -> segment.value(3);
            case "ZDS" -> segment.value(1);
            case "OBX" -> isStudyUid(segment) ? segment.value(5) : "";
            default -> "";
          };
      if (UID.matcher(value.strip()).matches()) {
        result.add(value.strip());
      }
    }
    return result;
  }

  /** An OBX that names the study and is not text. */
  static boolean isStudyUid(Segment obx) {
    return STUDY_UID_CODES.contains(obx.value(3).strip());
  }

  /** What versions of one document have in common: the first number there is, with its issuer. */
  static String documentId(CaseKeys keys, String otherwise) {
    return keys.filler()
        .or(keys::placer)
        .or(() -> keys.accessions().stream().findFirst())
        .map(KeyReader::text)
        .or(() -> keys.studyUids().stream().findFirst())
        .orElse(otherwise);
  }

  static String text(Identifier identifier) {
    return identifier.issuer().isEmpty()
        ? identifier.value()
        : identifier.value() + "^" + identifier.issuer();
  }
}
