package org.overread.request;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.overread.database.Transaction;
import org.overread.dicom.Attributes;
import org.overread.dicom.DataSetWriter;
import org.overread.dicom.Tag;
import org.overread.dicom.TransferSyntax;
import org.overread.routing.RequestDocument;

/** Table request_document: the ledger of the documents of requests, and their bytes. */
public final class RequestDocumentTable {
  /** How documents are encoded. */
  public static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

  /** Characters of one part. */
  private static final int PART = 1_000_000;

  /** Stores a document to be sent. */
  public void add(
      Transaction tx,
      long requestPk,
      RequestDocument kind,
      RequestIdentity identity,
      String contentSha256,
      Attributes document) {
    add(
        tx,
        new Stored(
            requestPk,
            kind,
            identity,
            contentSha256,
            document.string(Tag.SOPClassUID).orElseThrow(),
            document.string(Tag.SOPInstanceUID).orElseThrow(),
            document.string(Tag.SeriesInstanceUID).orElseThrow(),
            DataSetWriter.write(document, SYNTAX)));
  }

  /** Stores an HL7 message to be sent. It has no UIDs. */
  public void addOrder(
      Transaction tx,
      long requestPk,
      RequestIdentity identity,
      String contentSha256,
      byte[] message) {
    RequestDocument kind = RequestDocument.HL7_ORDER;
    add(tx, new Stored(requestPk, kind, identity, contentSha256, "", "", "", message));
  }

  private record Stored(
      long requestPk,
      RequestDocument kind,
      RequestIdentity identity,
      String contentSha256,
      String sopClassUid,
      String sopInstanceUid,
      String seriesUid,
      byte[] bytes) {}

  private static void add(Transaction tx, Stored document) {
    long pk =
        tx.insert(
            "document_pk",
            """
            INSERT INTO request_document (request_pk, kind, purpose, revision, content_sha256, sop_class_uid,
              sop_instance_uid, series_uid, sha256, state, status, comment, attempts)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'PENDING', -1, '', 0)
            """,
            document.requestPk(),
            document.kind().name(),
            document.identity().purpose().name(),
            document.identity().revision(),
            document.contentSha256(),
            document.sopClassUid(),
            document.sopInstanceUid(),
            document.seriesUid(),
            Fingerprint.of(document.bytes()));
    String text = Base64.getEncoder().encodeToString(document.bytes());
    for (int part = 0; part * PART < text.length(); part++) {
      tx.update(
          "INSERT INTO request_document_part (document_pk, part, base64) VALUES (?, ?, ?)",
          pk,
          part,
          text.substring(part * PART, Math.min(text.length(), (part + 1) * PART)));
    }
  }

  /** Oldest first. */
  public List<RequestDocumentRow> ofRequest(Transaction tx, long requestPk) {
    return tx.query(
        "SELECT * FROM request_document WHERE request_pk = ? ORDER BY document_pk",
        RequestDocumentRow::of,
        requestPk);
  }

  /** The encoded data set, or the message. */
  public byte[] bytes(Transaction tx, long documentPk) {
    List<String> parts =
        tx.query(
            "SELECT base64 FROM request_document_part WHERE document_pk = ? ORDER BY part",
            row -> row.string("base64"),
            documentPk);
    return Base64.getDecoder().decode(String.join("", parts));
  }

  /** Writes what came of sending a document. What was sent stays sent. */
  public void record(Transaction tx, long documentPk, InstanceAnswer answer, Instant now) {
    tx.update(
        """
        UPDATE request_document SET state = ?, status = ?, comment = ?, attempts = attempts + 1, answered_at = ?
        WHERE document_pk = ? AND state <> 'SENT'
        """,
        answer.state().name(),
        answer.status(),
        answer.comment(),
        now,
        documentPk);
  }

  /** A newer revision takes the place of what was not sent yet. */
  public void dropPending(Transaction tx, long requestPk) {
    tx.update("DELETE FROM request_document WHERE request_pk = ? AND state = 'PENDING'", requestPk);
  }

  /** Refused documents are to be sent again; gives their number. */
  public int retryRefused(Transaction tx, long requestPk) {
    return tx.update(
        "UPDATE request_document SET state = 'PENDING' WHERE request_pk = ? AND state = 'REFUSED'",
        requestPk);
  }
}
