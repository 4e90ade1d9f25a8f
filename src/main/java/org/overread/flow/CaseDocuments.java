package org.overread.flow;

import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.overread.database.Database;
import org.overread.database.Transaction;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;
import org.overread.forward.BytesReader;
import org.overread.forward.Delivery;
import org.overread.forward.Forwarder;
import org.overread.request.CoverSheetBuilder;
import org.overread.request.DecisionRow;
import org.overread.request.DeliveryState;
import org.overread.request.DocumentHeader;
import org.overread.request.Fingerprint;
import org.overread.request.FirstReport;
import org.overread.request.InstanceAnswer;
import org.overread.request.KeyObjectBuilder;
import org.overread.request.Ledger;
import org.overread.request.Purpose;
import org.overread.request.RequestContent;
import org.overread.request.RequestDocumentRow;
import org.overread.request.RequestDocumentTable;
import org.overread.request.RequestIdentity;
import org.overread.request.RequestRow;
import org.overread.request.SentInstance;
import org.overread.routing.ReadingGroup;
import org.overread.routing.RequestDocument;
import org.overread.study.InstanceRow;
import org.overread.study.StudyRow;

/**
 * The documents of a request: made once every image has its answer, of those that the group
 * acknowledged (QR-71), stored, and sent last. Other images that are acknowledged later make a new
 * revision.
 */
final class CaseDocuments {
  /** Hours to the answer by level 1 to 5; the clock starts with the last image sent. */
  private static final int[] HOURS = {24, 24, 48, 72, 72};

  private final Database database;
  private final CaseTables tables;
  private final RequestDocumentTable documents = new RequestDocumentTable();
  private final ArchivedInstances archive;
  private final Forwarder forwarder;
  private final LongFunction<Optional<FirstReport>> reports;
  private final Clock clock;

  /**
   * @param reports the first report of a study, by its key
   */
  CaseDocuments(
      Database database,
      CaseTables tables,
      ArchivedInstances archive,
      Forwarder forwarder,
      LongFunction<Optional<FirstReport>> reports,
      Clock clock) {
    this.database = database;
    this.tables = tables;
    this.archive = archive;
    this.forwarder = forwarder;
    this.reports = reports;
    this.clock = clock;
  }

  /** True while a document is to be made or sent. */
  boolean isOpen(Transaction tx, RequestRow request, ReadingGroup group) {
    List<Long> sent = tables.deliveries().sent(tx, request.pk());
    if (group.documents().isEmpty() || sent.isEmpty()) {
      return false;
    }
    List<RequestDocumentRow> current = current(tx, request, sent);
    return current.isEmpty()
        || current.stream().anyMatch(row -> row.state() == DeliveryState.PENDING);
  }

  private List<RequestDocumentRow> current(Transaction tx, RequestRow request, List<Long> sent) {
    String content = Fingerprint.of(Purpose.REQUEST, request.decisionPk(), sent);
    return documents.ofRequest(tx, request.pk()).stream()
        .filter(row -> row.contentSha256().equals(content))
        .toList();
  }

  /** One attempt to send what is not sent yet; makes it first where that was not done. */
  Delivery deliver(
      RequestRow request, StudyRow study, ReadingGroup group, int priority, BooleanSupplier goOn) {
    if (database.inTransaction(tx -> current(tx, request, sent(tx, request))).isEmpty()) {
      make(request, study, group);
    }
    Map<Long, byte[]> bytes = new LinkedHashMap<>();
    List<InstanceRow> pending =
        database.inTransaction(
            tx ->
                documents.ofRequest(tx, request.pk()).stream()
                    .filter(row -> row.state() == DeliveryState.PENDING)
                    .peek(row -> bytes.put(row.pk(), documents.bytes(tx, row.pk())))
                    .map(row -> asInstance(study, row, bytes.get(row.pk()).length))
                    .toList());
    BytesReader source = new BytesReader(bytes, RequestDocumentTable.SYNTAX.uid());
    Delivery delivery =
        forwarder.sendDocuments(
            group, pending, source, priority, (document, answer) -> record(document, answer), goOn);
    if (delivery.kind() != Delivery.Kind.NOTHING_ACCEPTED) {
      return delivery;
    }
    pending.forEach(document -> record(document, InstanceAnswer.refused("SOP class not accepted")));
    return new Delivery(Delivery.Kind.ANSWERED, "", 0, pending.size(), 0);
  }

