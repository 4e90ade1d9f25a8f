package org.overread.services;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.overread.database.Row;
import org.overread.database.Transaction;

/**
 * The SQL of C-FIND over tables study, series and instance. A page is chosen first, by key and
 * coarse conditions; counts and lists are computed for its rows only. Every value of a request is a
 * bound parameter.
 */
final class FindTable {
  /** Escapes % and _ in LIKE; not the backslash, which PostgreSQL and H2 treat differently. */
  private static final char ESCAPE = '!';

  private final boolean embedded;

  /**
   * @param embedded on H2, which compares text by code unit and does not use an index for LIKE with
   *     a parameter
   */
  FindTable(boolean embedded) {
    this.embedded = embedded;
  }

  /** The next page, newest arrival first, of rows older than {@code before}. */
  List<FoundRow> page(
      Transaction tx, FindQuery query, Visibility visibility, long before, int size) {
    KeyMatch modality = query.matches().get(FindKey.MODALITIES_IN_STUDY);
    if (modality != null && !isKnownModality(tx, modality.prefilter())) {
      return List.of();
    }
    Statement sql = new Statement(visibility);
    List<FindKey> keys = List.copyOf(query.keys());
    sql.add("SELECT p.pk");
    for (int i = 0; i < keys.size(); i++) {
      expression(sql.add(", "), keys.get(i)).add(" AS k" + i);
    }
    String pk = primaryKey(query.level());
    sql.add(
        " FROM (SELECT " + pk + " AS pk FROM " + tables(query.level()) + " WHERE " + pk + " < ?",
        before);
    scope(sql, query.level());
    query.matches().forEach((key, match) -> condition(sql, key, match.prefilter()));
    sql.add(" ORDER BY " + pk + " DESC LIMIT ?) p JOIN ", size);
    sql.add(tables(query.level()).replaceFirst("( JOIN|$)", " ON " + pk + " = p.pk$1"));
    sql.add(" ORDER BY p.pk DESC");
    return tx.query(sql.text(), row -> found(row, keys), sql.parameters());
  }

  /**
   * False when no series has it, which the index knows; the page would look for it in every study.
   */
  private static boolean isKnownModality(Transaction tx, Prefilter filter) {
    if (filter.comparison() != Prefilter.Comparison.EQUAL) {
      return true;
    }
    Statement sql = new Statement(Visibility.EVERYTHING);
    sql.add("SELECT 1 AS known FROM series WHERE modality IN (")
        .list(filter.values())
        .add(") LIMIT 1");
    return tx.first(sql.text(), row -> true, sql.parameters()).isPresent();
  }

  private static FoundRow found(Row row, List<FindKey> keys) {
    Map<FindKey, String> texts = new EnumMap<>(FindKey.class);
    for (int i = 0; i < keys.size(); i++) {
      texts.put(keys.get(i), row.string("k" + i));
    }
    return new FoundRow(row.number("pk"), texts);
  }

  private static String tables(QueryLevel level) {
    return switch (level) {
      case PATIENT, STUDY -> "study t";
      case SERIES -> "series s JOIN study t ON t.study_pk = s.study_pk";
      case IMAGE ->
          "instance i JOIN series s ON s.series_pk = i.series_pk JOIN study t ON t.study_pk = s.study_pk";
    };
  }

  private static String primaryKey(QueryLevel level) {
    return switch (level) {
      case PATIENT, STUDY -> "t.study_pk";
      case SERIES -> "s.series_pk";
      case IMAGE -> "i.instance_pk";
    };
  }

  private static String alias(QueryLevel level) {
    return primaryKey(level).substring(0, 2);
  }

