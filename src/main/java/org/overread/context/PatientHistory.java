package org.overread.context;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.overread.database.Transaction;
import org.overread.report.CaseKeys.Identifier;
import org.overread.report.Patients;
import org.overread.request.RequestTable;
import org.overread.rules.BodyParts;
import org.overread.study.StudyTextTable;
import org.overread.study.StudyTexts;

/**
 * What the tables know of the patient of a study.
 *
 * @param patient identifiers the patient has or had; empty when the study names none
 * @param date day of the study, if it has one
 * @param requestedAt when a reading group was first asked for the study
 * @param others the patient's other studies; empty when it cannot be told which those are
 */
record PatientHistory(
    List<Identifier> patient,
    Optional<LocalDate> date,
    Optional<Instant> requestedAt,
    Optional<List<OtherStudy>> others) {
  private static final StudyTextTable TEXTS = new StudyTextTable();
  private static final RequestTable REQUESTS = new RequestTable();

  /**
   * Another study of the patient.
   *
   * @param bodyParts terms of {@link BodyParts}; empty when its texts name none
   * @param requestedAt when a reading group was first asked for it
   */
  record OtherStudy(
      Optional<LocalDate> date, Set<String> bodyParts, Optional<Instant> requestedAt) {}

  static PatientHistory load(Transaction tx, Patients patients, long studyPk, boolean dryRuns) {
    Optional<List<OtherStudy>> others =
        patients
            .otherStudies(tx, studyPk)
            .map(
                studies -> {
                  List<OtherStudy> list = new ArrayList<>();
                  studies.forEach(pk -> other(tx, pk, dryRuns).ifPresent(list::add));
                  return list;
                });
    return new PatientHistory(
        patients.identifiers(tx, studyPk),
        TEXTS.find(tx, studyPk).flatMap(StudyTexts::date),
        REQUESTS.firstMade(tx, studyPk, dryRuns),
        others);
  }

  private static Optional<OtherStudy> other(Transaction tx, long studyPk, boolean dryRuns) {
    return TEXTS
        .find(tx, studyPk)
        .map(
            texts ->
                new OtherStudy(
                    texts.date(), bodyParts(texts), REQUESTS.firstMade(tx, studyPk, dryRuns)));
  }

  private static Set<String> bodyParts(StudyTexts texts) {
    return BodyParts.TABLE.ofTexts(
        texts.bodyPartsExamined(),
        List.of(List.of(texts.description()), texts.protocols(), texts.seriesDescriptions()));
  }

  /** Patient data: never printed by accident. */
  @Override
  public String toString() {
    return "PatientHistory";
  }
}
