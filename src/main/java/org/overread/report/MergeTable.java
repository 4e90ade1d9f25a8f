package org.overread.report;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.overread.database.Row;
import org.overread.database.Transaction;
import org.overread.report.CaseKeys.Identifier;

/**
 * Table patient_merge. Documents and studies keep the identifiers they came with; both are followed
 * to the survivor when they are compared (HL-50), so nothing received is overwritten and what still
 * comes with the old identifier is matched too.
 */
final class MergeTable {
  /** Identifiers followed from one; a chain of merges is never so long. */
  private static final int MOST = 50;

  private final Identifiers identifiers;

  MergeTable(Identifiers identifiers) {
    this.identifiers = identifiers;
  }

  /** False when it was known, or says nothing. */
  boolean add(Transaction tx, PatientMerge merge, Instant now) {
    Identifier prior = merge.prior();
    Identifier surviving = merge.surviving();
    if (identifiers.same(prior, surviving) || survivors(tx, prior).contains(surviving)) {
      return false;
    }
    // merged the other way before: what survives now is no longer merged into anything
    tx.update(
        "DELETE FROM patient_merge WHERE prior_value = ? AND prior_issuer = ? AND surviving_value ="
            + " ? AND surviving_issuer = ?",
        surviving.value(),
        surviving.issuer(),
        prior.value(),
        prior.issuer());
    tx.update(
        """
        INSERT INTO patient_merge (prior_value, prior_issuer, surviving_value, surviving_issuer, merged_at)
        VALUES (?, ?, ?, ?, ?)
        """,
        prior.value(),
        prior.issuer(),
        surviving.value(),
        surviving.issuer(),
        now);
    return true;
  }

  /** The identifiers given and all that they were merged into, step by step. */
  List<Identifier> withSurvivors(Transaction tx, List<Identifier> some) {
    Set<Identifier> result = new LinkedHashSet<>(some);
    Deque<Identifier> open = new ArrayDeque<>(result);
    while (!open.isEmpty() && result.size() < some.size() + MOST) {
      for (Identifier survivor : survivors(tx, open.poll())) {
        if (result.add(survivor)) {
          open.add(survivor);
        }
      }
    }
    return List.copyOf(result);
  }

  /**
   * The identifiers given and all that were merged with them, either way, step by step: what one
   * patient has or had.
   */
  List<Identifier> withMerged(Transaction tx, List<Identifier> some) {
    Set<Identifier> result = new LinkedHashSet<>(some);
    Deque<Identifier> open = new ArrayDeque<>(result);
    while (!open.isEmpty() && result.size() < some.size() + MOST) {
      Identifier identifier = open.poll();
      List<Identifier> next = new ArrayList<>(survivors(tx, identifier));
      next.addAll(prior(tx, identifier));
      next.stream().filter(result::add).forEach(open::add);
    }
    return List.copyOf(result);
  }

  private List<Identifier> prior(Transaction tx, Identifier identifier) {
    return tx
        .query(
            "SELECT * FROM patient_merge WHERE surviving_value = ? ORDER BY patient_merge_pk",
            MergeTable::merge,
            identifier.value().strip())
        .stream()
        .filter(merge -> identifiers.same(merge.surviving(), identifier))
        .map(PatientMerge::prior)
        .toList();
  }

  private static PatientMerge merge(Row row) {
    return new PatientMerge(
        new Identifier(row.string("prior_value"), row.string("prior_issuer")),
        new Identifier(row.string("surviving_value"), row.string("surviving_issuer")));
  }

  private List<Identifier> survivors(Transaction tx, Identifier identifier) {
    return tx
        .query(
            "SELECT * FROM patient_merge WHERE prior_value = ? ORDER BY patient_merge_pk",
            MergeTable::merge,
            identifier.value().strip())
        .stream()
        .filter(merge -> identifiers.same(merge.prior(), identifier))
        .map(PatientMerge::surviving)
        .toList();
  }
}
