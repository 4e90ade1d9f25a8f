package org.overread.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overread.dicom.Attributes;
import org.overread.request.DecisionTable;
import org.overread.request.RequestState;
import org.overread.routing.RoutingChoice;
import org.overread.study.StudyState;
import org.overread.testing.CaseRig;
import org.overread.testing.Studies;
import org.overread.testing.TestClock;

class StudyFlowTest {
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
  void aFlaggedStudyIsSentAndEveryInstanceHasItsStatus() {
    rig.receive("PACS", Studies.mrKnee(1, 20));
    rig.newWorker().runDue();

    assertThat(rig.study(1).state()).isEqualTo(StudyState.FORWARDED);
    assertThat(rig.study(1).reason()).isEqualTo("20 of 20 sent to neuro");
    assertThat(rig.requests(1).get(0).state()).isEqualTo(RequestState.SENT);
    assertThat(rig.ledger(1).sent()).isEqualTo(20);
    assertThat(rig.ledger(1).lastSentAt()).isPresent();
    assertThat(rig.destination.received()).doesNotHaveDuplicates().hasSize(20);
  }

  @Test
  void fwd01TheDecisionIsStoredWithRulesInputsAndEvidence() {
    rig.receive("PACS", Studies.mrKnee(1, 2));
    rig.newWorker().runDue();

    long pk = rig.study(1).pk();
    var decision =
        rig.database
            .inTransaction(tx -> new DecisionTable().newest(tx, pk))
            .orElseThrow()
            .decision();
    assertThat(decision.ruleSetVersion()).isEqualTo("v1");
    assertThat(decision.inputsSha256()).isEqualTo(rig.judged.get(0).sha256());
    assertThat(decision.results().get(0).evidence().get(0).value()).isEqualTo("0.35");
    assertThat(decision.results().get(0).missing())
        .containsExactly("Magnetic Field Strength (0018,0087)");
  }

  @Test
  void aStudyNoRuleAsksForIsNotSent() {
    rig.level = 0;
    rig.receive("PACS", Studies.mrKnee(1, 2));
    rig.newWorker().runDue();

    assertThat(rig.study(1).state()).isEqualTo(StudyState.NOT_FLAGGED);
    assertThat(rig.requests(1)).isEmpty();
    assertThat(rig.destination.opened()).isZero();
  }

  @Test
  void cmp20LateInstancesGoToTheSameRequestAndOnlyThey() {
    List<Attributes> all = Studies.mrKnee(1, 6);
    rig.receive("PACS", all.subList(0, 4));
    rig.newWorker().runDue();
    rig.receive("PACS", all.subList(4, 6));
    assertThat(rig.study(1).state()).isEqualTo(StudyState.COMPLETE);
    rig.newWorker().runDue();

    assertThat(rig.destination.received()).hasSize(6).doesNotHaveDuplicates();
    assertThat(rig.requests(1)).hasSize(1);
    assertThat(rig.judged).hasSize(1);
    assertThat(rig.study(1).state()).isEqualTo(StudyState.FORWARDED);
    assertThat(rig.study(1).reason()).isEqualTo("6 of 6 sent to neuro");
  }

  @Test
  void cmp21AFullResendMakesNoSecondCaseAndSendsNothing() {
    rig.receive("PACS", Studies.mrKnee(1, 4));
    rig.newWorker().runDue();
    rig.receive("PACS", Studies.mrKnee(1, 4));
    rig.newWorker().runDue();

    assertThat(rig.destination.received()).hasSize(4);
    assertThat(rig.study(1).state()).isEqualTo(StudyState.FORWARDED);
  }

  @Test
  void aStudyThatWasNotFlaggedIsEvaluatedAgainWithItsLateInstances() {
    rig.level = 0;
    List<Attributes> all = Studies.mrKnee(1, 4);
    rig.receive("PACS", all.subList(0, 2));
    rig.newWorker().runDue();
    rig.level = 2;
    rig.receive("PACS", all.subList(2, 4));
    rig.newWorker().runDue();

    assertThat(rig.study(1).state()).isEqualTo(StudyState.FORWARDED);
    assertThat(rig.destination.received()).hasSize(4);
  }

  @Test
  void cmp26AHeldStudyIsNeitherEvaluatedNorSentUntilReleased() {
    rig.receive("PACS", Studies.mrKnee(1, 4));
    rig.studyControl.hold(Studies.studyUid(1), "admin");
    rig.newWorker().runDue();
    assertThat(rig.judged).isEmpty();

    rig.studyControl.release(Studies.studyUid(1), "admin");
    rig.quiet();
    rig.newWorker().runDue();
    assertThat(rig.study(1).state()).isEqualTo(StudyState.FORWARDED);
  }

