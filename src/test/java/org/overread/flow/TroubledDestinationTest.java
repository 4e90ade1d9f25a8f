package org.overread.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overread.dicom.Uid;
import org.overread.network.dimse.Status;
import org.overread.network.service.AssociationException;
import org.overread.request.DeliveryState;
import org.overread.request.RequestState;
import org.overread.routing.ReadingGroup;
import org.overread.routing.RoutingChoice;
import org.overread.routing.TimeWindow;
import org.overread.study.StudyState;
import org.overread.testing.CaseRig;
import org.overread.testing.ScriptedDestination;
import org.overread.testing.Studies;
import org.overread.testing.TestClock;

/** What becomes of a case whose destination is away, refuses, aborts or is not allowed. */
class TroubledDestinationTest {
  @TempDir Path folder;
  private CaseRig rig;

  @BeforeEach
  void open() {
    rig = new CaseRig(folder);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void fwd07ADestinationAwayForADayGetsTheStudyWithinAnHourOfItsReturn() {
    rig.destination.isAway(AssociationException.Reason.NOT_CONNECTED, "connection refused");
    rig.receive("PACS", Studies.mrKnee(1, 5));
    rig.runFor(Duration.ofHours(24));
    assertThat(rig.study(1).state()).isEqualTo(StudyState.FLAGGED);
    assertThat(rig.requests(1).get(0).reason())
        .contains("0 of 5 sent; READER@localhost:104: connection refused");
    int attempts = rig.destination.opened();
    assertThat(attempts).as("one attempt an hour, not one a minute").isBetween(20, 40);

    rig.destination.isBack();
    rig.runFor(Duration.ofMinutes(70));
    assertThat(rig.study(1).state()).isEqualTo(StudyState.FORWARDED);
    assertThat(rig.destination.received()).hasSize(5).doesNotHaveDuplicates();
  }

  @Test
  void atk106ADestinationAwayForThreeDaysNeedsAttentionAfterTwoAndCanBeTriedAgain() {
    rig.destination.isAway(AssociationException.Reason.NOT_CONNECTED, "connection refused");
    rig.receive("PACS", Studies.mrKnee(1, 5));
    rig.runFor(Duration.ofHours(72));
    assertThat(rig.study(1).state()).isEqualTo(StudyState.NEEDS_ATTENTION);
    assertThat(rig.study(1).reason())
        .isEqualTo(
            "neuro: given up after 48 h: 0 of 5 sent; READER@localhost:104: connection refused");

    rig.destination.isBack();
    rig.flowControl.retry(Studies.studyUid(1), "admin");
    rig.runFor(Duration.ofMinutes(10));
    assertThat(rig.study(1).state()).isEqualTo(StudyState.FORWARDED);
    assertThat(rig.events(1)).contains("tried again by administrator");
  }

  @Test
  void dm31EveryThirdRefusedLeavesTheStudyWithCountsAndReasons() {
    rig.destination.stores(
        (number, request) -> number % 3 == 0 ? new Status(0xA900, "wrong class") : Status.SUCCESS);
    rig.receive("PACS", Studies.mrKnee(1, 9));
    rig.runFor(Duration.ofHours(3));

    assertThat(rig.study(1).state()).isEqualTo(StudyState.NEEDS_ATTENTION);
    assertThat(rig.study(1).reason())
        .isEqualTo("neuro: 6 of 9 sent; 3 refused: A900 wrong class (3)");
    assertThat(rig.destination.received()).hasSize(6);

    rig.destination.stores((number, request) -> Status.SUCCESS);
    assertThat(rig.flowControl.retry(Studies.studyUid(1), "admin"))
        .isEqualTo(FlowControl.Result.DONE);
    rig.newWorker().runDue();
    assertThat(rig.destination.received()).hasSize(9).doesNotHaveDuplicates();
    assertThat(rig.study(1).reason()).isEqualTo("9 of 9 sent to neuro");
  }

  @Test
  void atk052AnAbortHalfWayIsResumedWithTheMissingOnesOnly() {
    Set<String> asked = new HashSet<>();
    rig.groups.set(0, oneAssociation());
    rig.destination.stores(
        (number, request) -> {
          if (number == 5) {
            throw new AssociationException(
                AssociationException.Reason.ABORTED, "aborted by the peer (0/0)");
          }
          asked.add(request.sopInstanceUid());
          return Status.SUCCESS;
        });
    rig.receive("PACS", Studies.mrKnee(1, 10));
    rig.newWorker().runDue();
    assertThat(rig.requests(1).get(0).state()).isEqualTo(RequestState.WAITING);
    assertThat(rig.requests(1).get(0).reason()).startsWith("4 of 10 sent; ");

    rig.runFor(Duration.ofMinutes(2));
    assertThat(rig.destination.received()).hasSize(10).doesNotHaveDuplicates();
    assertThat(rig.study(1).state()).isEqualTo(StudyState.FORWARDED);
  }

  @Test
  void dm31AnInstanceThatBreaksEveryAssociationDoesNotKeepTheOthersBack() {
    String poison = Studies.instanceUid(1, 1, 3);
    rig.destination.stores(
        (number, request) -> {
          if (request.sopInstanceUid().equals(poison)) {
            throw new AssociationException(
                AssociationException.Reason.ABORTED, "aborted by the peer (0/0)");
          }
          return Status.SUCCESS;
        });
    rig.receive("PACS", Studies.mrKnee(1, 10));
    rig.runFor(Duration.ofHours(50));

    assertThat(rig.destination.received()).hasSize(9);
    assertThat(rig.study(1).state()).isEqualTo(StudyState.NEEDS_ATTENTION);
    assertThat(rig.study(1).reason()).contains("9 of 10 sent", "aborted by the peer (0/0)");
  }

  @Test
  void aDestinationThatAcceptsNothingNeedsAttentionAtOnce() {
    rig.destination.accepts((sopClass, syntax) -> sopClass.equals(Uid.Verification));
    rig.receive("PACS", Studies.mrKnee(1, 3));
    rig.newWorker().runDue();

    assertThat(rig.study(1).state()).isEqualTo(StudyState.NEEDS_ATTENTION);
    assertThat(rig.study(1).reason()).contains("0 of 3 sent", "accepts none of the kinds of image");
  }

  @Test
  void fwd10ADestinationDisabledAfterTheChoiceIsSentNothingAndAHumanIsAsked() {
    ReadingGroup group = rig.groups.get(0);
    rig.groups.set(
        0,
        new ReadingGroup(
            group.name(),
            group.aeTitle(),
            group.host(),
            group.port(),
            group.subspecialties(),
            group.modalities(),
            group.hours(),
            group.dailyCap(),
            group.fallback(),
            false,
            group.callingAeTitle(),
            group.associations(),
            group.sendWindows()));
    rig.receive("PACS", Studies.mrKnee(1, 3));
    rig.newWorker().runDue();

    assertThat(rig.destination.opened()).isZero();
    assertThat(rig.study(1).state()).isEqualTo(StudyState.NEEDS_ATTENTION);
    assertThat(rig.study(1).reason()).contains("neuro is disabled");
  }

  @Test
  void aPermanentRejectionNeedsAttentionAtOnce() {
    rig.destination.isAway(
        AssociationException.Reason.REJECTED_PERMANENT, "called AE title not recognized (1/1/7)");
    rig.receive("PACS", Studies.mrKnee(1, 3));
    rig.newWorker().runDue();

    assertThat(rig.study(1).state()).isEqualTo(StudyState.NEEDS_ATTENTION);
    assertThat(rig.study(1).reason()).contains("called AE title not recognized (1/1/7)");
    assertThat(rig.destination.opened()).isEqualTo(1);
  }

  @Test
  void fwd07AnotherDestinationIsNotDisturbed() {
    ScriptedDestination good = new ScriptedDestination();
    ScriptedDestination away = new ScriptedDestination();
    away.isAway(AssociationException.Reason.TIMED_OUT, "no answer");
    try (CaseRig two =
        new CaseRig(
            folder.resolve("two"),
            new TestClock(),
            false,
            Optional.of(
                (calling, remote, contexts) ->
                    (remote.aeTitle().equals("SPINE") ? good : away)
                        .open(calling, remote, contexts)))) {
      two.groups.add(CaseRig.group("spine", "SPINE", 105));
      two.choice =
          Optional.of(
              (facts, decision, now, sent) ->
                  new RoutingChoice(
                      Optional.of(two.groups.get(two.judged.size() % 2)),
                      Optional.empty(),
                      "",
                      List.of("turn by turn")));
      for (int study = 1; study <= 6; study++) {
        two.store("PACS", Studies.mrKnee(study, 2));
      }
      two.quiet();
      two.newWorker().runDue();

      assertThat(good.received()).hasSize(6);
      assertThat(away.opened())
          .as("the breaker opened after three attempts")
          .isLessThanOrEqualTo(3);
    }
  }

  @Test
  void fwd08AClosedWindowHoldsACaseBackButNotAStatCase() {
    ReadingGroup night =
        new ReadingGroup(
            "neuro",
            "READER",
            "localhost",
            104,
            Set.of(),
            Set.of(),
            List.of(),
            0,
            true,
            true,
            "OVERREAD",
            1,
            List.of(
                new TimeWindow(
                    Set.of(DayOfWeek.values()),
                    LocalTime.parse("20:00"),
                    LocalTime.parse("06:00"))));
    rig.groups.set(0, night);
    rig.level = 3;
    rig.receive("PACS", Studies.mrKnee(1, 1));
    rig.newWorker().runDue();
    assertThat(rig.destination.received()).isEmpty();
    assertThat(rig.requests(1).get(0).reason()).isEqualTo("outside the send windows of neuro");

    rig.level = 2;
    rig.receive("PACS", Studies.mrKnee(2, 1));
    rig.newWorker().runDue();
    assertThat(rig.destination.received()).containsExactly(Studies.instanceUid(2, 1, 1));

    rig.runFor(Duration.ofHours(8));
    assertThat(rig.destination.received()).hasSize(2);
  }

  @Test
  void aWarningIsSentAndKeepsItsText() {
    rig.destination.stores((number, request) -> new Status(0xB000, "coerced"));
    rig.receive("PACS", Studies.mrKnee(1, 3));
    rig.newWorker().runDue();

    assertThat(rig.study(1).state()).isEqualTo(StudyState.FORWARDED);
    assertThat(rig.ledger(1).remarks(DeliveryState.SENT))
        .singleElement()
        .satisfies(remark -> assertThat(remark.text()).isEqualTo("B000 coerced"));
  }

  @Test
  void aGroupThatLeftTheSettingsIsAReasonToAsk() {
    rig.destination.isAway(AssociationException.Reason.NOT_CONNECTED, "connection refused");
    rig.receive("PACS", Studies.mrKnee(1, 1));
    rig.newWorker().runDue();
    rig.groups.set(0, CaseRig.group("other", "OTHER", 104));
    rig.runFor(Duration.ofMinutes(3));

    assertThat(rig.study(1).reason())
        .isEqualTo("neuro: this reading group is no longer in the settings");
  }

  @Test
  void onlyAStudyThatNeedsAttentionCanBeTriedAgain() {
    rig.receive("PACS", Studies.mrKnee(1, 1));
    rig.newWorker().runDue();

    assertThat(rig.flowControl.retry(Studies.studyUid(1), "admin"))
        .isEqualTo(FlowControl.Result.NOT_NOW);
    assertThat(rig.flowControl.retry("1.2.3", "admin")).isEqualTo(FlowControl.Result.UNKNOWN_STUDY);
  }

  private static ReadingGroup oneAssociation() {
    return new ReadingGroup(
        "neuro",
        "READER",
        "localhost",
        104,
        Set.of(),
        Set.of(),
        List.of(),
        0,
        true,
        true,
        "OVERREAD",
        1,
        List.of());
  }
}
