package org.overread.report;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overread.database.Transaction;

/** Tables document, document_part, document_key and document_study: reports and orders alike. */
final class DocumentTable {
  private static final int LONGEST_REASON = 500;

  /** A document to be added. */
  record NewDocument(
      DocumentKind kind,
      ReportSource source,
      ReportOrigin origin,
      String documentId,
      String predecessor,
      String status,
      String statusTime,
      boolean complete,
      CaseKeys keys,
      String content) {

    String identity() {
      return Version.identity(kind, source, origin.sender(), documentId);
    }

    String predecessorIdentity() {
      return predecessor.isEmpty()
          ? ""
          : Version.identity(kind, source, origin.sender(), predecessor);
    }

    /** Of all that the sender said, but not of when it said it. */
    String sha256() {
      StringBuilder keyText = new StringBuilder();
      CaseKey.of(keys)
          .forEach(
              key ->
                  keyText
                      .append(key.kind())
                      .append(key.identifier().value())
                      .append('\n')
                      .append(key.identifier().issuer())
                      .append('\n'));
      return Digest.of(
          predecessor, status, statusTime, Boolean.toString(complete), keyText.toString(), content);
    }
  }

  long insert(Transaction tx, NewDocument document, Instant now) {
    Long messagePk =
        document.origin().messagePk().isPresent()
            ? Long.valueOf(document.origin().messagePk().getAsLong())
            : null;
    long pk =
        tx.insert(
            "document_pk",
            """
            INSERT INTO document (kind, source, sender, message_pk, document_id, predecessor, identity,
              predecessor_identity, status, status_time, message_time, received_at, complete, content_sha256,
              state, reason, state_since)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'WAITING', '', ?)
            """,
            document.kind().name(),
            document.source().name(),
            document.origin().sender(),
            messagePk,
            document.documentId(),
            document.predecessor(),
            document.identity(),
            document.predecessorIdentity(),
            document.status(),
            document.statusTime(),
            Version.text(document.origin().messageTime()),
            now,
            document.complete(),
            document.sha256(),
            now);
    int number = 0;
    for (String piece : StoredContent.cut(document.content())) {
      tx.update(
          "INSERT INTO document_part (document_pk, part_number, content) VALUES (?, ?, ?)",
          pk,
          number++,
          piece);
    }
    List<CaseKey> keys = CaseKey.of(document.keys());
    if (!keys.isEmpty()) {
      tx.updateAll(
          "INSERT INTO document_key (document_pk, kind, key_value, issuer) VALUES (?, ?, ?, ?)",
          keys.stream().map(key -> row(pk, key)).toList());
    }
    return pk;
  }

  private static Object[] row(long pk, CaseKey key) {
    return new Object[] {
      pk, key.kind().name(), key.identifier().value(), key.identifier().issuer()
    };
  }

  String content(Transaction tx, long documentPk) {
    return String.join(
        "",
        tx.query(
            "SELECT content FROM document_part WHERE document_pk = ? ORDER BY part_number",
            row -> row.string("content"),
            documentPk));
  }

  List<CaseKey> keys(Transaction tx, long documentPk) {
    return tx.query(
        "SELECT kind, key_value, issuer FROM document_key WHERE document_pk = ? ORDER BY"
            + " document_key_pk",
        CaseKey::of,
        documentPk);
  }

  Optional<DocumentRow> find(Transaction tx, long documentPk) {
    return tx.first("SELECT * FROM document WHERE document_pk = ?", DocumentRow::of, documentPk);
  }

  /** Documents in each state; every state has an entry. */
  Map<DocumentState, Long> countByState(Transaction tx) {
    Map<DocumentState, Long> counts = new EnumMap<>(DocumentState.class);
    for (DocumentState state : DocumentState.values()) {
      counts.put(state, 0L);
    }
    tx.query(
        "SELECT state, COUNT(*) AS documents FROM document GROUP BY state",
        row -> counts.put(DocumentState.valueOf(row.string("state")), row.number("documents")));
    return counts;
  }

  /** All versions of all documents of a study, oldest first. */
  List<DocumentRow> rowsOfStudy(Transaction tx, long studyPk) {
    return tx.query(
        """
        SELECT d.* FROM document d JOIN document_study s ON s.document_pk = d.document_pk
        WHERE s.study_pk = ? ORDER BY d.document_pk
        """,
        DocumentRow::of,
        studyPk);
  }

  /** Newest first. */
  List<DocumentRow> inState(Transaction tx, DocumentState state, int limit) {
    return tx.query(
        "SELECT * FROM document WHERE state = ? ORDER BY document_pk DESC LIMIT ?",
        DocumentRow::of,
        state.name(),
        limit);
  }