  @Test
  void aStudyHeldWhileItIsSentStopsAndGoesOnWhereItWas() {
    rig.destination.stores(
        (number, request) -> {
          if (number == 2) {
            rig.studyControl.hold(Studies.studyUid(1), "admin");
            long watched = System.nanoTime();
            while (System.nanoTime() - watched < 300_000_000L) {
              Thread.onSpinWait(); // longer than the interval in which the state is looked at
            }
          }
          return org.overread.network.dimse.Status.SUCCESS;
        });
    rig.receive("PACS", Studies.mrKnee(1, 3));
    rig.newWorker().runDue();
    assertThat(rig.study(1).state()).isEqualTo(StudyState.HELD);
    assertThat(rig.destination.received()).hasSize(2);

    rig.studyControl.release(Studies.studyUid(1), "admin");
    rig.quiet();
    rig.newWorker().runDue();
    assertThat(rig.study(1).state()).isEqualTo(StudyState.FORWARDED);
    assertThat(rig.destination.received()).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void fwd10ADryRunRecordsWhatItWouldDoAndSendsNothing() {
    try (CaseRig dry =
        new CaseRig(folder.resolve("dry"), new TestClock(), true, Optional.empty())) {
      dry.receive("PACS", Studies.mrKnee(1, 4));
      dry.newWorker().runDue();

      assertThat(dry.requests(1).get(0).state()).isEqualTo(RequestState.DRY_RUN);
      assertThat(dry.requests(1).get(0).choice()).containsExactly("head -> neuro");
      assertThat(dry.study(1).state()).isEqualTo(StudyState.NOT_FLAGGED);
      assertThat(dry.study(1).reason())
          .isEqualTo("dry run: flagged, level 3, would be sent to neuro");
      assertThat(dry.destination.opened()).isZero();
    }
  }

  @Test
  void withoutAGroupAHumanIsAskedWithTheExplanation() {
    rig.choice =
        Optional.of(
            (facts, decision, now, sent) ->
                new RoutingChoice(
                    Optional.empty(),
                    Optional.empty(),
                    "head",
                    List.of("head -> neuro", "neuro: disabled")));
    rig.receive("PACS", Studies.mrKnee(1, 1));
    rig.newWorker().runDue();

    assertThat(rig.study(1).state()).isEqualTo(StudyState.NEEDS_ATTENTION);
    assertThat(rig.study(1).reason()).isEqualTo("no reading group: head -> neuro; neuro: disabled");

    rig.choice = Optional.empty();
    assertThat(rig.flowControl.retry(Studies.studyUid(1), "admin"))
        .isEqualTo(FlowControl.Result.DONE);
    rig.newWorker().runDue();
    assertThat(rig.study(1).state()).isEqualTo(StudyState.FORWARDED);
  }

  @Test
  void theDailyCapSeesEveryRequestOfTheDayAndTheRestWaitsForTheNext() {
    rig.choice =
        Optional.of(
            (facts, decision, now, sent) -> {
              boolean full = sent.applyAsInt("neuro") >= 2;
              Optional<LocalDateTime> tomorrow =
                  Optional.of(now.toLocalDate().plusDays(1).atStartOfDay());
              return new RoutingChoice(
                  Optional.of(rig.groups.get(0)),
                  full ? tomorrow : Optional.empty(),
                  "head",
                  List.of("cap"));
            });
    for (int study = 1; study <= 5; study++) {
      rig.store("PACS", Studies.mrKnee(study, 1));
    }
    rig.quiet();
    rig.newWorker().runDue();
    assertThat(rig.destination.received()).hasSize(2);
    assertThat(rig.study(5).state()).isEqualTo(StudyState.FLAGGED);
    assertThat(rig.study(5).reason()).isEqualTo("waits for a reading group: cap");

    rig.clock.set(java.time.Instant.parse("2026-11-24T00:00:00Z"));
    rig.newWorker().runDue();
    assertThat(rig.destination.received()).hasSize(4);
    rig.clock.set(java.time.Instant.parse("2026-11-25T00:00:00Z"));
    rig.newWorker().runDue();
    assertThat(rig.destination.received()).hasSize(5);
  }

  @Test
  void fwd06AStudyThatComesBackWithinThirtyDaysMakesNoCase() {
    rig.receive("PACS", Studies.mrKnee(1, 2));
    rig.newWorker().runDue();
    rig.database.run(tx -> tx.update("DELETE FROM study")); // as retention does
    rig.clock.advance(Duration.ofDays(29));
    rig.receive("READER", Studies.mrKnee(1, 2));
    rig.newWorker().runDue();

    assertThat(rig.study(1).state()).isEqualTo(StudyState.NOT_FLAGGED);
    assertThat(rig.study(1).reason()).contains("came back");
    assertThat(rig.judged).hasSize(1);
  }

  @Test
  void fwd06WhatTheGroupAddsToAStudyIsNotSentBackToIt() {
    List<Attributes> all = Studies.mrKnee(1, 4);
    rig.receive("PACS", all.subList(0, 3));
    rig.newWorker().runDue();
    rig.receive("READER", all.subList(3, 4));
    rig.newWorker().runDue();

    assertThat(rig.destination.received()).hasSize(3);
    assertThat(rig.study(1).state()).isEqualTo(StudyState.FORWARDED);
  }

  @Test
  void fwd06TheCapOfSendsOfOneStudyADayAsksForAHuman() {
    List<Attributes> all = Studies.mrKnee(1, 6);
    for (int i = 0; i < 6; i++) {
      rig.receive("PACS", all.subList(i, i + 1));
      rig.newWorker().runDue();
    }

    assertThat(rig.destination.received()).hasSize(4);
    assertThat(rig.study(1).state()).isEqualTo(StudyState.NEEDS_ATTENTION);
    assertThat(rig.study(1).reason()).contains("4 sends of one study a day are the limit");
  }

  @Test
  void anInstanceThatCannotBeReadIsAReasonToAskNotToDecideWithoutIt() {
    rig.receive("PACS", Studies.mrKnee(1, 2));
    rig.database.run(
        tx ->
            tx.update(
                "UPDATE instance SET file_number = 999999 WHERE sop_instance_uid = ?",
                Studies.instanceUid(1, 1, 2)));
    rig.runFor(Duration.ofHours(3));

    assertThat(rig.study(1).state()).isEqualTo(StudyState.NEEDS_ATTENTION);
    assertThat(rig.study(1).reason())
        .startsWith("cannot be evaluated: unforeseen: UncheckedIOException");
    assertThat(rig.judged).isEmpty();
  }
}