  /** Which rows there are for this caller at all. */
  private static void scope(Statement sql, QueryLevel level) {
    switch (level) {
      case PATIENT -> {
        // a patient is shown by the newest study that the caller may see
        sql.add(" AND NOT EXISTS (SELECT 1 FROM study n WHERE n.study_pk > t.study_pk AND ")
            .add(samePatient("n"));
        sql.visibleStudy("n").add(")").visibleStudy("t");
      }
      case STUDY -> sql.visibleStudy("t");
      case SERIES -> sql.visibleSeries("s");
      case IMAGE -> sql.newestVisible();
    }
  }

  /** Studies without a Patient ID are of one patient only when the name agrees. */
  private static String samePatient(String other) {
    return """
        %1$s.patient_id = t.patient_id AND %1$s.issuer_of_patient_id = t.issuer_of_patient_id
        AND (t.patient_id <> '' OR %1$s.patient_name_key = t.patient_name_key)"""
        .formatted(other);
  }

  private static Statement expression(Statement sql, FindKey key) {
    if (!key.column().isEmpty()) {
      return sql.add(alias(key.level()) + key.column());
    }
    return switch (key) {
      case PATIENT_STUDIES ->
          sql.add("(SELECT COUNT(*) FROM study x WHERE " + samePatient("x"))
              .visibleStudy("x")
              .add(")");
      case PATIENT_SERIES ->
          sql.add(
                  "(SELECT COUNT(*) FROM series y JOIN study x ON x.study_pk = y.study_pk WHERE "
                      + samePatient("x"))
              .visibleSeries("y")
              .add(")");
      case PATIENT_INSTANCES ->
          sql.add(
                  "(SELECT COUNT(DISTINCT z.sop_instance_uid) FROM instance z JOIN study x ON x.study_pk = z.study_pk WHERE ")
              .add(samePatient("x"))
              .visibleInstance("z")
              .add(")");
      case STUDY_SERIES ->
          sql.add("(SELECT COUNT(*) FROM series y WHERE y.study_pk = t.study_pk")
              .visibleSeries("y")
              .add(")");
      case STUDY_INSTANCES ->
          sql.add(
                  "(SELECT COUNT(DISTINCT z.sop_instance_uid) FROM instance z WHERE z.study_pk = t.study_pk")
              .visibleInstance("z")
              .add(")");
      case SERIES_INSTANCES ->
          sql.add(
                  "(SELECT COUNT(DISTINCT z.sop_instance_uid) FROM instance z WHERE z.series_pk = s.series_pk")
              .visibleInstance("z")
              .add(")");
      case MODALITIES_IN_STUDY ->
          sql.add(
                  "(SELECT STRING_AGG(DISTINCT y.modality, '\\') FROM series y WHERE y.study_pk = t.study_pk")
              .visibleSeries("y")
              .add(")");
      case SOP_CLASSES_IN_STUDY ->
          sql.add(
                  "(SELECT STRING_AGG(DISTINCT z.sop_class_uid, '\\') FROM instance z WHERE z.study_pk = t.study_pk")
              .visibleInstance("z")
              .add(")");
      default -> throw new IllegalStateException("key without a column: " + key);
    };
  }

  private void condition(Statement sql, FindKey key, Prefilter filter) {
    if (filter.comparison() == Prefilter.Comparison.NONE) {
      return;
    }
    switch (key) {
      case MODALITIES_IN_STUDY -> {
        sql.add(" AND EXISTS (SELECT 1 FROM series y WHERE y.study_pk = t.study_pk")
            .visibleSeries("y");
        compare(sql, "y.modality", filter);
        sql.add(")");
      }
      case SOP_CLASSES_IN_STUDY -> {
        sql.add(" AND EXISTS (SELECT 1 FROM instance z WHERE z.study_pk = t.study_pk")
            .visibleInstance("z");
        compare(sql, "z.sop_class_uid", filter);
        sql.add(")");
      }
      case PATIENT_NAME -> compare(sql, "t.patient_name_key", filter);
      case REFERRING_PHYSICIAN -> compare(sql, "t.referring_physician_key", filter);
      default -> compare(sql, alias(key.level()) + key.column(), filter);
    }
  }

