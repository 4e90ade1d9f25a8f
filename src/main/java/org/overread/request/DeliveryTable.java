package org.overread.request;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.overread.database.Transaction;

/** Table delivery: the ledger, one row per instance and request. */
public final class DeliveryTable {

  /**
   * Adds the newest instances of the study that the request does not have yet, without those that
   * came from the destination itself (FWD-06) and, for a blinded group, without the first reading's
   * documents; drops unsent ones that a newer version replaced. Gives the number added.
   *
   * @param blinded {@link FirstReading} is withheld
   */
  public int addMissing(
      Transaction tx,
      long requestPk,
      long studyPk,
      int contentVersion,
      String destinationAeTitle,
      boolean blinded,
      Instant now) {
    tx.update(
        """
        DELETE FROM delivery WHERE request_pk = ? AND state = 'PENDING'
          AND instance_pk IN (SELECT instance_pk FROM instance WHERE study_pk = ? AND newest = FALSE)
        """,
        requestPk,
        studyPk);
    return tx.update(
        """
        INSERT INTO delivery (request_pk, instance_pk, content_version, added_at, state, status, comment, attempts)
        SELECT r.request_pk, i.instance_pk, CAST(? AS INTEGER), CAST(? AS TIMESTAMP WITH TIME ZONE), 'PENDING', -1, '', 0
        FROM instance i JOIN request r ON r.study_pk = i.study_pk
        WHERE r.request_pk = ? AND i.newest AND i.source_ae_title <> ?
          AND NOT EXISTS (
            SELECT 1 FROM delivery d WHERE d.request_pk = r.request_pk AND d.instance_pk = i.instance_pk)
        """
            + (blinded ? "AND i.sop_class_uid NOT IN " + FirstReading.SQL_LIST : ""),
        contentVersion,
        now,
        requestPk,
        destinationAeTitle);
  }

  /** Instances of the study that a blinded group is not sent. */
  public int withheld(Transaction tx, long requestPk) {
    return tx.first(
            """
            SELECT COUNT(*) AS withheld FROM instance i JOIN request r ON r.study_pk = i.study_pk
            WHERE r.request_pk = ? AND i.newest
              AND NOT EXISTS (
                SELECT 1 FROM delivery d WHERE d.request_pk = r.request_pk AND d.instance_pk = i.instance_pk)
              AND i.sop_class_uid IN\
            """
                + " "
                + FirstReading.SQL_LIST,
            row -> row.integer("withheld"),
            requestPk)
        .orElseThrow();
  }

  /**
   * Keys of the instances to send, those tried least often first, so that one that breaks
   * associations comes last.
   */
  public List<Long> pending(Transaction tx, long requestPk) {
    return tx.query(
        "SELECT instance_pk FROM delivery WHERE request_pk = ? AND state = 'PENDING' ORDER BY"
            + " attempts, delivery_pk",
        row -> row.number("instance_pk"),
        requestPk);
  }

  /** Keys of the instances that the destination acknowledged, in order. */
  public List<Long> sent(Transaction tx, long requestPk) {
    return tx.query(
        "SELECT instance_pk FROM delivery WHERE request_pk = ? AND state = 'SENT' ORDER BY"
            + " instance_pk",
        row -> row.number("instance_pk"),
        requestPk);
  }

  /** Writes what came of sending an instance. What was sent stays sent. */
  public void record(
      Transaction tx, long requestPk, long instancePk, InstanceAnswer answer, Instant now) {
    tx.update(
        """
        UPDATE delivery SET state = ?, status = ?, comment = ?, attempts = attempts + 1, answered_at = ?
        WHERE request_pk = ? AND instance_pk = ? AND state <> 'SENT'
        """,
        answer.state().name(),
        answer.status(),
        answer.comment(),
        now,
        requestPk,
        instancePk);
  }

  /** Refused instances are to be sent again; gives their number. */
  public int retryRefused(Transaction tx, long requestPk) {
    return tx.update(
        "UPDATE delivery SET state = 'PENDING' WHERE request_pk = ? AND state = 'REFUSED'",
        requestPk);
  }

  /**
   * How often instances of a study were handed to requests since a time: what the cap per study and
   * day counts.
   */
  public int roundsSince(Transaction tx, long studyPk, Instant since) {
    return tx.first(
            """
            SELECT COUNT(*) AS rounds FROM (
              SELECT DISTINCT d.request_pk, d.content_version
              FROM delivery d JOIN request r ON r.request_pk = d.request_pk
              WHERE r.study_pk = ? AND d.added_at >= ?) AS handed
            """,
            row -> row.integer("rounds"),
            studyPk,
            since)
        .orElseThrow();
  }

  public Ledger ledger(Transaction tx, long requestPk) {
    List<Counted> groups =
        tx.query(
            """
            SELECT state, status, comment, COUNT(*) AS instances, MIN(answered_at) AS first_at, MAX(answered_at) AS last_at
            FROM delivery WHERE request_pk = ?
            GROUP BY state, status, comment ORDER BY instances DESC, state, status, comment
            """,
            row ->
                new Counted(
                    new Ledger.Remark(
                        DeliveryState.valueOf(row.string("state")),
                        row.integer("status"),
                        row.string("comment"),
                        row.integer("instances")),
                    row.time("first_at"),
                    row.time("last_at")),
            requestPk);
    List<Counted> sent =
        groups.stream().filter(group -> group.remark().state() == DeliveryState.SENT).toList();
    return new Ledger(
        groups.stream().mapToInt(group -> group.remark().count()).sum(),
        count(groups, DeliveryState.SENT),
        count(groups, DeliveryState.PENDING),
        count(groups, DeliveryState.REFUSED),
        sent.stream().flatMap(group -> group.first().stream()).min(Instant::compareTo),
        sent.stream().flatMap(group -> group.last().stream()).max(Instant::compareTo),
        groups.stream()
            .map(Counted::remark)
            .filter(remark -> !remark.text().isEmpty() && remark.status() != 0)
            .toList());
  }

  private record Counted(Ledger.Remark remark, Optional<Instant> first, Optional<Instant> last) {}

  private static int count(List<Counted> groups, DeliveryState state) {
    return groups.stream()
        .map(Counted::remark)
        .filter(remark -> remark.state() == state)
        .mapToInt(Ledger.Remark::count)
        .sum();
  }
}
