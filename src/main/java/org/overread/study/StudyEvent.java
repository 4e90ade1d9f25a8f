package org.overread.study;

import java.time.Instant;
import org.overread.database.Row;

/**
 * Something that happened to a study.
 *
 * @param happenedAt wall clock
 * @param who an administrator's name, or the part of the program
 * @param what without patient data
 */
public record StudyEvent(Instant happenedAt, String who, String what) {
  static StudyEvent of(Row row) {
    return new StudyEvent(
        row.time("happened_at").orElseThrow(), row.string("who"), row.string("what"));
  }
}