  private void compare(Statement sql, String column, Prefilter filter) {
    switch (filter.comparison()) {
      case EQUAL -> sql.add(" AND " + column + " IN (").list(filter.values()).add(")");
      case BETWEEN -> sql.add(" AND " + column + " BETWEEN ? AND ?", filter.values().toArray());
      case LIKE -> {
        String one = column + " LIKE ? ESCAPE '" + ESCAPE + "'";
        String any = String.join(" OR ", Collections.nCopies(filter.values().size(), one));
        sql.add(" AND (" + any + ")", filter.values().stream().map(FindTable::like).toArray());
        String prefix = filter.values().get(0).replaceFirst("\\*.*", "");
        if (embedded && filter.values().size() == 1 && !prefix.isEmpty()) {
          sql.add(" AND " + column + " >= ? AND " + column + " < ?", prefix, after(prefix));
        }
      }
      case NOTHING -> sql.add(" AND 1 = 0");
      case NONE -> sql.add("");
    }
  }

  /** The first text after all that begin with a prefix of ASCII. */
  private static String after(String prefix) {
    int last = prefix.length() - 1;
    return prefix.substring(0, last) + (char) (prefix.charAt(last) + 1);
  }

  /** A pattern with "*" in the form of LIKE. */
  static String like(String pattern) {
    StringBuilder result = new StringBuilder();
    for (char c : pattern.toCharArray()) {
      if (c == ESCAPE || c == '%' || c == '_') {
        result.append(ESCAPE);
      }
      result.append(c == '*' ? '%' : c);
    }
    return result.toString();
  }

  /** SQL with its parameters in the order of the text. */
  private static final class Statement {
    private static final String SENT =
        " FROM delivery d JOIN request r ON r.request_pk = d.request_pk WHERE d.state = 'SENT' AND r.reading_group IN (";

    private final StringBuilder text = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();
    private final boolean everything;
    private final Set<String> groups;

    Statement(Visibility visibility) {
      this.everything = visibility.everything();
      // a caller of no group sees what was sent to a group without a name: nothing
      this.groups = visibility.readingGroups().isEmpty() ? Set.of("") : visibility.readingGroups();
    }

    Statement add(String sql, Object... values) {
      text.append(sql);
      parameters.addAll(List.of(values));
      return this;
    }

    Statement list(Collection<String> values) {
      return add(String.join(", ", Collections.nCopies(values.size(), "?")), values.toArray());
    }

    Statement visibleStudy(String study) {
      return everything
          ? this
          : add(" AND EXISTS (SELECT 1" + SENT)
              .list(groups)
              .add(") AND r.study_pk = " + study + ".study_pk)");
    }

    Statement visibleSeries(String series) {
      return everything
          ? this
          : add(" AND EXISTS (SELECT 1 FROM instance v WHERE v.series_pk = "
                  + series
                  + ".series_pk")
              .visibleInstance("v")
              .add(")");
    }

    /**
     * For a peer the newest version of an instance; for a group any version that was sent to it.
     */
    Statement visibleInstance(String instance) {
      return everything
          ? add(" AND " + instance + ".newest")
          : add(" AND EXISTS (SELECT 1" + SENT)
              .list(groups)
              .add(") AND d.instance_pk = " + instance + ".instance_pk)");
    }

    /** One row per SOP Instance UID: the newest version that the caller may see. */
    Statement newestVisible() {
      if (everything) {
        return visibleInstance("i");
      }
      return visibleInstance("i")
          .add(" AND NOT EXISTS (SELECT 1 FROM instance w WHERE w.series_pk = i.series_pk")
          .add(" AND w.sop_instance_uid = i.sop_instance_uid AND w.instance_pk > i.instance_pk")
          .visibleInstance("w")
          .add(")");
    }

    String text() {
      return text.toString();
    }

    Object[] parameters() {
      return parameters.toArray();
    }
  }
}
