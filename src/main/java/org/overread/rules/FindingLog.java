package org.overread.rules;

import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.overread.report.SectionKind;
import org.overread.rules.FactField.Subject;

/**
 * The findings as one evaluation of one condition sees them, and which of them answered. It is the
 * value of the variable {@code findings}. Lives as long as one evaluation, on one thread.
 */
final class FindingLog extends AbstractList<Object> {
  private final FindingIndex index;
  private final List<FindingQuery> queries;
  private final Map<SectionKind, Double> weights;
  private final ReadLog log;
  private final List<Witness> witnesses = new ArrayList<>();

  /** For each query, how many witnesses there were when its current finding began. */
  private final int[] begun;

  private final boolean[] looked;

  /** Queries that could find something in a report unseen only. */
  private final boolean[] unseen;

  /** A finding that a query was about; {@code outer} is the finding around the query, or itself. */
  private record Witness(int query, View finding, View outer) {}

  FindingLog(
      FindingIndex index,
      List<FindingQuery> queries,
      Map<SectionKind, Double> weights,
      ReadLog log) {
    this.index = index;
    this.queries = queries;
    this.weights = weights;
    this.log = log;
    this.begun = new int[queries.size()];
    this.looked = new boolean[queries.size()];
    this.unseen = new boolean[queries.size()];
  }

  /**
   * What is known before a query looks: NO, nothing can be found, and it has looked; NOT_KNOWN,
   * only a report unseen could have something; empty, it has to look.
   */
  Optional<Answer> found(int query) {
    FindingBounds bounds = queries.get(query).bounds();
    if (index.hasSome(bounds)) {
      return Optional.empty();
    }
    if (index.isOpen(bounds)) {
      unseen[query] = true;
      return Optional.of(Answer.NOT_KNOWN);
    }
    looked[query] = true;
    return Optional.of(Answer.NO);
  }

  /** What the answer rests on that is known without computing, and why it is not known. */
  Condition.Result known(Answer answer) {
    if (answer != Answer.NOT_KNOWN) {
      return new Condition.Result(answer, evidence(answer), List.of());
    }
    for (int i = 0; i < unseen.length; i++) {
      looked[i] |= unseen[i];
    }
    return new Condition.Result(answer, evidence(answer), List.of(index.unknown().orElseThrow()));
  }

  /** The findings that query n looks at; one that is not known stands for a report unseen. */
  List<Object> among(int query) {
    FindingBounds bounds = queries.get(query).bounds();
    begun[query] = witnesses.size();
    looked[query] = true;
    List<Object> views = new ArrayList<>();
    index.within(bounds).forEach(finding -> views.add(new View(Optional.of(finding))));
    if (index.isOpen(bounds)) {
      views.add(new View(Optional.empty()));
    }
    return views;
  }

  /**
   * Notes a predicate's answer. What was found inside of it counts only when it was found for this
   * finding, and the finding itself counts.
   */
  boolean tested(int query, View finding, View outer, boolean answer) {
    if (finding.finding.isEmpty() && answer == queries.get(query).wanted()) {
      // The predicate does not ask what the finding is, but whether there is one is not known.
      index.unknown().ifPresent(log::absent);
      throw new IllegalStateException("the findings are not known");
    }
    List<Witness> inside = witnesses.subList(begun[query], witnesses.size());
    if (answer == queries.get(query).wanted()) {
      inside.removeIf(witness -> witness.outer() != finding && witness.query() != query);
      witnesses.add(new Witness(query, finding, outer));
    } else {
      inside.clear();
    }
    begun[query] = witnesses.size();
    return answer;
  }

  /** All findings; without the report they are not known. */
  List<Object> all() {
    index.unknown().ifPresent(log::absent);
    if (index.unknown().isPresent()) {
      throw new IllegalStateException("the findings are not known");
    }
    List<Object> views = new ArrayList<>();
    index.within(FindingBounds.NONE).forEach(f -> views.add(new View(Optional.of(f))));
    return views;
  }

  /**
   * What an answer rests on: findings that speak for it, and for looks that found nothing and
   * thereby speak for it, what there was instead.
   */
  List<Evidence> evidence(Answer answer) {
    Set<Evidence> evidence = new LinkedHashSet<>();
    boolean open = answer == Answer.NOT_KNOWN;
    for (int i = 0; i < queries.size(); i++) {
      FindingQuery query = queries.get(i);
      boolean yes = answer == Answer.YES;
      boolean foundSpeaks = open || (yes ? query.speaksFor() : query.speaksAgainst());
      boolean nothingSpeaks = open || (yes ? query.speaksAgainst() : query.speaksFor());
      boolean found = false;
      for (Witness witness : witnesses) {
        found |= witness.query() == i;
        if (foundSpeaks && witness.query() == i) {
          evidence.add(FindingQuote.of(witness.finding().finding.orElseThrow()));
        }
      }
      if (nothingSpeaks && looked[i] && !found && query.wanted()) {
        evidence.add(FindingQuote.dropped(index.ofConcepts(query.bounds()), query.bounds()));
      }
    }
    return List.copyOf(evidence);
  }

  @Override
  public Object get(int position) {
    return all().get(position);
  }

  @Override
  public int size() {
    return all().size();
  }

  /** Values are patient data; the language quotes its arguments in error messages. */
  @Override
  public String toString() {
    return Subject.FINDING.variable();
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  /** A finding as the map that the expression language reads. */
  final class View extends AbstractMap<String, Object> {
    private final Optional<Finding> finding;

    private View(Optional<Finding> finding) {
      this.finding = finding;
    }

    FindingLog log() {
      return FindingLog.this;
    }

    private Optional<Object> value(Object key) {
      FactField field = FactField.of(Subject.FINDING, (String) key).orElseThrow();
      Optional<Object> value = finding.flatMap(f -> f.value(field, weights));
      if (value.isEmpty()) {
        log.absent(
            finding
                .map(f -> field.label() + " of " + f.mention().concept() + " (" + f.place() + ")")
                .orElseGet(() -> index.unknown().orElseThrow()));
      }
      return value;
    }

    @Override
    public Object get(Object key) {
      return value(key).orElse(null);
    }

    @Override
    public boolean containsKey(Object key) {
      boolean present = value(key).isPresent();
      if (finding.isEmpty()) {
        // Asked with "has", the language would take it for an answer.
        throw new NoSuchElementException("the findings are not known");
      }
      return present;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      Map<String, Object> values = new TreeMap<>();
      FactField.terms(Subject.FINDING)
          .forEach(term -> value(term).ifPresent(value -> values.put(term, value)));
      return values.entrySet();
    }

    /** Two mentions are never the same finding; a view is compared with itself only. */
    @Override
    public boolean equals(Object other) {
      return other instanceof View view && finding.isPresent() && finding.equals(view.finding);
    }

    @Override
    public int hashCode() {
      return finding.hashCode();
    }

    @Override
    public String toString() {
      return "finding";
    }
  }
}
