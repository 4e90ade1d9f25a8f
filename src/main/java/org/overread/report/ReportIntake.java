package org.overread.report;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.overread.database.Transaction;
import org.overread.report.CaseKeys.Identifier;
import org.overread.report.DocumentTable.NewDocument;

/**
 * Files reports and orders, from messages and from images alike, matches them, and has the listener
 * told when rules would read something else now. All in the caller's transaction.
 */
public final class ReportIntake {
  private static final int LONGEST_KEY = 255; // columns of document_key
  private static final int LONGEST_ID = 520; // column document.document_id

  private final ReportTable reports = new ReportTable();
  private final ReaderReportTable readerReports = new ReaderReportTable();
  private final DocumentTable documents;
  private final Matching matching;
  private final Clock clock;

  public ReportIntake(Matching matching, Clock clock) {
    this.documents = matching.documents();
    this.matching = matching;
    this.clock = clock;
  }

  public Filed add(Transaction tx, ReportDocument report, ReportOrigin origin) {
    NewDocument document = storable(ReportTable.row(report, origin));
    Filed filed = add(tx, document);
    if (filed.isNew()) {
      readerReports.add(tx, report, document.identity(), clock.instant());
    }
    return filed;
  }

  public Filed add(Transaction tx, OrderMessage order, ReportOrigin origin) {
    return add(tx, storable(OrderTable.row(order, origin)));
  }

  /** Patients were merged (HL-50). */
  public void merge(Transaction tx, Collection<PatientMerge> merges) {
    matching.merged(
        tx,
        merges.stream()
            .filter(merge -> isStorable(merge.prior()) && isStorable(merge.surviving()))
            .toList());
  }

  private Filed add(Transaction tx, NewDocument document) {
    Optional<Version> newest =
        documents.versions(tx, document.identity()).stream()
            .filter(version -> version.state() != DocumentState.DISCARDED)
            .max(Version.OLDEST_FIRST);
    if (newest.isPresent() && newest.get().contentSha256().equals(document.sha256())) {
      return new Filed(newest.get().pk(), newest.get().state(), false);
    }
    Map<Long, String> before = new HashMap<>();
    for (long studyPk : studiesOfFamily(tx, document)) {
      before.put(studyPk, fingerprint(tx, document.kind(), studyPk));
    }
    long documentPk = documents.insert(tx, document, clock.instant());
    Set<Long> concerned = new TreeSet<>(matching.placeAll(tx, List.of(documentPk)));
    concerned.addAll(before.keySet());
    // an older version that came late, or a preliminary one after the final, changes nothing
    concerned.removeIf(
        studyPk -> fingerprint(tx, document.kind(), studyPk).equals(before.get(studyPk)));
    matching.tell(tx, concerned);
    DocumentState state = documents.find(tx, documentPk).orElseThrow().state();
    return new Filed(documentPk, state, true);
  }

  private Set<Long> studiesOfFamily(Transaction tx, NewDocument document) {
    Set<Long> result = new TreeSet<>(documents.studiesOf(tx, document.identity(), 0));
    if (!document.predecessor().isEmpty()) {
      result.addAll(documents.studiesOf(tx, document.predecessorIdentity(), 0));
    }
    return result;
  }

  /** Equal as long as rules read the same of a study. */
  private String fingerprint(Transaction tx, DocumentKind kind, long studyPk) {
    return kind == DocumentKind.ORDER
        ? documents.ofStudy(tx, kind, studyPk).stream()
            .map(Version::pk)
            .sorted()
            .toList()
            .toString()
        : reports.current(tx, studyPk).stream().map(CurrentReport::fingerprint).toList().toString();
  }

  /**
   * Without keys that no column or index can hold: they match nothing. A document ID of that kind
   * is replaced by its digest, which is the same for all versions.
   */
  private static NewDocument storable(NewDocument document) {
    CaseKeys keys = document.keys();
    return new NewDocument(
        document.kind(),
        document.source(),
        document.origin(),
        storableId(document.documentId()),
        storableId(document.predecessor()),
        document.status(),
        document.statusTime(),
        document.complete(),
        new CaseKeys(
            keys.studyUids().stream().filter(uid -> isStorable(new Identifier(uid, ""))).toList(),
            keys.accessions().stream().filter(ReportIntake::isStorable).toList(),
            keys.filler().filter(ReportIntake::isStorable),
            keys.placer().filter(ReportIntake::isStorable),
            keys.patientIds().stream().filter(ReportIntake::isStorable).toList()),
        document.content());
  }

  private static String storableId(String id) {
    return isStorable(id, LONGEST_ID) ? id : "sha256:" + Digest.of(id);
  }

  private static boolean isStorable(Identifier identifier) {
    return isStorable(identifier.value(), LONGEST_KEY)
        && isStorable(identifier.issuer(), LONGEST_KEY);
  }

  /** PostgreSQL refuses NUL and lone surrogates. */
  private static boolean isStorable(String text, int longest) {
    return text.length() <= longest
        && text.chars().noneMatch(Character::isISOControl)
        && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }
}
