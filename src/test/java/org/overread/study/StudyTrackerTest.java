package org.overread.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;
import org.overread.dicom.Uid;
import org.overread.dicom.VR;
import org.overread.network.service.AssociationInfo;
import org.overread.testing.StorageRig;
import org.overread.testing.Studies;
import org.overread.testing.TestClock;

class StudyTrackerTest {
  private static final Duration QUIET = StorageRig.POLICY.quietPeriod();
  private static final AssociationInfo FIRST = StorageRig.association(1, "MODALITY");
  private static final AssociationInfo SECOND = StorageRig.association(2, "PACS");

  @TempDir Path folder;
  private StorageRig rig;

  @BeforeEach
  void open() {
    rig = new StorageRig(folder);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private void send(AssociationInfo over, int number) {
    assertThat(rig.send(over, Studies.instance(1, 1, number, "MR", Uid.MRImageStorage)).code())
        .isZero();
  }

  private void sendAndRelease(AssociationInfo over, int number) {
    send(over, number);
    rig.ended(over, true);
  }

  private void reopen() {
    TestClock clock = rig.clock;
    rig.close();
    rig = new StorageRig(folder, clock);
  }

  private StudyState state() {
    return rig.study(1).state();
  }

  private void become(StudyState to) {
    StudyRow study = rig.study(1);
    boolean moved =
        rig.database.inTransaction(
            tx ->
                new StudyTable()
                    .move(tx, study.pk(), study.state(), to, "test", rig.clock.instant()));
    assertThat(moved).isTrue();
  }

  private List<StudyEvent> events() {
    return rig.database.inTransaction(tx -> new StudyTable().events(tx, rig.study(1).pk()));
  }

  @Test
  void cmp02CompletesWhenTheQuietPeriodIsOverAndNotBefore() {
    sendAndRelease(FIRST, 1);
    rig.clock.advance(QUIET.minusSeconds(1));
    assertThat(rig.tracker.poll()).isZero();
    rig.clock.advance(Duration.ofSeconds(1));
    assertThat(rig.tracker.poll()).isEqualTo(1);
    assertThat(state()).isEqualTo(StudyState.COMPLETE);
    assertThat(rig.study(1).reason()).isEqualTo("10 min quiet");
    assertThat(rig.completed).containsExactly(rig.study(1).pk() + "/1");
    assertThat(events()).extracting(StudyEvent::what).containsExactly("complete: 10 min quiet");
    assertThat(rig.tracker.poll()).isZero();
  }

  @Test
  void cmp02EveryInstanceRestartsTheQuietPeriod() {
    for (int number = 1; number <= 5; number++) {
      sendAndRelease(StorageRig.association(number, "MODALITY"), number);
      rig.clock.advance(QUIET.minusSeconds(1));
      assertThat(rig.tracker.poll()).isZero();
    }
    rig.clock.advance(Duration.ofSeconds(1));
    assertThat(rig.tracker.poll()).isEqualTo(1);
  }

  @Test
  void cmp02TheQuietPeriodDoesNotRunWhileASenderIsOpen() {
    send(FIRST, 1);
    sendAndRelease(SECOND, 2);
    rig.clock.advance(QUIET.multipliedBy(5));
    assertThat(rig.tracker.poll()).isZero();
    rig.ended(FIRST, true);
    assertThat(rig.tracker.poll()).isZero();
    rig.clock.advance(QUIET);
    assertThat(rig.tracker.poll()).isEqualTo(1);
  }

  @Test
  void cmp02ASourceMayHaveALongerQuietPeriodWhichAnotherSourceDoesNotShorten() {
    sendAndRelease(StorageRig.association(1, "SLOW"), 1);
    sendAndRelease(SECOND, 2);
    rig.clock.advance(Duration.ofMinutes(29));
    assertThat(rig.tracker.poll()).isZero();
    rig.clock.advance(Duration.ofMinutes(1));
    assertThat(rig.tracker.poll()).isEqualTo(1);
  }

  @Test
  void cmp03ReleaseShortensTheQuietPeriodOfASenderOfOneAssociationPerStudy() {
    sendAndRelease(StorageRig.association(1, "ONE_EACH"), 1);
    rig.clock.advance(StorageRig.POLICY.afterRelease());
    assertThat(rig.tracker.poll()).isEqualTo(1);
  }

  @Test
  void cmp03ReleaseShortensNothingWhenAnotherSenderIsOpen() {
    send(SECOND, 2);
    sendAndRelease(StorageRig.association(1, "ONE_EACH"), 1);
    rig.clock.advance(StorageRig.POLICY.afterRelease());
    assertThat(rig.tracker.poll()).isZero();
  }

  @Test
  void cmp03AnAbortBetweenTwoDataSetsShortensNothing() {
    AssociationInfo aborted = StorageRig.association(1, "ONE_EACH");
    send(aborted, 1);
    rig.ended(aborted, false);
    rig.clock.advance(StorageRig.POLICY.afterRelease());
    assertThat(rig.tracker.poll()).isZero();
    rig.clock.advance(QUIET);
    assertThat(rig.tracker.poll()).isEqualTo(1);
  }

  @Test
  void cmp22ASenderThatWasCutOffHasTheWholeQuietPeriodToComeBack() {
    AssociationInfo cut = StorageRig.association(1, "ONE_EACH");
    send(cut, 1);
    rig.receiver(cut, Studies.instance(1, 1, 2, "MR", Uid.MRImageStorage)).abort();
    rig.ended(cut, true);
    rig.clock.advance(StorageRig.POLICY.afterRelease());
    assertThat(rig.tracker.poll()).isZero();
    rig.clock.advance(QUIET);
    assertThat(rig.tracker.poll()).isEqualTo(1);
  }

  @Test
  void cmp22RetryOfAllAfterAnHourBringsOneDelta() {
    sendAndRelease(FIRST, 1);
    rig.clock.advance(Duration.ofHours(1));
    rig.tracker.poll();
    sendAndRelease(SECOND, 1);
    assertThat(state()).isEqualTo(StudyState.COMPLETE);
    send(SECOND, 2);
    assertThat(state()).isEqualTo(StudyState.REOPENED);
  }

  @Test
  void cmp08TheUpperBoundDecidesWithWhatIsThere() {
    int number = 0;
    for (int minutes = 0; minutes < 24 * 60; minutes += 9) {
      send(FIRST, ++number);
      assertThat(rig.tracker.poll()).isZero();
      rig.clock.advance(Duration.ofMinutes(9));
    }
    assertThat(rig.tracker.poll()).isEqualTo(1);
    assertThat(rig.study(1).reason())
        .isEqualTo("upper bound of 24 h reached, decided with what is there");
  }

  @Test
  void cmp20ALateInstanceReopensAndRaisesTheContentVersion() {
    sendAndRelease(FIRST, 1);
    for (StudyState later :
        List.of(
            StudyState.COMPLETE,
            StudyState.NOT_FLAGGED,
            StudyState.FLAGGED,
            StudyState.FORWARDED,
            StudyState.NEEDS_ATTENTION)) {
      rig.clock.advance(QUIET);
      assertThat(rig.tracker.poll()).isEqualTo(1);
      if (later != StudyState.COMPLETE) {
        become(later);
      }
      int version = rig.study(1).contentVersion();
      sendAndRelease(FIRST, 2 + later.ordinal());
      assertThat(state()).isEqualTo(StudyState.REOPENED);
      assertThat(rig.study(1).reason()).isEqualTo("late instances came when it was " + later);
      assertThat(rig.study(1).contentVersion()).isEqualTo(version);
    }
    assertThat(rig.study(1).contentVersion()).isEqualTo(5);
  }

  @Test
  void cmp21AFullResendReopensNothing() {
    for (int number = 1; number <= 20; number++) {
      send(FIRST, number);
    }
    rig.ended(FIRST, true);
    rig.clock.advance(QUIET);
    rig.tracker.poll();
    become(StudyState.FORWARDED);
    StudyRow before = rig.study(1);
    long events = rig.count("study_event");
    for (int number = 1; number <= 20; number++) {
      send(SECOND, number);
    }
    rig.ended(SECOND, true);
    rig.clock.advance(QUIET);
    assertThat(rig.tracker.poll()).isZero();
    assertThat(rig.study(1)).isEqualTo(before);
    assertThat(rig.count("study_event")).isEqualTo(events);
    assertThat(rig.count("instance")).isEqualTo(20);
  }

  @Test
  void cmp26TwoPatientsUnderOneStudyUidAreHeldAndKept() {
    send(FIRST, 1);
    Attributes other =
        Studies.instance(1, 1, 2, "MR", Uid.MRImageStorage).set(Tag.PatientID, VR.LO, "P9");
    assertThat(rig.send(FIRST, other).code()).isZero();
    rig.ended(FIRST, true);
    assertThat(state()).isEqualTo(StudyState.HELD);
    assertThat(rig.study(1).reason()).startsWith("two patients");
    assertThat(rig.count("instance")).isEqualTo(2);
    rig.clock.advance(Duration.ofDays(3));
    assertThat(rig.tracker.poll()).isZero();
    send(SECOND, 3);
    assertThat(state()).isEqualTo(StudyState.HELD);
    assertThat(events()).hasSize(1);
  }

  @Test
  void cmp26SpellingAndMissingValuesAreNoOtherPatient() {
    send(FIRST, 1);
    Attributes spelt =
        Studies.instance(1, 1, 2, "MR", Uid.MRImageStorage)
            .set(Tag.PatientID, VR.LO, " p1 ")
            .set(Tag.PatientName, VR.PN, "TEST^PATIENT 1^^=ideographic");
    Attributes missing =
        Studies.instance(1, 1, 3, "MR", Uid.MRImageStorage)
            .set(Tag.PatientID, VR.LO, "")
            .set(Tag.PatientName, VR.PN, "");
    rig.send(FIRST, spelt);
    rig.send(FIRST, missing);
    assertThat(state()).isEqualTo(StudyState.RECEIVING);
  }

  @Test
  void cmp26WhatTheFirstInstanceDidNotSayIsTakenFromTheNextAndThenCompared() {
    rig.send(
        FIRST, Studies.instance(1, 1, 1, "MR", Uid.MRImageStorage).set(Tag.PatientID, VR.LO, ""));
    send(FIRST, 2);
    assertThat(state()).isEqualTo(StudyState.RECEIVING);
    rig.send(
        FIRST, Studies.instance(1, 1, 3, "MR", Uid.MRImageStorage).set(Tag.PatientID, VR.LO, "P9"));
    assertThat(state()).isEqualTo(StudyState.HELD);
  }

  @Test
  void cmp31ARestartWhileQuietChangesNothing() {
    sendAndRelease(FIRST, 1);
    rig.clock.advance(QUIET.minusSeconds(1));
    reopen();
    rig.tracker.resume();
    assertThat(rig.tracker.poll()).isZero();
    rig.clock.advance(Duration.ofSeconds(1));
    assertThat(rig.tracker.poll()).isEqualTo(1);
    reopen();
    assertThat(rig.tracker.poll()).isZero();
    assertThat(rig.study(1).contentVersion()).isEqualTo(1);
  }

  @Test
  void cmp31AListenerThatFailsLeavesTheStudyToTheNextRound() {
    sendAndRelease(FIRST, 1);
    rig.clock.advance(QUIET);
    StudyTracker failing =
        new StudyTracker(
            rig.database,
            rig.queue,
            StorageRig.POLICY,
            rig.wall,
            rig.clock,
            (tx, study, version) -> {
              throw new IllegalStateException("crash");
            });
    assertThatThrownBy(failing::poll).hasMessage("crash");
    assertThat(state()).isEqualTo(StudyState.RECEIVING);
    assertThat(rig.tracker.poll()).isEqualTo(1);
    assertThat(rig.study(1).contentVersion()).isEqualTo(1);
  }

  @Test
  void atk101ClockStepsBeforeARestartNeitherFireNorBlockATimer() {
    sendAndRelease(FIRST, 1);
    rig.clock.advance(Duration.ofDays(-1));
    reopen();
    assertThat(rig.tracker.resume()).isEqualTo(1);
    rig.clock.advance(Duration.ofMinutes(29));
    assertThat(rig.tracker.poll()).isZero();
    rig.clock.advance(Duration.ofMinutes(1)); // the longest quiet period of the policy
    assertThat(rig.tracker.poll()).isEqualTo(1);
  }

  @Test
  void atk101TheSteadyClockIgnoresStepsOfTheWallClock() {
    TestClock wall = new TestClock(Instant.parse("2026-03-29T00:59:59Z"));
    SteadyClock steady = new SteadyClock(wall);
    wall.advance(Duration.ofDays(400));
    assertThat(steady.instant())
        .isBetween(Instant.parse("2026-03-29T00:59:59Z"), Instant.parse("2026-03-29T01:30:00Z"));
    assertThat(steady.instant().truncatedTo(ChronoUnit.DAYS)).isEqualTo("2026-03-29T00:00:00Z");
  }

  @Test
  void cmp09AnAdministratorCompletesHoldsAndReleases() {
    send(FIRST, 1);
    String uid = Studies.studyUid(1);
    assertThat(rig.control.complete(uid, "anna")).isEqualTo(StudyControl.Outcome.DONE);
    assertThat(rig.study(1).reason()).isEqualTo("completed by administrator anna");
    assertThat(rig.control.complete(uid, "anna")).isEqualTo(StudyControl.Outcome.NOT_NOW);
    assertThat(rig.control.hold(uid, "bert")).isEqualTo(StudyControl.Outcome.DONE);
    assertThat(rig.control.hold(uid, "bert")).isEqualTo(StudyControl.Outcome.NOT_NOW);
    rig.ended(FIRST, true);
    rig.clock.advance(QUIET);
    assertThat(rig.tracker.poll()).isZero();
    assertThat(rig.control.release(uid, "anna")).isEqualTo(StudyControl.Outcome.DONE);
    assertThat(rig.control.release(uid, "anna")).isEqualTo(StudyControl.Outcome.NOT_NOW);
    assertThat(rig.tracker.poll()).isEqualTo(1);
    assertThat(rig.study(1).contentVersion()).isEqualTo(1); // nothing new arrived
    assertThat(rig.control.complete("1.2.3", "anna")).isEqualTo(StudyControl.Outcome.UNKNOWN_STUDY);
    assertThat(events())
        .extracting(StudyEvent::who)
        .containsExactly("completion", "bert", "anna", "completion");
  }

  @Test
  void retentionRemovesOnlyStudiesOfWhichNothingWaitsAndLeavesALine() {
    sendAndRelease(FIRST, 1);
    StudyTable studies = new StudyTable();
    Instant later = rig.clock.instant().plusSeconds(1);
    assertThat(removable(later)).isEmpty();
    boolean removedTooEarly =
        rig.database.inTransaction(tx -> studies.remove(tx, rig.study(1).pk(), later));
    assertThat(removedTooEarly).isFalse();
    become(StudyState.NOT_FLAGGED);
    long pk = rig.study(1).pk();
    assertThat(removable(later)).extracting(StudyRow::pk).containsExactly(pk);
    boolean removed = rig.database.inTransaction(tx -> studies.remove(tx, pk, later));
    assertThat(removed).isTrue();
    assertThat(
            List.of(
                rig.count("study"),
                rig.count("series"),
                rig.count("instance"),
                rig.count("removed_study")))
        .containsExactly(0L, 0L, 0L, 1L);
    send(SECOND, 1); // the indexer's memory of the removed study must not refuse it
    assertThat(state()).isEqualTo(StudyState.RECEIVING);
  }

  private List<StudyRow> removable(Instant before) {
    return rig.database.inTransaction(tx -> new StudyTable().removable(tx, before, 10));
  }

  @Test
  void countsStudiesByStateAndInstancesBySeries() {
    send(FIRST, 1);
    send(FIRST, 2);
    StudyRow study = rig.study(1);
    assertThat(rig.database.inTransaction(new StudyTable()::countByState))
        .containsEntry(StudyState.RECEIVING, 1L)
        .containsEntry(StudyState.FORWARDED, 0L);
    List<SeriesCount> series =
        rig.database.inTransaction(tx -> new InstanceTable().countBySeries(tx, study.pk()));
    assertThat(series)
        .singleElement()
        .satisfies(count -> assertThat(count.instances()).isEqualTo(2));
  }

  @Test
  void tellsBodyPartsAndDescriptionOfAStudy() {
    send(FIRST, 1);
    long study = rig.study(1).pk();
    rig.database.inTransaction(tx -> tx.update("UPDATE series SET body_part_examined = ?", "KNEE"));
    rig.database.inTransaction(
        tx -> tx.update("UPDATE study SET study_description = ?", "MR knee left"));

    List<String> parts = rig.database.inTransaction(tx -> new InstanceTable().bodyParts(tx, study));
    String description = rig.database.inTransaction(tx -> new StudyTable().description(tx, study));

    assertThat(parts).containsExactly("KNEE");
    assertThat(description).isEqualTo("MR knee left");
  }
}
