package org.overread.context;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.overread.database.Database;
import org.overread.report.Patients;
import org.overread.report.ReaderReportTable;
import org.overread.report.ReportDocument;
import org.overread.report.Shift;
import org.overread.rules.CaseFacts;
import org.overread.rules.FactField;

/**
 * Adds to the facts of a case what is known of its readers, its patient's history and the opt-out
 * list. What is not known is not added. Safe for several threads.
 */
public final class CaseContext {
  /** A report from further in the future has a time that says nothing of its age. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(15);

  private static final double MINUTES_PER_TENTH = 6;

  private final Database database;
  private final Patients patients;
  private final ContextSettings settings;
  private final ReaderFacts readers;
  private final OptOutList optOuts;
  private final ReaderReportTable readerReports = new ReaderReportTable();
  private final ZoneId zone;

  /**
   * @param zone of the times of reports
   */
  public CaseContext(Database database, Patients patients, ContextSettings settings, ZoneId zone) {
    this.database = database;
    this.patients = patients;
    this.settings = settings;
    this.readers = new ReaderFacts(settings);
    this.optOuts = new OptOutList(settings.optOutFile());
    this.zone = zone;
  }

  /**
   * Adds to facts that hold the study's headers already. Runs a transaction of its own.
   *
   * @param reports that rules read of the study
   * @param now when the study is evaluated
   * @throws java.io.UncheckedIOException when the opt-out list was never read and cannot be: a
   *     study is not forwarded on the guess that its patient is not on it
   */
  public void addTo(
      CaseFacts.Builder facts, long studyPk, List<ReportDocument> reports, Instant now) {
    CaseFacts read = facts.build();
    Set<String> bodyParts = Set.copyOf(read.study().texts(FactField.STUDY_BODY_PARTS));
    PatientHistory history =
        database.inTransaction(tx -> PatientHistory.load(tx, patients, studyPk, settings.dryRun()));
    PatientFacts patient = new PatientFacts(history, bodyParts);
    patient.earlierStudies(facts);
    patient.earlierRequests(facts, settings.episode(), now);
    optedOut(facts, history);
    List<String> ids =
        reports.stream().flatMap(report -> report.readers().stream()).distinct().toList();
    if (!ids.isEmpty()) {
      readers.ofTable(facts, ids, read);
      readers.secondOpinion(facts, ids);
    }
    reports.stream()
        .filter(report -> report.statusTime().isPresent())
        .max(Comparator.comparing(report -> report.statusTime().get()))
        .ifPresent(newest -> timed(facts, newest, newest.statusTime().get(), now));
  }

  private void optedOut(CaseFacts.Builder facts, PatientHistory history) {
    boolean nobody = optOuts.isEmpty();
    if (nobody || !history.patient().isEmpty()) {
      facts.known(
          FactField.STUDY_OPTED_OUT,
          optOuts.contains(history.patient(), patients::same),
          FactField.STUDY_OPTED_OUT.label());
    }
  }

  private void timed(
      CaseFacts.Builder facts, ReportDocument report, LocalDateTime at, Instant now) {
    Duration age = Duration.between(at.atZone(zone).toInstant(), now);
    if (age.compareTo(CLOCKS_DIFFER.negated()) >= 0) {
      double hours = age.isNegative() ? 0 : hours(age);
      facts.known(FactField.REPORT_AGE, hours, FactField.REPORT_AGE.label());
    }
    if (!report.readers().isEmpty()) {
      String principal = report.readers().get(0);
      Optional<Shift> shift =
          database.inTransaction(tx -> readerReports.shift(tx, principal, at, zone));
      shift.ifPresent(known -> ReaderFacts.shift(facts, known, at));
    }
  }

  /** Hours with one decimal, rounded down. */
  static double hours(Duration duration) {
    return Math.floor(duration.toMinutes() / MINUTES_PER_TENTH) / 10;
  }
}
