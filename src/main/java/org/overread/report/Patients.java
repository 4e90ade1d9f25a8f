package org.overread.report;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.overread.database.Transaction;
import org.overread.report.CaseKeys.Identifier;

/**
 * Whose studies are whose: by identifier and issuer, compared as reports are compared with studies
 * (HL-48 to HL-50). Never by name.
 */
public final class Patients {
  /** An identifier with more studies is a placeholder, e.g. of emergencies, and nobody's. */
  static final int MOST_STUDIES = 200;

  private final Identifiers identifiers;
  private final StudyKeyTable studyKeys;
  private final MergeTable merges;

  Patients(Identifiers identifiers, StudyKeyTable studyKeys, MergeTable merges) {
    this.identifiers = identifiers;
    this.studyKeys = studyKeys;
    this.merges = merges;
  }

  /**
   * All identifiers that the patient of a study has or had: patient data. Empty when the study
   * names none.
   */
  public List<Identifier> identifiers(Transaction tx, long studyPk) {
    return merges.withMerged(tx, CaseKey.of(KeyKind.PATIENT, studyKeys.ofStudy(tx, studyPk)));
  }

  /**
   * The other studies of a study's patient that are known here, in no order.
   *
   * @return empty when that cannot be told: the study names no patient, or one with more studies
   *     than a patient has
   */
  public Optional<Set<Long>> otherStudies(Transaction tx, long studyPk) {
    List<Identifier> own = identifiers(tx, studyPk);
    if (own.isEmpty()) {
      return Optional.empty();
    }
    Set<Long> candidates = new TreeSet<>();
    Set<String> values = new LinkedHashSet<>();
    own.forEach(identifier -> values.add(identifier.value()));
    values.forEach(value -> candidates.addAll(studyKeys.withKey(tx, KeyKind.PATIENT, value)));
    candidates.remove(studyPk);
    if (candidates.size() > MOST_STUDIES) {
      return Optional.empty();
    }
    candidates.removeIf(
        other ->
            !identifiers.anySame(own, CaseKey.of(KeyKind.PATIENT, studyKeys.ofStudy(tx, other))));
    return Optional.of(candidates);
  }

  /** True when two identifiers are one, as far as both name who gave them out. */
  public boolean same(Identifier a, Identifier b) {
    return identifiers.same(a, b);
  }
}
