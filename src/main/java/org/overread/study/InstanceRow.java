package org.overread.study;

import org.overread.database.Row;

/**
 * A row of table instance, with the UIDs of its study and series: what is needed to read or send
 * it.
 */
public record InstanceRow(
    long pk,
    long studyPk,
    String studyUid,
    String seriesUid,
    String sopInstanceUid,
    String sopClassUid,
    String transferSyntaxUid,
    long fileNumber,
    long length,
    String sourceAeTitle,
    String sourceAddress) {

  static InstanceRow of(Row row) {
    return new InstanceRow(
        row.number("instance_pk"),
        row.number("study_pk"),
        row.string("study_uid"),
        row.string("series_uid"),
        row.string("sop_instance_uid"),
        row.string("sop_class_uid"),
        row.string("transfer_syntax_uid"),
        row.number("file_number"),
        row.number("length"),
        row.string("source_ae_title"),
        row.string("source_address"));
  }
}
