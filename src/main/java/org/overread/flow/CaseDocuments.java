package org.overread.flow;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.overread.database.Database;
import org.overread.database.Transaction;
import org.overread.dicom.Attributes;
import org.overread.forward.CoercionException;
import org.overread.forward.Delivery;
import org.overread.forward.HeaderCoercion;
import org.overread.request.CoverSheetBuilder;
import org.overread.request.DeliveryState;
import org.overread.request.DocumentHeader;
import org.overread.request.Fingerprint;
import org.overread.request.FirstReport;
import org.overread.request.KeyObjectBuilder;
import org.overread.request.Ledger;
import org.overread.request.OrderMessageBuilder;
import org.overread.request.Purpose;
import org.overread.request.RequestContent;
import org.overread.request.RequestDocumentRow;
import org.overread.request.RequestDocumentTable;
import org.overread.request.RequestRow;
import org.overread.routing.Coercion;
import org.overread.routing.ReadingGroup;
import org.overread.routing.RequestDocument;
import org.overread.study.InstanceRow;
import org.overread.study.StudyRow;

/**
 * The documents of a request: made once every image has its answer, of those that the group
 * acknowledged (QR-71), stored, and sent last, the HL7 order after the others. Other images that
 * are acknowledged later, another decision and a recall (FWD-11) make a new revision.
 */
final class CaseDocuments {
  private final Database database;
  private final CaseTables tables;
  private final RequestDocumentTable documents = new RequestDocumentTable();
  private final CaseContent contents;
  private final ArchivedInstances archive;
  private final DocumentSender sender;
  private final LongFunction<Optional<FirstReport>> reports;

  /**
   * @param reports the first report of a study, by its key
   */
  CaseDocuments(
      Database database,
      CaseTables tables,
      CaseContent contents,
      ArchivedInstances archive,
      DocumentSender sender,
      LongFunction<Optional<FirstReport>> reports) {
    this.database = database;
    this.tables = tables;
    this.contents = contents;
    this.archive = archive;
    this.sender = sender;
    this.reports = reports;
  }

  /** True while a document is to be made or sent. */
  boolean isOpen(Transaction tx, RequestRow request, ReadingGroup group) {
    List<Long> sent = tables.deliveries().sent(tx, request.pk());
    if (sent.isEmpty() || kinds(tx, request, group).isEmpty()) {
      return false;
    }
    List<RequestDocumentRow> current = current(tx, request, sent);
    return current.isEmpty()
        || current.stream().anyMatch(row -> row.state() == DeliveryState.PENDING);
  }

  /** An order that never left is not cancelled: the receiver would refuse what it does not know. */
  private Set<RequestDocument> kinds(Transaction tx, RequestRow request, ReadingGroup group) {
    Set<RequestDocument> kinds = EnumSet.noneOf(RequestDocument.class);
    kinds.addAll(group.documents());
    boolean mayBeOrdered =
        documents.ofRequest(tx, request.pk()).stream()
            .filter(row -> row.kind() == RequestDocument.HL7_ORDER)
            .anyMatch(row -> row.state() != DeliveryState.REFUSED);
    if (CaseContent.purposeOf(request) == Purpose.WITHDRAWAL && !mayBeOrdered) {
      kinds.remove(RequestDocument.HL7_ORDER);
    }
    return kinds;
  }

  private List<RequestDocumentRow> current(Transaction tx, RequestRow request) {
    return current(tx, request, sent(tx, request));
  }

  private List<RequestDocumentRow> current(Transaction tx, RequestRow request, List<Long> sent) {
    String content = Fingerprint.of(CaseContent.purposeOf(request), request.decisionPk(), sent);
    return documents.ofRequest(tx, request.pk()).stream()
        .filter(row -> row.contentSha256().equals(content))
        .toList();
  }

  private List<Long> sent(Transaction tx, RequestRow request) {
    return tables.deliveries().sent(tx, request.pk());
  }

  /** One attempt to send what is not sent yet; makes it first where that was not done. */
  Delivery deliver(
      RequestRow request, StudyRow study, ReadingGroup group, int priority, BooleanSupplier goOn) {
    if (database.inTransaction(tx -> current(tx, request)).isEmpty()) {
      make(request, study, group);
    }
    List<RequestDocumentRow> pending =
        database.inTransaction(tx -> current(tx, request)).stream()
            .filter(row -> row.state() == DeliveryState.PENDING)
            .toList();
    return sender.send(study, group, pending, priority, goOn);
  }

