package org.overread.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overread.hl7.AckCode;
import org.overread.network.dimse.Status;
import org.overread.network.service.AssociationException;
import org.overread.network.service.MessageOutcome;
import org.overread.report.ReportStatus;
import org.overread.request.Purpose;
import org.overread.request.RequestDocumentRow;
import org.overread.request.RequestDocumentTable;
import org.overread.request.RequestState;
import org.overread.request.RequestTable;
import org.overread.routing.OrderPort;
import org.overread.routing.ReadingGroup;
import org.overread.routing.RequestDocument;
import org.overread.study.StudyState;
import org.overread.testing.CaseRig;
import org.overread.testing.ReportRig;
import org.overread.testing.Studies;

/** A report changes after a reading group was asked because of it. */
class CaseRecallTest {
  private static final OrderPort PORT = new OrderPort("localhost", 2575, "READ", "MSK");

  @TempDir Path folder;
  private CaseRig rig;

  @BeforeEach
  void open() {
    rig = new CaseRig(folder);
    ReadingGroup group =
        rig.groups
            .get(0)
            .withDocuments(
                EnumSet.of(RequestDocument.KEY_OBJECT, RequestDocument.COVER_SHEET), false);
    rig.groups.set(0, group.withOrders(PORT));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private void report(ReportStatus status, int minute) {
    rig.database.run(
        tx ->
            rig.intake.add(
                tx,
                ReportRig.report(
                    1, status, minute, status == ReportStatus.WITHDRAWN ? "" : "Torn."),
                ReportRig.RIS));
  }

  private List<RequestDocumentRow> documents() {
    long pk = rig.requests(1).get(0).pk();
    return rig.database.inTransaction(tx -> new RequestDocumentTable().ofRequest(tx, pk));
  }

  private void sentOnAReport() {
    rig.receive("PACS", Studies.mrKnee(1, 3));
    report(ReportStatus.FINAL, 1);
    rig.newWorker().runDue();
    assertThat(rig.requests(1).get(0).state()).isEqualTo(RequestState.SENT);
  }

  @Test
  void fwd11AGroupThatHasTheImagesIsToldThatTheRequestIsWithdrawn() {
    sentOnAReport();

    rig.level = 0;
    report(ReportStatus.WITHDRAWN, 2);
    rig.newWorker().runDue();

    List<RequestDocumentRow> notices =
        documents().stream().filter(row -> row.purpose() == Purpose.WITHDRAWAL).toList();
    assertThat(notices).hasSize(3).allMatch(row -> row.revision() == 2);
    assertThat(rig.destination.received())
        .contains(notices.get(0).sopInstanceUid(), notices.get(1).sopInstanceUid());
    assertThat(rig.orders.sent()).hasSize(2);
    assertThat(rig.orders.sent().get(1)).contains("\rORC|CA|OVR");
    assertThat(rig.requests(1).get(0).state()).isEqualTo(RequestState.RECALLED);
    assertThat(rig.events(1))
        .contains(
            "neuro was told that its request is withdrawn: key-object sent, cover-sheet sent,"
                + " hl7-order sent");
  }

  @Test
  void hl44ACaseSentOnAWithdrawnReportIsFlaggedForAHuman() {
    sentOnAReport();

    rig.level = 0;
    report(ReportStatus.WITHDRAWN, 2);
    rig.newWorker().runDue();

    assertThat(rig.study(1).state()).isEqualTo(StudyState.NEEDS_ATTENTION);
    assertThat(rig.study(1).reason()).contains("withdrawn", "3 of 3 sent");
  }

  @Test
  void fwd11TheNoticeIsSentAgainUntilItIsTaken() {
    sentOnAReport();
    rig.destination.isAway(AssociationException.Reason.CLOSED, "gone");
    rig.level = 0;
    report(ReportStatus.WITHDRAWN, 2);
    rig.newWorker().runDue();
    assertThat(rig.events(1)).noneMatch(event -> event.contains("was told"));

    rig.destination.isBack();
    rig.runFor(Duration.ofMinutes(10));

    assertThat(rig.destination.received()).hasSize(7).doesNotHaveDuplicates();
    assertThat(rig.events(1)).filteredOn(event -> event.contains("was told")).hasSize(1);
  }

  @Test
  void fwd11AnInstanceOnItsWayWhenTheRecallComesCountsToo() {
    rig.receive("PACS", Studies.mrKnee(1, 3));
    report(ReportStatus.FINAL, 1);
    long[] request = new long[1];
    rig.destination.stores(
        (number, store) -> {
          if (number == 1) {
            request[0] = rig.requests(1).get(0).pk();
            rig.database.run(
                tx -> new RequestTable().recalled(tx, request[0], "the report was withdrawn"));
          }
          return Status.SUCCESS;
        });
    rig.newWorker().runDue();

    assertThat(documents()).isNotEmpty().allMatch(row -> row.purpose() == Purpose.WITHDRAWAL);
    assertThat(rig.events(1)).anyMatch(event -> event.contains("neuro was told"));
    assertThat(rig.orders.sent()).isEmpty(); // no order was placed: nothing to cancel
  }

  @Test
  void fwd11AGroupThatTakesNoDocumentsMustBeCalled() {
    rig.groups.set(0, rig.groups.get(0).withDocuments(Set.of(), false));
    rig.receive("PACS", Studies.mrKnee(1, 3));
    rig.newWorker().runDue();

    rig.level = 0;
    report(ReportStatus.FINAL, 1);
    rig.newWorker().runDue();

    assertThat(rig.study(1).state()).isEqualTo(StudyState.NEEDS_ATTENTION);
    assertThat(rig.study(1).reason()).contains("could not be told", "it takes no documents");
  }

  @Test
  void fwd11AGroupThatCouldNotBeToldIsToldWhenAnAdministratorTriesAgain() {
    rig.receive("PACS", Studies.mrKnee(1, 3));
    rig.newWorker().runDue();
    rig.destination.isAway(AssociationException.Reason.CLOSED, "gone");
    rig.level = 0;
    report(ReportStatus.FINAL, 1);
    rig.runFor(Duration.ofHours(50));
    assertThat(rig.study(1).state()).isEqualTo(StudyState.NEEDS_ATTENTION);
    assertThat(rig.study(1).reason()).contains("could not be told", "given up after 48 h");
    assertThat(rig.orders.sent()).hasSize(1);

    rig.destination.isBack();
    rig.flowControl.retry(Studies.studyUid(1), "anna");
    rig.runFor(Duration.ofMinutes(10));

    assertThat(rig.study(1).state()).isEqualTo(StudyState.NOT_FLAGGED);
    assertThat(rig.events(1)).anyMatch(event -> event.contains("neuro was told"));
    assertThat(rig.orders.sent()).hasSize(2);
    assertThat(rig.destination.received()).hasSize(7);
  }

  @Test
  void hl43AnotherDecisionChangesTheOrderThatStands() {
    rig.receive("PACS", Studies.mrKnee(1, 3));
    rig.newWorker().runDue();

    rig.level = 1;
    report(ReportStatus.FINAL, 1);
    rig.newWorker().runDue();

    assertThat(documents())
        .extracting(RequestDocumentRow::revision)
        .containsExactly(1, 1, 1, 2, 2, 2);
    assertThat(rig.orders.sent()).hasSize(2);
    assertThat(rig.orders.sent().get(0)).contains("\rORC|NW|OVR");
    assertThat(rig.orders.sent().get(1)).contains("\rORC|XO|OVR", "Level 1 of 1");
    assertThat(rig.study(1).reason()).contains("hl7-order sent");
  }

  @Test
  void anOrderThatIsNotAcknowledgedIsSentAgainWithTheSameBytes() {
    rig.orders.answers(new MessageOutcome.Rejected(AckCode.AE, "busy"));
    rig.receive("PACS", Studies.mrKnee(1, 3));
    rig.newWorker().runDue();
    assertThat(rig.requests(1).get(0).state()).isEqualTo(RequestState.WAITING);
    assertThat(rig.requests(1).get(0).reason()).contains("HL7 order: AE busy");

    rig.orders.answers(new MessageOutcome.Accepted());
    rig.runFor(Duration.ofMinutes(10));

    assertThat(rig.orders.sent()).hasSizeGreaterThan(1);
    assertThat(Set.copyOf(rig.orders.sent())).hasSize(1);
    assertThat(rig.study(1).reason()).contains("hl7-order sent");
    assertThat(rig.destination.received()).hasSize(5);
  }

  @Test
  void anOrderThatIsRejectedIsSaidWithTheReceiversReason() {
    rig.orders.answers(new MessageOutcome.Rejected(AckCode.AR, "unknown patient"));
    rig.receive("PACS", Studies.mrKnee(1, 3));
    rig.newWorker().runDue();

    assertThat(rig.requests(1).get(0).state()).isEqualTo(RequestState.SENT);
    assertThat(rig.study(1).reason()).contains("hl7-order refused: AR unknown patient");
  }
}
