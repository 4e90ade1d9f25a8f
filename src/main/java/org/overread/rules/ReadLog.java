package org.overread.rules;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.overread.rules.FactField.Subject;

/**
 * What one condition read while it was evaluated: the values, for evidence, and what was absent.
 * Lives as long as one evaluation, on one thread.
 */
final class ReadLog {
  /** Most evidence kept of one condition; a study may have hundreds of series. */
  private static final int MOST = 40;

  private final Set<Fact> read = new LinkedHashSet<>();
  private final List<Evidence> quotes = new ArrayList<>();
  private final Map<FactField, Set<Integer>> absent = new LinkedHashMap<>();
  private final Set<String> absentTexts = new LinkedHashSet<>();
  private final int seriesCount;

  ReadLog(int seriesCount) {
    this.seriesCount = seriesCount;
  }

  /** Evidence that is part of a value, e.g. words of the order. */
  void quote(Evidence evidence) {
    quotes.add(evidence);
  }

  /** Something absent that is not a field of one subject, in words. */
  void absent(String what) {
    absentTexts.add(what);
  }

  void absent(FactField field, int series) {
    absent.computeIfAbsent(field, f -> new LinkedHashSet<>()).add(series);
  }

  /**
   * A view of facts as the condition sees them. The series' position counts from 0; other subjects
   * give 0.
   */
  View view(Subject subject, FactSet facts, int position) {
    return new View(subject, facts, position);
  }

  /**
   * Values read, quotes first. Of a flag that is set in one series, the series where it is not are
   * left out.
   */
  List<Evidence> evidence() {
    if (read.isEmpty()) {
      return quotes.stream().distinct().toList();
    }
    Set<FactField> set =
        read.stream()
            .filter(fact -> fact.value().equals(true))
            .map(Fact::field)
            .collect(Collectors.toSet());
    Map<List<Object>, List<Fact>> alike = new LinkedHashMap<>();
    read.stream()
        .filter(fact -> !(fact.value().equals(false) && set.contains(fact.field())))
        .forEach(
            fact ->
                alike
                    .computeIfAbsent(List.of(fact.field(), fact.quoted()), k -> new ArrayList<>())
                    .add(fact));
    Stream<Evidence> values = alike.values().stream().limit(MOST).map(ReadLog::together);
    return Stream.concat(quotes.stream(), values).distinct().toList();
  }

  /**
   * One line for series that have the same value: "series 1, 2, 3, Receive Coil Name (0018,1250)".
   */
  private static Evidence together(List<Fact> alike) {
    Fact first = alike.get(0);
    String label = first.field().label();
    if (alike.size() == 1 || !first.source().endsWith(", " + label)) {
      return first.evidence();
    }
    List<String> names =
        alike.stream()
            .map(f -> f.source().substring(0, f.source().lastIndexOf(", " + label)))
            .toList();
    String others =
        names.stream()
            .skip(1)
            .map(name -> ", " + name.replace("series ", ""))
            .collect(Collectors.joining());
    return new Evidence(names.get(0) + others + ", " + label, first.quoted());
  }

  /** Names with tags of what was absent, e.g. "Slice Thickness (0018,0050) in 2 of 5 series". */
  List<String> missing() {
    Stream<String> fields =
        absent.entrySet().stream().map(entry -> missing(entry.getKey(), entry.getValue()));
    return Stream.concat(absentTexts.stream(), fields).distinct().toList();
  }

  private String missing(FactField field, Set<Integer> positions) {
    if (field.subject() != Subject.SERIES) {
      return field.label();
    }
    return field.label()
        + (positions.size() == seriesCount
            ? " in all " + seriesCount + " series"
            : " in " + positions.size() + " of " + seriesCount + " series");
  }

  /**
   * Facts as the map that the expression language reads. An absent field is not a key, which the
   * language answers with an error that && and || absorb when the other side decides.
   */
  final class View extends AbstractMap<String, Object> {
    private final Subject subject;
    private final FactSet facts;
    private final int position;

    private View(Subject subject, FactSet facts, int position) {
      this.subject = subject;
      this.facts = facts;
      this.position = position;
    }

    /** The fact without entering it as read: for functions that quote a part of it. */
    Optional<Fact> fact(FactField field) {
      Optional<Fact> fact = facts.get(field);
      if (fact.isEmpty()) {
        absent(field, position);
      }
      return fact;
    }

    ReadLog log() {
      return ReadLog.this;
    }

    private Optional<Fact> find(Object key) {
      return FactField.of(subject, String.valueOf(key)).flatMap(this::fact);
    }

    @Override
    public Object get(Object key) {
      Optional<Fact> fact = find(key);
      fact.ifPresent(read::add);
      return fact.map(Fact::value).orElse(null);
    }

    @Override
    public boolean containsKey(Object key) {
      return find(key).isPresent();
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      Map<String, Object> values = new TreeMap<>();
      facts.all().forEach(fact -> values.put(fact.field().term(), fact.value()));
      return values.entrySet();
    }

    /** Values are patient data; the language quotes its arguments in error messages. */
    @Override
    public String toString() {
      return subject.variable();
    }
  }
}
