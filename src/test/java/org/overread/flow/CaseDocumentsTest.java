package org.overread.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overread.dicom.Attributes;
import org.overread.dicom.Uid;
import org.overread.network.dimse.Status;
import org.overread.network.service.AssociationException;
import org.overread.request.DeliveryTable;
import org.overread.request.RequestDocumentRow;
import org.overread.request.RequestDocumentTable;
import org.overread.request.RequestState;
import org.overread.routing.Coercion;
import org.overread.routing.RequestDocument;
import org.overread.study.StudyState;
import org.overread.testing.CaseRig;
import org.overread.testing.Studies;

class CaseDocumentsTest {
  @TempDir Path folder;
  private CaseRig rig;

  @BeforeEach
  void open() {
    rig = new CaseRig(folder);
    rig.groups.set(
        0,
        rig.groups
            .get(0)
            .withDocuments(
                EnumSet.of(RequestDocument.KEY_OBJECT, RequestDocument.COVER_SHEET), false));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void qr70DocumentsGoAfterTheLastImageAndHaveAStatusOfTheirOwn() {
    rig.receive("PACS", Studies.mrKnee(1, 5));
    rig.newWorker().runDue();

    List<RequestDocumentRow> documents = documents();
    assertThat(rig.destination.received()).hasSize(7);
    assertThat(rig.destination.received().subList(5, 7))
        .containsExactlyInAnyOrderElementsOf(
            documents.stream().map(RequestDocumentRow::sopInstanceUid).toList());
    assertThat(rig.study(1).state()).isEqualTo(StudyState.FORWARDED);
    assertThat(rig.study(1).reason())
        .isEqualTo("5 of 5 sent to neuro; key-object sent, cover-sheet sent");
  }

  @Test
  void aDocumentThatIsRefusedIsSaidAndTheImagesStaySent() {
    rig.destination.accepts(
        (sopClass, syntax) -> !sopClass.equals(Uid.KeyObjectSelectionDocumentStorage));
    rig.receive("PACS", Studies.mrKnee(1, 3));
    rig.newWorker().runDue();

    assertThat(rig.requests(1).get(0).state()).isEqualTo(RequestState.SENT);
    assertThat(rig.ledger(1).sent()).isEqualTo(3);
    assertThat(rig.study(1).reason()).contains("key-object refused", "cover-sheet sent");
  }

  @Test
  void aGroupThatTakesNeitherDocumentHasItsImagesAndTheRequestEnds() {
    rig.destination.accepts((sopClass, syntax) -> !sopClass.contains(".88."));
    rig.receive("PACS", Studies.mrKnee(1, 3));
    rig.newWorker().runDue();

    assertThat(rig.requests(1).get(0).state()).isEqualTo(RequestState.SENT);
    assertThat(rig.study(1).reason()).contains("key-object refused", "cover-sheet refused");
  }

  @Test
  void aRetryAfterTheConnectionBrokeSendsTheSameBytesUnderTheSameUids() {
    rig.destination.stores(
        (number, request) -> {
          if (number > 3) {
            throw new AssociationException(AssociationException.Reason.CLOSED, "gone");
          }
          return Status.SUCCESS;
        });
    rig.receive("PACS", Studies.mrKnee(1, 3));
    rig.newWorker().runDue();
    List<RequestDocumentRow> before = documents();
    assertThat(rig.study(1).state()).isEqualTo(StudyState.FLAGGED);

    rig.destination.stores((number, request) -> Status.SUCCESS);
    rig.runFor(Duration.ofMinutes(10));

    assertThat(documents())
        .extracting(RequestDocumentRow::sha256)
        .isEqualTo(before.stream().map(RequestDocumentRow::sha256).toList());
    assertThat(rig.destination.received()).hasSize(5).doesNotHaveDuplicates();
    assertThat(rig.study(1).state()).isEqualTo(StudyState.FORWARDED);
  }

  @Test
  void lateInstancesMakeANewRevision() {
    List<Attributes> all = Studies.mrKnee(1, 6);
    rig.receive("PACS", all.subList(0, 4));
    rig.newWorker().runDue();
    rig.receive("PACS", all.subList(4, 6));
    rig.newWorker().runDue();

    assertThat(documents()).extracting(RequestDocumentRow::revision).containsExactly(1, 1, 2, 2);
    assertThat(rig.destination.received()).hasSize(10).doesNotHaveDuplicates();
  }

  @Test
  void fwd12WhatCannotBeCoercedIsRefusedByNameAndNeedsAttention() {
    Coercion tooLong = new Coercion("", "", "PREFIX-OF-15-CHARS", "");
    rig.groups.set(0, rig.groups.get(0).withCoercion(tooLong));
    rig.receive("PACS", Studies.mrKnee(1, 3));
    rig.newWorker().runDue();

    assertThat(rig.destination.received()).isEmpty();
    assertThat(rig.study(1).state()).isEqualTo(StudyState.NEEDS_ATTENTION);
    assertThat(rig.study(1).reason())
        .contains("0 of 3 sent", "cannot be coerced: (0008,0050) would have 20 characters");
  }

  @Test
  void aBlindedGroupIsNotSentTheFirstReadingsDocuments() {
    rig.groups.set(0, rig.groups.get(0).withDocuments(Set.of(), true));
    List<Attributes> study = new ArrayList<>(Studies.mrKnee(1, 3));
    study.add(Studies.instance(1, 7, 1, "SR", Uid.BasicTextSRStorage));
    study.add(Studies.instance(1, 8, 1, "KO", Uid.KeyObjectSelectionDocumentStorage));
    study.add(Studies.instance(1, 9, 1, "SR", Uid.XRayRadiationDoseSRStorage));
    rig.receive("PACS", study);
    rig.newWorker().runDue();

    assertThat(rig.destination.received())
        .hasSize(4)
        .contains(Studies.instanceUid(1, 9, 1))
        .doesNotContain(Studies.instanceUid(1, 7, 1), Studies.instanceUid(1, 8, 1));
    long pk = rig.requests(1).get(0).pk();
    int withheld = rig.database.inTransaction(tx -> new DeliveryTable().withheld(tx, pk));
    assertThat(withheld).isEqualTo(2);
    assertThat(rig.study(1).state()).isEqualTo(StudyState.FORWARDED);
  }

  private List<RequestDocumentRow> documents() {
    long pk = rig.requests(1).get(0).pk();
    return rig.database.inTransaction(tx -> new RequestDocumentTable().ofRequest(tx, pk));
  }
}
