package org.overread.work;

import java.time.Instant;
import org.overread.database.Row;

/**
 * A piece of work that is due, as it was when it was claimed.
 *
 * @param pk key of its row
 * @param step what is to be done; the name is given by the package that handles it
 * @param subject key of what it is done to
 * @param queue it waits in
 * @param priority 1 most urgent
 * @param createdAt when it was first asked for
 * @param dueAt not before
 * @param attempts how often it was begun, this time included
 * @param failures unforeseen exceptions since it last ended otherwise
 * @param lastError why the last attempt did not end the work; no patient data
 * @param generation how often it was asked for again
 */
public record WorkItem(
    long pk,
    String step,
    long subject,
    String queue,
    int priority,
    Instant createdAt,
    Instant dueAt,
    int attempts,
    int failures,
    String lastError,
    int generation) {

  static WorkItem of(Row row) {
    return new WorkItem(
        row.number("work_pk"),
        row.string("step"),
        row.number("subject"),
        row.string("queue"),
        row.integer("priority"),
        row.time("created_at").orElseThrow(),
        row.time("due_at").orElseThrow(),
        row.integer("attempts"),
        row.integer("failures"),
        row.string("last_error"),
        row.integer("generation"));
  }
}