  private List<Long> sent(Transaction tx, RequestRow request) {
    return tables.deliveries().sent(tx, request.pk());
  }

  private void record(InstanceRow document, InstanceAnswer answer) {
    database.run(tx -> documents.record(tx, document.pk(), answer, clock.instant()));
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

  /** Reads the source outside of the transaction that stores what is made of it. */
  private void make(RequestRow request, StudyRow study, ReadingGroup group) {
    Set<Long> sent = new HashSet<>(database.inTransaction(tx -> sent(tx, request)));
    List<InstanceRow> instances =
        database.inTransaction(tx -> tables.instances().ofStudy(tx, study.pk())).stream()
            .filter(row -> sent.contains(row.pk()))
            .toList();
    Attributes source = archive.header(instances.get(0), DocumentHeader.wanted());
    Optional<FirstReport> report = reports.apply(study.pk());
    database.durably(
        tx -> {
          List<Long> now = sent(tx, request);
          if (!Set.copyOf(now).equals(sent) || !current(tx, request, now).isEmpty()) {
            return false; // changed meanwhile: made by the next run
          }
          documents.dropPending(tx, request.pk());
          RequestContent content = content(tx, request, study, group, source, report, instances);
          String made = Fingerprint.of(Purpose.REQUEST, request.decisionPk(), now);
          for (RequestDocument kind : EnumSet.copyOf(group.documents())) {
            Attributes document =
                kind == RequestDocument.KEY_OBJECT
                    ? KeyObjectBuilder.build(content)
                    : CoverSheetBuilder.build(content);
            documents.add(tx, request.pk(), kind, content.identity(), made, document);
          }
          return true;
        });
  }

  private RequestContent content(
      Transaction tx,
      RequestRow request,
      StudyRow study,
      ReadingGroup group,
      Attributes source,
      Optional<FirstReport> report,
      List<InstanceRow> instances) {
    Ledger ledger = tables.deliveries().ledger(tx, request.pk());
    Instant last = ledger.lastSentAt().orElseGet(clock::instant);
    ZonedDateTime deadline =
        last.atZone(clock.getZone()).plusHours(HOURS[Math.max(1, request.level()) - 1]);
    DecisionRow decision =
        tables.decisions().ofStudy(tx, study.pk()).stream()
            .filter(row -> row.pk() == request.decisionPk())
            .findFirst()
            .orElseThrow();
    return new RequestContent(
        identity(tx, request, study, group),
        source,
        decision.decision(),
        request.level(),
        deadline,
        report,
        group.blinded(),
        source.string(Tag.InstitutionName).orElse(group.callingAeTitle()),
        group.name(),
        instances.stream().map(SentInstance::of).toList(),
        ledger.total() - ledger.sent(),
        "",
        ZonedDateTime.ofInstant(clock.instant(), clock.getZone()));
  }

  private RequestIdentity identity(
      Transaction tx, RequestRow request, StudyRow study, ReadingGroup group) {
    List<RequestDocumentRow> earlier = documents.ofRequest(tx, request.pk());
    return new RequestIdentity(
        study.studyUid(),
        request.pk(),
        request.createdAt(),
        group.callingAeTitle(),
        Purpose.REQUEST,
        earlier.stream().mapToInt(RequestDocumentRow::revision).max().orElse(0) + 1,
        earlier.stream()
            .filter(row -> row.kind() == RequestDocument.COVER_SHEET)
            .reduce((a, b) -> b)
            .map(RequestDocumentRow::sopInstanceUid));
  }

  /** "; key-object sent, cover-sheet refused: A900 wrong class"; empty without documents. */
  String summary(Transaction tx, RequestRow request) {
    List<RequestDocumentRow> rows = current(tx, request, sent(tx, request));
    return rows.stream()
        .map(CaseDocuments::text)
        .collect(Collectors.joining(", ", "; ", ""))
        .replaceFirst("^; $", "");
  }

  private static String text(RequestDocumentRow row) {
    String state = row.kind().term() + " " + row.state().name().toLowerCase(java.util.Locale.ROOT);
    return row.state() == DeliveryState.REFUSED
        ? state + ": " + new Ledger.Remark(row.state(), row.status(), row.comment(), 1).text()
        : state;
  }
}
