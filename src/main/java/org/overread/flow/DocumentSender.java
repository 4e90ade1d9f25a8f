package org.overread.flow;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.overread.database.Database;
import org.overread.forward.BytesReader;
import org.overread.forward.Delivery;
import org.overread.forward.Forwarder;
import org.overread.forward.OrderSender;
import org.overread.request.InstanceAnswer;
import org.overread.request.RequestDocumentRow;
import org.overread.request.RequestDocumentTable;
import org.overread.routing.ReadingGroup;
import org.overread.routing.RequestDocument;
import org.overread.study.InstanceRow;
import org.overread.study.StudyRow;

/** Sends documents that are stored, and writes each answer into their ledger as it comes. */
final class DocumentSender {
  private final Database database;
  private final RequestDocumentTable documents = new RequestDocumentTable();
  private final Forwarder forwarder;
  private final OrderSender orders;
  private final Clock clock;

  DocumentSender(Database database, Forwarder forwarder, OrderSender orders, Clock clock) {
    this.database = database;
    this.forwarder = forwarder;
    this.orders = orders;
    this.clock = clock;
  }

  /** One attempt: the HL7 order goes when every other document has its answer. */
  Delivery send(
      StudyRow study,
      ReadingGroup group,
      List<RequestDocumentRow> pending,
      int priority,
      BooleanSupplier goOn) {
    Delivery delivery =
        sendInstances(
            study,
            group,
            pending.stream().filter(row -> row.kind() != RequestDocument.HL7_ORDER).toList(),
            priority,
            goOn);
    Optional<RequestDocumentRow> order =
        pending.stream().filter(row -> row.kind() == RequestDocument.HL7_ORDER).findFirst();
    return delivery.kind() == Delivery.Kind.ANSWERED && order.isPresent()
        ? sendOrder(group, order.get(), delivery, goOn)
        : delivery;
  }

  private Delivery sendInstances(
      StudyRow study,
      ReadingGroup group,
      List<RequestDocumentRow> rows,
      int priority,
      BooleanSupplier goOn) {
    if (rows.isEmpty()) {
      return new Delivery(Delivery.Kind.ANSWERED, "", 0, 0, 0);
    }
    Map<Long, byte[]> bytes = new LinkedHashMap<>();
    database.run(tx -> rows.forEach(row -> bytes.put(row.pk(), documents.bytes(tx, row.pk()))));
    List<InstanceRow> pending =
        rows.stream().map(row -> asInstance(study, row, bytes.get(row.pk()).length)).toList();
    BytesReader source = new BytesReader(bytes, RequestDocumentTable.SYNTAX.uid());
    Delivery delivery =
        forwarder.sendDocuments(
            group,
            pending,
            source,
            priority,
            (document, answer) -> record(document.pk(), answer),
            goOn);
    if (delivery.kind() != Delivery.Kind.NOTHING_ACCEPTED) {
      return delivery;
    }
    pending.forEach(
        document -> record(document.pk(), InstanceAnswer.refused("SOP class not accepted")));
    return new Delivery(Delivery.Kind.ANSWERED, "", 0, pending.size(), 0);
  }

  private Delivery sendOrder(
      ReadingGroup group, RequestDocumentRow order, Delivery before, BooleanSupplier goOn) {
    if (!goOn.getAsBoolean()) {
      return new Delivery(Delivery.Kind.STOPPED, "stopped", before.sent(), before.refused(), 1);
    }
    byte[] message = database.inTransaction(tx -> documents.bytes(tx, order.pk()));
    InstanceAnswer answer = orders.send(group, message);
    record(order.pk(), answer);
    return switch (answer.state()) {
      case SENT -> new Delivery(before.kind(), "", before.sent() + 1, before.refused(), 0);
      case REFUSED -> new Delivery(before.kind(), "", before.sent(), before.refused() + 1, 0);
      case PENDING ->
          new Delivery(
              Delivery.Kind.ORDER_OPEN,
              "HL7 order: " + answer.comment(),
              before.sent(),
              before.refused(),
              1);
    };
  }

  private void record(long documentPk, InstanceAnswer answer) {
    database.run(tx -> documents.record(tx, documentPk, answer, clock.instant()));
  }

  private static InstanceRow asInstance(StudyRow study, RequestDocumentRow row, long length) {
    return new InstanceRow(
        row.pk(),
        study.pk(),
        study.studyUid(),
        row.seriesUid(),
        row.sopInstanceUid(),
        row.sopClassUid(),
        RequestDocumentTable.SYNTAX.uid(),
        row.pk(),
        length,
        "",
        "");
  }
}
