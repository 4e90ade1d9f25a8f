package org.overread.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.overread.testing.ReportRig.after;
import static org.overread.testing.ReportRig.keys;
import static org.overread.testing.ReportRig.report;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.overread.database.Database;
import org.overread.testing.ReportRig;
import org.overread.testing.TestDatabase;

/** Which versions of a report stand. */
class CurrentReportsTest {
  private ReportRig rig;
  private long study;

  Database open() {
    return TestDatabase.h2();
  }

  @BeforeEach
  void rig() {
    rig = new ReportRig(open());
    study = rig.study(1);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private void add(ReportStatus status, int minute, String text) {
    rig.add(report(1, status, minute, text));
  }

  private ReportStatus status() {
    return rig.current(study).get(0).document().status();
  }

  @Test
  void hl12AnOlderVersionThatComesLateChangesNothing() {
    add(ReportStatus.FINAL, 5, "new");
    rig.changed.clear();

    add(ReportStatus.FINAL, 1, "old");

    assertThat(rig.text(study)).isEqualTo("new");
    assertThat(rig.changed).isEmpty();
  }

  @Test
  void hl12EveryVersionIsKept() {
    Filed first = rig.add(report(1, ReportStatus.FINAL, 1, "old"));
    add(ReportStatus.CORRECTED, 2, "new");

    assertThat(rig.version(first).parts().get(0).text()).isEqualTo("old");
  }

  @Test
  void hl41APreliminaryReportStandsUntilASignedOneComes() {
    add(ReportStatus.PRELIMINARY, 1, "draft");
    assertThat(rig.text(study)).isEqualTo("draft");
    assertThat(status()).isEqualTo(ReportStatus.PRELIMINARY);

    add(ReportStatus.FINAL, 2, "signed");

    assertThat(rig.text(study)).isEqualTo("signed");
  }

  @Test
  void hl41WhatBecameFinalWithoutTextHasTheTextSentBefore() {
    add(ReportStatus.PRELIMINARY, 1, "draft");

    add(ReportStatus.FINAL, 2, "");

    assertThat(rig.text(study)).isEqualTo("draft");
    assertThat(status()).isEqualTo(ReportStatus.FINAL);
  }

  @Test
  void hl43ACorrectionStandsAndTheListenerIsTold() {
    add(ReportStatus.FINAL, 1, "left");
    rig.changed.clear();

    add(ReportStatus.CORRECTED, 2, "right");

    assertThat(rig.text(study)).isEqualTo("right");
    assertThat(rig.changed).containsExactly(study);
  }

  @Test
  void hl44AWithdrawnReportIsGoneAndTheListenerIsTold() {
    add(ReportStatus.FINAL, 1, "wrong patient");
    rig.changed.clear();

    rig.add(report("F1", ReportStatus.WITHDRAWN, 2, "", keys("")));

    assertThat(rig.current(study)).isEmpty();
    assertThat(rig.changed).containsExactly(study);
  }

  @Test
  void hl44AWithdrawalWithAnotherPatientsIdStillTakesTheReportBack() {
    add(ReportStatus.FINAL, 1, "wrong patient");

    Filed filed =
        rig.add(report("F1", ReportStatus.WITHDRAWN, 2, "", keys("A1", ReportRig.id("P9"))));

    assertThat(filed.state()).isEqualTo(DocumentState.HELD);
    assertThat(rig.current(study)).isEmpty();
  }

  @Test
  void hl44AReportSignedAgainAfterItWasWithdrawnStands() {
    add(ReportStatus.FINAL, 1, "text");
    add(ReportStatus.WITHDRAWN, 2, "");

    add(ReportStatus.FINAL, 3, "text");

    assertThat(rig.text(study)).isEqualTo("text");
  }

  @Test
  void atk094ACorrectionBeforeItsOriginalStands() {
    add(ReportStatus.CORRECTED, 5, "corrected");
    add(ReportStatus.FINAL, 1, "original");

    assertThat(rig.text(study)).isEqualTo("corrected");
  }

  @Test
  void atk094AWithdrawalOfAnUnknownReportKeepsTheOlderReportOut() {
    add(ReportStatus.WITHDRAWN, 5, "");

    add(ReportStatus.FINAL, 1, "late");

    assertThat(rig.current(study)).isEmpty();
  }

  @Test
  void atk094APreliminaryVersionAfterTheFinalOneDoesNotStand() {
    add(ReportStatus.FINAL, 1, "signed");
    rig.changed.clear();

    add(ReportStatus.PRELIMINARY, 2, "draft");

    assertThat(rig.text(study)).isEqualTo("signed");
    assertThat(rig.changed).isEmpty();
  }

  @Test
  void atk094AnAddendumWithoutItsReportStandsForItself() {
    add(ReportStatus.ADDENDUM, 1, "added");

    assertThat(rig.text(study)).isEqualTo("added");
    assertThat(status()).isEqualTo(ReportStatus.ADDENDUM);
  }

  @Test
  void atk094TheSameVersionTwiceHasNoEffect() {
    add(ReportStatus.FINAL, 1, "text");
    rig.changed.clear();

    Filed again = rig.add(report(1, ReportStatus.FINAL, 1, "text"));

    assertThat(again.isNew()).isFalse();
    assertThat(rig.changed).isEmpty();
  }

  @Test
  void anAddendumFollowsTheReport() {
    add(ReportStatus.FINAL, 1, "report");
    add(ReportStatus.ADDENDUM, 2, "added");

    assertThat(rig.text(study)).isEqualTo("report\nadded");
    assertThat(rig.current(study).get(0).document().parts().get(1).kind())
        .contains(SectionKind.ADDENDUM);
    assertThat(status()).isEqualTo(ReportStatus.ADDENDUM);
  }

  @Test
  void anAddendumSentWithTheWholeReportIsNotDoubled() {
    add(ReportStatus.FINAL, 1, "report");
    add(ReportStatus.ADDENDUM, 2, "report\nADDENDUM: added");

    assertThat(rig.text(study)).isEqualTo("report\nADDENDUM: added");
  }

  @Test
  void aCorrectionDoesNotLoseAnEarlierAddendum() {
    add(ReportStatus.FINAL, 1, "report");
    add(ReportStatus.ADDENDUM, 2, "added");
    add(ReportStatus.CORRECTED, 3, "corrected");

    assertThat(rig.text(study)).isEqualTo("corrected\nadded");
  }

  @Test
  void hl42AReplacementStandsInThePlaceOfItsParent() {
    rig.add(report("D1", ReportStatus.FINAL, 1, "first", keys(1)));
    rig.add(after(report("D2", ReportStatus.FINAL, 2, "second", keys(1)), "D1"));

    assertThat(rig.text(study)).isEqualTo("second");
  }

  @Test
  void hl42AnAddendumOfAReplacedDocumentFollowsTheReplacement() {
    rig.add(report("D1", ReportStatus.FINAL, 1, "first", keys(1)));
    rig.add(after(report("D3", ReportStatus.ADDENDUM, 2, "added", keys(1)), "D1"));
    rig.add(after(report("D2", ReportStatus.FINAL, 3, "second", keys(1)), "D1"));

    assertThat(rig.text(study)).isEqualTo("second\nadded");
  }

  @Test
  void hl42AnAddendumWithoutKeysOfItsOwnGoesWithItsParent() {
    rig.add(report("D1", ReportStatus.FINAL, 1, "first", keys(1)));
    rig.add(
        after(report("D2", ReportStatus.ADDENDUM, 2, "added", keys("", ReportRig.id("P1"))), "D1"));

    assertThat(rig.text(study)).isEqualTo("first\nadded");
  }

  @Test
  void hl42AnAddendumThatCameFirstIsTakenWhenItsParentComes() {
    rig.add(
        after(report("D2", ReportStatus.ADDENDUM, 2, "added", keys("", ReportRig.id("P1"))), "D1"));
    assertThat(rig.current(study)).isEmpty();

    rig.add(report("D1", ReportStatus.FINAL, 1, "first", keys(1)));

    assertThat(rig.text(study)).isEqualTo("first\nadded");
  }

  @Test
  void hl42WhatIsAddedToAWithdrawnReportGoesWithIt() {
    rig.add(report("D1", ReportStatus.FINAL, 1, "first", keys(1)));
    rig.add(after(report("D2", ReportStatus.ADDENDUM, 2, "added", keys(1)), "D1"));

    rig.add(report("D1", ReportStatus.WITHDRAWN, 3, "", keys(1)));

    assertThat(rig.current(study)).isEmpty();
  }

  @Test
  void qr86TwoDocumentsThatReplaceEachOtherDoNotBothVanish() {
    rig.add(after(report("D1", ReportStatus.FINAL, 1, "older", keys(1)), "D2"));
    rig.add(after(report("D2", ReportStatus.FINAL, 2, "newer", keys(1)), "D1"));

    assertThat(rig.text(study)).isEqualTo("newer");
  }

  @Test
  void textLongerThanAColumnIsWhole() {
    String text = "word ".repeat(300_000);

    add(ReportStatus.FINAL, 1, text);

    assertThat(rig.text(study)).isEqualTo(text);
  }
}
