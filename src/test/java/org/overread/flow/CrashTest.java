package org.overread.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overread.network.dimse.Status;
import org.overread.study.StudyState;
import org.overread.testing.CaseRig;
import org.overread.testing.Studies;
import org.overread.work.Lease;
import org.overread.work.Outcome;
import org.overread.work.WorkHandler;
import org.overread.work.WorkItem;

/**
 * The node ends at a step and begins again: the same end state as without it, nothing sent twice
 * (CMP-31).
 */
class CrashTest {
  @TempDir Path folder;

  /** Ends a worker as the end of the process would: nothing after it is run. */
  private static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void cmp31AfterAStepWasCommittedAndBeforeItsWorkWasRemoved(int step) {
    try (CaseRig rig = new CaseRig(folder)) {
      AtomicInteger steps = new AtomicInteger();
      rig.around = flow -> new CrashingAfter(flow, steps, step);
      rig.receive("PACS", Studies.mrKnee(1, 10));

      assertThatThrownBy(() -> rig.newWorker().runDue()).isInstanceOf(Crash.class);
      rig.newWorker().runDue();

      assertSameEnd(rig);
    }
  }

  @Test
  void cmp31WhileItWasEvaluated() {
    try (CaseRig rig = new CaseRig(folder)) {
      rig.choice =
          java.util.Optional.of(
              (facts, decision, now, sent) -> {
                throw new Crash();
              });
      rig.receive("PACS", Studies.mrKnee(1, 10));

      assertThatThrownBy(() -> rig.newWorker().runDue()).isInstanceOf(Crash.class);
      assertThat(rig.study(1).state()).isEqualTo(StudyState.COMPLETE);
      rig.choice = java.util.Optional.empty();
      rig.newWorker().runDue();

      assertSameEnd(rig);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 9, 10})
  void cmp31WhileItWasSent(int instance) {
    try (CaseRig rig = new CaseRig(folder)) {
      rig.groups.set(
          0,
          new org.overread.routing.ReadingGroup(
              "neuro",
              "READER",
              "localhost",
              104,
              java.util.Set.of(),
              java.util.Set.of(),
              java.util.List.of(),
              0,
              true,
              true,
              "OVERREAD",
              1,
              java.util.List.of()));
      rig.destination.stores(
          (number, request) -> {
            if (number == instance) {
              throw new Crash();
            }
            return Status.SUCCESS;
          });
      rig.receive("PACS", Studies.mrKnee(1, 10));

      assertThatThrownBy(() -> rig.newWorker().runDue()).isInstanceOf(Crash.class);
      assertThat(rig.destination.received()).hasSize(instance - 1);
      assertThat(rig.ledger(1).sent()).as("what was answered is recorded").isEqualTo(instance - 1);
      assertThat(rig.study(1).state()).as("not sent before it was").isEqualTo(StudyState.FLAGGED);
      rig.newWorker().runDue();

      assertSameEnd(rig);
    }
  }

  private static void assertSameEnd(CaseRig rig) {
    assertThat(rig.study(1).state()).isEqualTo(StudyState.FORWARDED);
    assertThat(rig.requests(1)).hasSize(1);
    assertThat(rig.ledger(1).sent()).isEqualTo(10);
    assertThat(rig.destination.received()).hasSize(10).doesNotHaveDuplicates();
    assertThat(rig.newWorker().runDue()).isZero();
  }

  private record CrashingAfter(WorkHandler flow, AtomicInteger steps, int crashAt)
      implements WorkHandler {
    @Override
    public Outcome handle(WorkItem item, Lease lease) {
      Outcome outcome = flow.handle(item, lease);
      if (steps.incrementAndGet() == crashAt) {
        throw new Crash();
      }
      return outcome;
    }

    @Override
    public void gaveUp(WorkItem item, String reason) {
      flow.gaveUp(item, reason);
    }
  }
}
