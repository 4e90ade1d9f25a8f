package org.overread.report;

import java.util.ArrayList;
import java.util.List;
import org.overread.database.Row;
import org.overread.database.Transaction;
import org.overread.report.CaseKeys.Identifier;

/** Table study_key, and the keys of table study. */
final class StudyKeyTable {

  /** All keys of a study that are known; its patient ID without an issuer where it has none. */
  List<CaseKey> ofStudy(Transaction tx, long studyPk) {
    List<CaseKey> result =
        new ArrayList<>(
            tx
                .query(
                    "SELECT study_uid, accession_number, patient_id, issuer_of_patient_id FROM"
                        + " study WHERE study_pk = ?",
                    StudyKeyTable::ofRow,
                    studyPk)
                .stream()
                .flatMap(List::stream)
                .toList());
    result.addAll(
        tx.query(
            "SELECT kind, key_value, issuer FROM study_key WHERE study_pk = ?",
            CaseKey::of,
            studyPk));
    return result.stream().distinct().filter(key -> !isKnownBetter(key, result)).toList();
  }

  /** Table study has no issuer of the accession number; a header that names it counts alone. */
  private static boolean isKnownBetter(CaseKey key, List<CaseKey> all) {
    return key.identifier().issuer().isEmpty()
        && all.stream()
            .anyMatch(
                other ->
                    other.kind() == key.kind()
                        && other.identifier().value().equals(key.identifier().value())
                        && !other.identifier().issuer().isEmpty());
  }

  private static List<CaseKey> ofRow(Row row) {
    List<CaseKey> result = new ArrayList<>();
    add(result, KeyKind.STUDY_UID, row.string("study_uid"), "");
    add(result, KeyKind.ACCESSION, row.string("accession_number"), "");
    add(result, KeyKind.PATIENT, row.string("patient_id"), row.string("issuer_of_patient_id"));
    return result;
  }

  private static void add(List<CaseKey> result, KeyKind kind, String value, String issuer) {
    if (!value.isBlank()) {
      result.add(new CaseKey(kind, new Identifier(value.strip(), issuer.strip())));
    }
  }

  /** Adds what a study is not known to have; true when there was something. */
  boolean remember(Transaction tx, long studyPk, List<CaseKey> keys) {
    List<CaseKey> known = ofStudy(tx, studyPk);
    List<Object[]> rows =
        keys.stream()
            .distinct()
            .filter(key -> !known.contains(key))
            .map(
                key ->
                    new Object[] {
                      studyPk,
                      key.kind().name(),
                      key.identifier().value(),
                      key.identifier().issuer()
                    })
            .toList();
    if (!rows.isEmpty()) {
      tx.updateAll(
          "INSERT INTO study_key (study_pk, kind, key_value, issuer) VALUES (?, ?, ?, ?)", rows);
    }
    return !rows.isEmpty();
  }

  /** Studies with a key of this kind and value, whatever the issuer. */
  List<Long> withKey(Transaction tx, KeyKind kind, String value) {
    List<Long> result = new ArrayList<>(inStudy(tx, kind, value));
    result.addAll(
        tx.query(
            "SELECT study_pk FROM study_key WHERE key_value = ? AND kind = ?",
            row -> row.number("study_pk"),
            value,
            kind.name()));
    return result.stream().distinct().sorted().toList();
  }

  private static List<Long> inStudy(Transaction tx, KeyKind kind, String value) {
    String column =
        switch (kind) {
          case STUDY_UID -> "study_uid";
          case ACCESSION -> "accession_number";
          case PATIENT -> "patient_id";
          case FILLER, PLACER -> "";
        };
    return column.isEmpty()
        ? List.of()
        : tx.query(
            "SELECT study_pk FROM study WHERE " + column + " = ?",
            row -> row.number("study_pk"),
            value);
  }
}
