package org.overread.request;

import org.overread.database.Row;
import org.overread.routing.RequestDocument;

/**
 * A document of a request, as stored.
 *
 * @param revision 1 for the first
 * @param contentSha256 of what it was made for
 * @param sha256 of its bytes
 * @param state what is known of it on its way
 * @param status DIMSE status, 0 of an HL7 order that was accepted, or {@link
 *     InstanceAnswer#NO_STATUS}
 */
public record RequestDocumentRow(
    long pk,
    RequestDocument kind,
    Purpose purpose,
    int revision,
    String contentSha256,
    String sopClassUid,
    String sopInstanceUid,
    String seriesUid,
    String sha256,
    DeliveryState state,
    int status,
    String comment) {

  static RequestDocumentRow of(Row row) {
    return new RequestDocumentRow(
        row.number("document_pk"),
        RequestDocument.valueOf(row.string("kind")),
        Purpose.valueOf(row.string("purpose")),
        row.integer("revision"),
        row.string("content_sha256"),
        row.string("sop_class_uid"),
        row.string("sop_instance_uid"),
        row.string("series_uid"),
        row.string("sha256"),
        DeliveryState.valueOf(row.string("state")),
        row.integer("status"),
        row.string("comment"));
  }
}
