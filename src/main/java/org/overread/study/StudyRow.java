package org.overread.study;

import java.time.Instant;
import org.overread.database.Row;

/** A row of table study without its patient data. */
public record StudyRow(
    long pk,
    String studyUid,
    StudyState state,
    String reason,
    Instant stateSince,
    Instant firstReceivedAt,
    Instant lastReceivedAt,
    Instant quietUntil,
    int contentVersion,
    String sourceAeTitle,
    String calledAeTitle) {

  static StudyRow of(Row row) {
    return new StudyRow(
        row.number("study_pk"),
        row.string("study_uid"),
        StudyState.valueOf(row.string("state")),
        row.string("reason"),
        row.time("state_since").orElseThrow(),
        row.time("first_received_at").orElseThrow(),
        row.time("last_received_at").orElseThrow(),
        row.time("quiet_until").orElseThrow(),
        row.integer("content_version"),
        row.string("source_ae_title"),
        row.string("called_ae_title"));
  }
}