  /** Documents of one state since before a time, oldest first. */
  List<DocumentRow> inStateSince(Transaction tx, DocumentState state, Instant before, int limit) {
    return tx.query(
        "SELECT * FROM document WHERE state = ? AND state_since <= ? ORDER BY document_pk LIMIT ?",
        DocumentRow::of,
        state.name(),
        before,
        limit);
  }

  /** Keeps other transactions from changing the document until this one ends; false when gone. */
  boolean lock(Transaction tx, long documentPk) {
    return tx.update("UPDATE document SET state = state WHERE document_pk = ?", documentPk) == 1;
  }

  /** Puts a document into a state; nothing is written when it is there for the same reason. */
  void move(Transaction tx, DocumentRow document, DocumentState state, String reason, Instant now) {
    String text = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
    if (document.state() != state || !document.reason().equals(text)) {
      tx.update(
          """
          UPDATE document SET state = ?, reason = ?,
            state_since = CASE WHEN state = ? THEN state_since ELSE CAST(? AS TIMESTAMP WITH TIME ZONE) END
          WHERE document_pk = ?
          """,
          state.name(),
          text,
          state.name(),
          now,
          document.pk());
    }
  }

  /** All versions of one document, in no order. */
  List<Version> versions(Transaction tx, String identity) {
    return tx.query("SELECT * FROM document WHERE identity = ?", Version::of, identity);
  }

  /** Versions of documents that replace or add to one. */
  List<Version> successors(Transaction tx, String identity) {
    return tx.query("SELECT * FROM document WHERE predecessor_identity = ?", Version::of, identity);
  }

  /** Documents attached to a study, in no order; put aside ones have no studies. */
  List<Version> ofStudy(Transaction tx, DocumentKind kind, long studyPk) {
    return tx.query(
        """
        SELECT d.* FROM document d JOIN document_study s ON s.document_pk = d.document_pk
        WHERE s.study_pk = ? AND d.kind = ?
        """,
        Version::of,
        studyPk,
        kind.name());
  }

  List<Long> studies(Transaction tx, long documentPk) {
    return tx.query(
        "SELECT study_pk FROM document_study WHERE document_pk = ? ORDER BY study_pk",
        row -> row.number("study_pk"),
        documentPk);
  }

  /** Studies that an administrator attached a document to. */
  List<Long> studiesByHand(Transaction tx, long documentPk) {
    return tx.query(
        "SELECT study_pk FROM document_study WHERE document_pk = ? AND by_whom <> '' ORDER BY"
            + " study_pk",
        row -> row.number("study_pk"),
        documentPk);
  }

  /** Studies of the versions of a document, one of them left out. */
  List<Long> studiesOf(Transaction tx, String identity, long exceptPk) {
    return tx.query(
        """
        SELECT DISTINCT s.study_pk FROM document d JOIN document_study s ON s.document_pk = d.document_pk
        WHERE d.identity = ? AND d.document_pk <> ? ORDER BY s.study_pk
        """,
        row -> row.number("study_pk"),
        identity,
        exceptPk);
  }

  Version version(Transaction tx, long documentPk) {
    return tx.first("SELECT * FROM document WHERE document_pk = ?", Version::of, documentPk)
        .orElseThrow();
  }

  void attach(Transaction tx, long documentPk, long studyPk, String byWhom) {
    tx.update(
        "INSERT INTO document_study (document_pk, study_pk, by_whom) VALUES (?, ?, ?)",
        documentPk,
        studyPk,
        byWhom);
  }

  void detach(Transaction tx, long documentPk, long studyPk) {
    tx.update(
        "DELETE FROM document_study WHERE document_pk = ? AND study_pk = ?", documentPk, studyPk);
  }

  /** Documents with a key of this kind and value; put aside ones excluded. */
  List<Long> withKey(Transaction tx, KeyKind kind, String value) {
    return tx.query(
        """
        SELECT DISTINCT d.document_pk FROM document_key k JOIN document d ON d.document_pk = k.document_pk
        WHERE k.key_value = ? AND k.kind = ? AND d.state <> 'DISCARDED'
        """,
        row -> row.number("document_pk"),
        value,
        kind.name());
  }

  /** Removes documents that no study has and that came before a time; gives how many. */
  int removeLeftOver(Transaction tx, Instant before) {
    return tx.update(
        """
        DELETE FROM document WHERE received_at < ?
          AND NOT EXISTS (SELECT 1 FROM document_study s WHERE s.document_pk = document.document_pk)
        """,
        before);
  }
}
