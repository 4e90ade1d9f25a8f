package org.overread.study;

import org.overread.database.Row;

/**
 * A series of a study and how much of it has arrived.
 *
 * @param instances newest versions
 * @param bytes of their data sets
 */
public record SeriesCount(
    long pk,
    String seriesUid,
    String modality,
    String number,
    String description,
    int instances,
    long bytes) {
  static SeriesCount of(Row row) {
    return new SeriesCount(
        row.number("series_pk"),
        row.string("series_uid"),
        row.string("modality"),
        row.string("series_number"),
        row.string("series_description"),
        row.integer("instances"),
        row.number("bytes"));
  }
}
