package org.overread.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.overread.database.Transaction;
import org.overread.report.CaseKeys.Identifier;

/**
 * Finds the studies of a document by its keys, most trusted first (HL-46), and checks that each is
 * of the same patient (HL-48). Never by name.
 */
final class StudyFinder {
  private static final List<KeyKind> IN_ORDER =
      List.of(KeyKind.STUDY_UID, KeyKind.ACCESSION, KeyKind.FILLER, KeyKind.PLACER);

  private final Identifiers identifiers;
  private final DocumentTable documents;
  private final StudyKeyTable studyKeys;
  private final MergeTable merges;

  StudyFinder(
      Identifiers identifiers,
      DocumentTable documents,
      StudyKeyTable studyKeys,
      MergeTable merges) {
    this.identifiers = identifiers;
    this.documents = documents;
    this.studyKeys = studyKeys;
    this.merges = merges;
  }

  /**
   * The first kind of key that any study has decides. Without one, the order that has the same
   * number tells its accession number or study, and at last the document that this one belongs to.
   *
   * @param family studies of other versions, or of the document it adds to
   */
  Found find(Transaction tx, ReportSource source, List<CaseKey> keys, List<Long> family) {
    for (KeyKind kind : IN_ORDER) {
      Set<Long> candidates = candidates(tx, kind, CaseKey.of(kind, keys));
      if (!candidates.isEmpty()) {
        return check(tx, source, kind, keys, candidates, kind.words());
      }
    }
    for (KeyKind kind : List.of(KeyKind.FILLER, KeyKind.PLACER)) {
      Set<Long> candidates = throughOrders(tx, kind, CaseKey.of(kind, keys));
      if (!candidates.isEmpty()) {
        return check(tx, source, kind, keys, candidates, kind.words() + " through its order");
      }
    }
    return family.isEmpty()
        ? Found.nothing()
        : check(
            tx, source, KeyKind.PLACER, keys, new TreeSet<>(family), "the document it belongs to");
  }

  private Set<Long> candidates(Transaction tx, KeyKind kind, List<Identifier> wanted) {
    Set<Long> result = new TreeSet<>();
    for (Identifier identifier : wanted) {
      for (long studyPk : studyKeys.withKey(tx, kind, identifier.value())) {
        List<Identifier> has = CaseKey.of(kind, studyKeys.ofStudy(tx, studyPk));
        if (identifiers.anySame(List.of(identifier), has)) {
          result.add(studyPk);
        }
      }
    }
    return result;
  }

  private Set<Long> throughOrders(Transaction tx, KeyKind kind, List<Identifier> numbers) {
    Set<Long> result = new TreeSet<>();
    for (Identifier number : numbers) {
      for (long orderPk : documents.withKey(tx, kind, number.value())) {
        List<CaseKey> order = documents.keys(tx, orderPk);
        if (isOrder(tx, orderPk) && identifiers.anySame(List.of(number), CaseKey.of(kind, order))) {
          result.addAll(candidates(tx, KeyKind.STUDY_UID, CaseKey.of(KeyKind.STUDY_UID, order)));
          result.addAll(candidates(tx, KeyKind.ACCESSION, CaseKey.of(KeyKind.ACCESSION, order)));
        }
      }
    }
    return result;
  }

  private boolean isOrder(Transaction tx, long documentPk) {
    return documents
        .find(tx, documentPk)
        .filter(document -> document.kind() == DocumentKind.ORDER)
        .isPresent();
  }

  private Found check(
      Transaction tx,
      ReportSource source,
      KeyKind kind,
      List<CaseKey> keys,
      Set<Long> candidates,
      String words) {
    List<Identifier> own = CaseKey.of(KeyKind.PATIENT, keys);
    List<Long> matched = new ArrayList<>();
    TreeMap<String, Integer> refused = new TreeMap<>();
    // what came with the images of a study, and says nothing else, is of the study's patient
    boolean withImages = source != ReportSource.HL7 && kind == KeyKind.STUDY_UID && own.isEmpty();
    for (long studyPk : candidates) {
      List<Identifier> theirs = CaseKey.of(KeyKind.PATIENT, studyKeys.ofStudy(tx, studyPk));
      String why = withImages ? "" : difference(tx, own, theirs);
      if (why.isEmpty()) {
        matched.add(studyPk);
      } else {
        refused.merge(why, 1, Integer::sum);
      }
    }
    String others = String.join("; ", refused.keySet());
    if (matched.isEmpty()) {
      return new Found(List.of(), DocumentState.HELD, words + " matches, but " + others);
    }
    String reason = words + (withImages ? "" : " and patient");
    return new Found(
        matched,
        DocumentState.MATCHED,
        others.isEmpty() ? reason : reason + "; not all studies with it: " + others);
  }

  /** Why a study cannot be said to be of the same patient; empty when it can. */
  private String difference(Transaction tx, List<Identifier> own, List<Identifier> theirs) {
    if (own.isEmpty()) {
      return "the document names no patient ID";
    }
    if (theirs.isEmpty()) {
      return "the study has no patient ID";
    }
    List<Identifier> one = merges.withSurvivors(tx, own);
    List<Identifier> other = merges.withSurvivors(tx, theirs);
    if (identifiers.anySame(one, other)) {
      return "";
    }
    if (identifiers.anyDifferByZerosOnly(one, other)) {
      return "the patient IDs differ by leading zeros";
    }
    boolean sameValue =
        one.stream()
            .anyMatch(a -> other.stream().anyMatch(b -> b.value().strip().equals(a.value())));
    return sameValue ? "the same patient ID is of another issuer" : "the patient IDs are different";
  }
}
