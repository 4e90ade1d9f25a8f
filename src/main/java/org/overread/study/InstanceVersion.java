package org.overread.study;

import org.overread.archive.StoredFile;
import org.overread.database.Row;

/** One version of an instance: its number and its file. */
record InstanceVersion(long pk, long seriesPk, int version, StoredFile file) {
  static InstanceVersion of(Row row) {
    return new InstanceVersion(
        row.number("instance_pk"),
        row.number("series_pk"),
        row.integer("version"),
        new StoredFile(row.number("file_number"), row.number("length"), row.number("crc32c")));
  }

  /** True when the data set may be the same: only reading both can tell. */
  boolean resembles(StoredFile other) {
    return file.length() == other.length() && file.crc32c() == other.crc32c();
  }
}
