package org.overread.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.overread.rules.FactField.READER_HOURS;
import static org.overread.rules.FactField.READER_REPORTS;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overread.database.Database;
import org.overread.report.ReaderReportTable;
import org.overread.report.ReportDocument;
import org.overread.report.ReportStatus;
import org.overread.rules.CaseFacts;
import org.overread.rules.FactField;
import org.overread.testing.ContextRig;
import org.overread.testing.ContextRig.Known;
import org.overread.testing.TestDatabase;

/** How long a reader has worked, from the times of signed reports. */
class ShiftTest {
  /** The clock stands at noon of that day. */
  private static final LocalDateTime EIGHT = LocalDateTime.of(2026, 11, 23, 8, 0);

  @TempDir Path folder;
  private ContextRig rig;
  private Known study;

  Database open() {
    return TestDatabase.h2();
  }

  @BeforeEach
  void listenForADay() {
    rig = new ContextRig(open(), folder.resolve("opt-out.txt"));
    study = rig.study("P1", "20261101", "KNEE");
    rig.reports.clock.advance(Duration.ofDays(-1));
    rig.file(EIGHT.minusDays(1), "SOMEBODY");
    rig.reports.clock.advance(Duration.ofDays(1));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private Optional<Object> value(ReportDocument report, FactField field) {
    return ContextRig.value(rig.facts(study, report), field);
  }

  @Test
  void hoursAndReportsCountFromTheFirstReportAfterAPause() {
    rig.file(EIGHT.minusHours(6), "R1");
    rig.file(EIGHT, "R1");
    rig.file(EIGHT.plusHours(1), "R1");
    rig.file(EIGHT.plusHours(2), "R2");
    ReportDocument last = rig.file(EIGHT.plusMinutes(225), "R1");
    rig.file(EIGHT.plusHours(5), "R1");

    assertThat(value(last, READER_HOURS)).contains(3.7);
    assertThat(value(last, READER_REPORTS)).contains(3L);
  }

  @Test
  void aShorterPauseEndsNoShift() {
    rig.file(EIGHT.minusHours(6).plusMinutes(1), "R1");
    ReportDocument last = rig.file(EIGHT, "R1");

    assertThat(value(last, READER_HOURS)).contains(5.9);
    assertThat(value(last, READER_REPORTS)).contains(2L);
  }

  @Test
  void theVersionsOfOneReportCountOnce() {
    rig.file(ContextRig.report("F1", ReportStatus.FINAL, Optional.of(EIGHT), "R1"));
    ReportDocument corrected =
        rig.file(
            ContextRig.report("F1", ReportStatus.CORRECTED, Optional.of(EIGHT.plusHours(2)), "R1"));

    assertThat(value(corrected, READER_HOURS)).contains(2.0);
    assertThat(value(corrected, READER_REPORTS)).contains(1L);
  }

  @Test
  void unsignedReportsAndThoseOfTheSecondReaderDoNotCount() {
    rig.file(ContextRig.report("F1", ReportStatus.PRELIMINARY, Optional.of(EIGHT), "R1"));
    rig.file(EIGHT.plusHours(1), "R2", "R1");
    ReportDocument last = rig.file(EIGHT.plusHours(2), "R1", "R2");

    assertThat(value(last, READER_HOURS)).contains(0.0);
    assertThat(value(last, READER_REPORTS)).contains(1L);
  }

  @Test
  void whatCameBeforeTheNodeListenedIsNotKnown() {
    ReportDocument early = rig.file(EIGHT.minusDays(1).plusHours(9), "R1");
    ReportDocument late = rig.file(EIGHT.minusDays(1).plusHours(22), "R2");

    // it listens since noon of the day before
    assertThat(value(early, READER_HOURS)).isEmpty();
    assertThat(value(early, READER_REPORTS)).isEmpty();
    assertThat(value(late, READER_HOURS)).contains(0.0);
  }

  @Test
  void aReportThatWasNotNotedHasNoShift() {
    rig.file(EIGHT, "R1");
    ReportDocument unsigned =
        rig.file(
            ContextRig.report(
                "F1", ReportStatus.PRELIMINARY, Optional.of(EIGHT.plusHours(1)), "R1"));
    ReportDocument timeless =
        rig.file(ContextRig.report("F2", ReportStatus.FINAL, Optional.empty(), "R1"));

    assertThat(value(unsigned, READER_HOURS)).isEmpty();
    assertThat(value(timeless, READER_HOURS)).isEmpty();
  }

  @Test
  void ofSeveralReportsTheNewestTellsTheShift() {
    ReportDocument first = rig.file(EIGHT, "R1");
    ReportDocument second = rig.file(EIGHT.plusHours(2), "R1");

    CaseFacts facts = rig.facts(study, second, first);
    assertThat(ContextRig.value(facts, READER_HOURS)).contains(2.0);
  }

  @Test
  void timesAreForgottenWhenTheyAreNoLongerKept() {
    ReportDocument report = rig.file(EIGHT, "R1");
    rig.reports.clock.advance(ReaderReportTable.KEPT.plusSeconds(1));
    int forgotten =
        rig.reports.database.inTransaction(
            tx ->
                new ReaderReportTable()
                    .forgetBefore(tx, rig.reports.clock.instant().minus(ReaderReportTable.KEPT)));

    assertThat(forgotten).isEqualTo(2);
    assertThat(value(report, READER_HOURS)).isEmpty();
  }

  @Test
  void readersAreNotInTheTableByName() {
    rig.file(EIGHT, "DOE JANE");

    List<String> stored =
        rig.reports.database.inTransaction(
            tx -> tx.query("SELECT * FROM reader_report", row -> row.string("reader_sha256")));
    assertThat(stored).hasSize(2).allMatch(text -> text.matches("[0-9a-f]{64}"));
  }
}