  /** Reads the source outside of the transaction that stores what is made of it. */
  private void make(RequestRow request, StudyRow study, ReadingGroup group) {
    Set<Long> sent = new HashSet<>(database.inTransaction(tx -> sent(tx, request)));
    List<InstanceRow> instances =
        database.inTransaction(tx -> tables.instances().ofStudy(tx, study.pk())).stream()
            .filter(row -> sent.contains(row.pk()))
            .toList();
    Attributes header =
        asSent(archive.header(instances.get(0), DocumentHeader.wanted()), group.coercion());
    CaseContent.Source source =
        new CaseContent.Source(header, reports.apply(study.pk()), instances);
    database.durably(
        tx -> {
          tables.requests().lock(tx, request.pk());
          RequestRow now = tables.requests().find(tx, request.pk()).orElseThrow();
          boolean same =
              now.decisionPk() == request.decisionPk()
                  && CaseContent.purposeOf(now) == CaseContent.purposeOf(request);
          if (same && Set.copyOf(sent(tx, now)).equals(sent) && current(tx, now).isEmpty()) {
            store(tx, now, study, group, source);
          }
          return true; // changed meanwhile: made by the next run
        });
  }

  /** With the numbers that the images had when the group got them (FWD-12). */
  private static Attributes asSent(Attributes header, Coercion coercion) {
    try {
      return HeaderCoercion.apply(header, coercion);
    } catch (CoercionException e) {
      // its images were sent: the settings are no longer those of that time
      throw new IllegalStateException("documents cannot be made: " + e.getMessage());
    }
  }

  private void store(
      Transaction tx,
      RequestRow request,
      StudyRow study,
      ReadingGroup group,
      CaseContent.Source source) {
    List<RequestDocumentRow> earlier = documents.ofRequest(tx, request.pk());
    Set<RequestDocument> kinds = kinds(tx, request, group);
    documents.dropPending(tx, request.pk());
    RequestContent content = contents.of(tx, request, study, group, source, earlier);
    Purpose purpose = content.identity().purpose();
    String made = Fingerprint.of(purpose, request.decisionPk(), sent(tx, request));
    for (RequestDocument kind : kinds) {
      switch (kind) {
        case KEY_OBJECT ->
            documents.add(
                tx, request.pk(), kind, content.identity(), made, KeyObjectBuilder.build(content));
        case COVER_SHEET ->
            documents.add(
                tx, request.pk(), kind, content.identity(), made, CoverSheetBuilder.build(content));
        case HL7_ORDER ->
            documents.addOrder(
                tx,
                request.pk(),
                content.identity(),
                made,
                OrderMessageBuilder.build(
                    content, group.orders().orElseThrow(), isPlaced(earlier)));
      }
    }
  }

  /** The group has accepted an order, and no cancellation since. */
  private static boolean isPlaced(List<RequestDocumentRow> earlier) {
    return earlier.stream()
        .filter(row -> row.kind() == RequestDocument.HL7_ORDER)
        .filter(row -> row.state() == DeliveryState.SENT)
        .reduce((a, b) -> b)
        .filter(row -> row.purpose() == Purpose.REQUEST)
        .isPresent();
  }

  /** The rows that tell what stands now; empty before they are made. */
  List<RequestDocumentRow> rows(Transaction tx, RequestRow request) {
    return current(tx, request);
  }

  /** "; key-object sent, cover-sheet refused: A900 wrong class"; empty without documents. */
  String summary(Transaction tx, RequestRow request) {
    List<RequestDocumentRow> rows = current(tx, request);
    return rows.stream()
        .map(CaseDocuments::text)
        .collect(Collectors.joining(", ", "; ", ""))
        .replaceFirst("^; $", "");
  }

  private static String text(RequestDocumentRow row) {
    String state = row.kind().term() + " " + row.state().name().toLowerCase(Locale.ROOT);
    return row.state() == DeliveryState.REFUSED
        ? state + ": " + new Ledger.Remark(row.state(), row.status(), row.comment(), 1).text()
        : state;
  }
}
