package org.overread.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.overread.database.Row;
import org.overread.report.CaseKeys.Identifier;

/** One key of a document or a study, as a row of its key table. */
record CaseKey(KeyKind kind, Identifier identifier) {

  static CaseKey of(Row row) {
    return new CaseKey(
        KeyKind.valueOf(row.string("kind")),
        new Identifier(row.string("key_value"), row.string("issuer")));
  }

  static List<CaseKey> of(CaseKeys keys) {
    List<CaseKey> result = new ArrayList<>();
    keys.studyUids()
        .forEach(uid -> result.add(new CaseKey(KeyKind.STUDY_UID, new Identifier(uid, ""))));
    add(result, KeyKind.ACCESSION, keys.accessions());
    add(result, KeyKind.FILLER, keys.filler().stream().toList());
    add(result, KeyKind.PLACER, keys.placer().stream().toList());
    add(result, KeyKind.PATIENT, keys.patientIds());
    return result.stream().distinct().toList();
  }

  private static void add(List<CaseKey> result, KeyKind kind, List<Identifier> identifiers) {
    identifiers.forEach(identifier -> result.add(new CaseKey(kind, identifier)));
  }

  /** The keys of a document from its rows. */
  static CaseKeys join(List<CaseKey> keys) {
    return new CaseKeys(
        of(KeyKind.STUDY_UID, keys).stream().map(Identifier::value).toList(),
        of(KeyKind.ACCESSION, keys),
        first(KeyKind.FILLER, keys),
        first(KeyKind.PLACER, keys),
        of(KeyKind.PATIENT, keys));
  }

  static List<Identifier> of(KeyKind kind, List<CaseKey> keys) {
    return keys.stream().filter(key -> key.kind == kind).map(CaseKey::identifier).toList();
  }

  private static Optional<Identifier> first(KeyKind kind, List<CaseKey> keys) {
    return of(kind, keys).stream().findFirst();
  }
}
