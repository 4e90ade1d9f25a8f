package org.overread.work;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.overread.database.Transaction;

/**
 * Table work. A claim is an UPDATE whose row count decides, so any number of nodes may compete for
 * the same rows.
 */
public final class WorkTable {
  private static final int LONGEST_ERROR = 500;
  private static final String NOT_LEASED = "(lease_until IS NULL OR lease_until <= ?)";

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /**
   * Runs an action after each commit that enqueued work, on the committing thread: it must be
   * quick.
   */
  public void onEnqueued(Runnable listener) {
    listeners.add(listener);
  }

  /**
   * Asks for work. Asked for twice it is one row: the earlier time and the more urgent priority
   * win, and when it is being done just now, it is done once more.
   */
  public void enqueue(
      Transaction tx,
      String step,
      long subject,
      String queue,
      int priority,
      Instant now,
      Instant due) {
    int known =
        tx.update(
            """
            UPDATE work SET queue = ?, priority = LEAST(priority, ?), due_at = LEAST(due_at, ?),
              generation = generation + 1, failures = 0
            WHERE step = ? AND subject = ?
            """,
            queue,
            priority,
            due,
            step,
            subject);
    if (known == 0) {
      tx.update(
          """
          INSERT INTO work (step, subject, queue, priority, created_at, due_at, attempts, failures, last_error, generation)
          VALUES (?, ?, ?, ?, ?, ?, 0, 0, '', 0)
          """,
          step,
          subject,
          queue,
          priority,
          now,
          due);
    }
    tx.afterCommit(() -> listeners.forEach(Runnable::run));
  }

  /** Claims the most urgent, then oldest, work that is due and in none of the queues named. */
  Optional<WorkItem> claim(
      Transaction tx, String token, Instant now, Instant until, Collection<String> fullQueues) {
    List<Object> parameters = new ArrayList<>(List.of(now, now));
    parameters.addAll(fullQueues);
    String notFull =
        fullQueues.isEmpty()
            ? ""
            : " AND queue NOT IN ("
                + String.join(", ", Collections.nCopies(fullQueues.size(), "?"))
                + ")";
    String select =
        "SELECT * FROM work WHERE due_at <= ? AND "
            + NOT_LEASED
            + notFull
            + " ORDER BY priority, created_at, work_pk LIMIT 1";
    while (true) {
      Optional<WorkItem> due = tx.first(select, WorkItem::of, parameters.toArray());
      if (due.isEmpty()) {
        return due;
      }
      int claimed =
          tx.update(
              "UPDATE work SET lease_owner = ?, lease_until = ?, attempts = attempts + 1 WHERE work_pk = ? AND "
                  + NOT_LEASED,
              token,
              until,
              due.get().pk(),
              now);
      if (claimed == 1) {
        // read again: it may have been asked for once more between the two statements
        return tx.first("SELECT * FROM work WHERE work_pk = ?", WorkItem::of, due.get().pk());
      }
    }
  }

  /** False when the claim is no longer ours. */
  boolean renew(Transaction tx, long workPk, String token, Instant until) {
    return tx.update(
            "UPDATE work SET lease_until = ? WHERE work_pk = ? AND lease_owner = ?",
            until,
            workPk,
            token)
        == 1;
  }

  /** Removes work that is done; work that was asked for again meanwhile stays and is due. */
  boolean done(Transaction tx, WorkItem item, String token) {
    int removed =
        tx.update(
            "DELETE FROM work WHERE work_pk = ? AND lease_owner = ? AND generation = ?",
            item.pk(),
            token,
            item.generation());
    return removed == 1
        || tx.update(
                "UPDATE work SET lease_owner = NULL, lease_until = NULL, last_error = '' WHERE work_pk = ? AND lease_owner = ?",
                item.pk(),
                token)
            == 1;
  }

  /** Gives the claim up until later; at once when the work was asked for again meanwhile. */
  boolean retry(
      Transaction tx, WorkItem item, String token, Instant at, int failures, String reason) {
    return tx.update(
            """
            UPDATE work SET lease_owner = NULL, lease_until = NULL, failures = ?, last_error = ?,
              due_at = CASE WHEN generation = ? THEN CAST(? AS TIMESTAMP WITH TIME ZONE) ELSE due_at END
            WHERE work_pk = ? AND lease_owner = ?
            """,
            failures,
            cut(reason),
            item.generation(),
            at,
            item.pk(),
            token)
        == 1;
  }

  /** Frees what an earlier process of the same name had claimed when it ended. */
  int releaseAll(Transaction tx, String owner) {
    String prefix = owner + "/";
    return tx.update(
        "UPDATE work SET lease_owner = NULL, lease_until = NULL WHERE SUBSTRING(lease_owner FROM 1 FOR ?) = ?",
        prefix.length(),
        prefix);
  }

  public Optional<WorkItem> find(Transaction tx, String step, long subject) {
    return tx.first(
        "SELECT * FROM work WHERE step = ? AND subject = ?", WorkItem::of, step, subject);
  }

  /** Every queue that holds work, by name. */
  public List<QueueRow> queues(Transaction tx, Instant now) {
    return tx.query(
        """
        SELECT queue, SUM(CASE WHEN lease_until > ? THEN 1 ELSE 0 END) AS running, COUNT(*) AS total, MIN(due_at) AS next_due
        FROM work GROUP BY queue ORDER BY queue
        """,
        row ->
            new QueueRow(
                row.string("queue"),
                row.number("total") - row.number("running"),
                row.number("running"),
                row.time("next_due").orElseThrow()),
        now);
  }

  private static String cut(String text) {
    return text.length() > LONGEST_ERROR ? text.substring(0, LONGEST_ERROR) : text;
  }
}
