package org.overread.findings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.overread.report.ReportText;

/** Finds the concepts that rest on others among the mentions of a text. Used by one thread. */
final class DerivedMentions {
  /** How many mentions of a concept before and behind another are looked at. */
  private static final int NEIGHBOURS = 50;

  private final Vocabulary.Compiled vocabulary;
  private final ReportText report;
  private final List<List<Mention>> byConcept = new ArrayList<>();

  DerivedMentions(Vocabulary.Compiled vocabulary, ReportText report) {
    this.vocabulary = vocabulary;
    this.report = report;
  }

  void addTo(List<Mention> mentions) {
    if (mentions.isEmpty() || vocabulary.derived().isEmpty()) {
      return;
    }
    Map<String, List<Mention>> named = new HashMap<>();
    for (Mention mention : mentions) {
      named.computeIfAbsent(mention.concept(), n -> new ArrayList<>()).add(mention);
    }
    for (Concept concept : vocabulary.concepts()) {
      byConcept.add(named.getOrDefault(concept.name(), new ArrayList<>()));
    }
    for (DerivedConcept derived : vocabulary.derived()) {
      List<Mention> found = new ArrayList<>();
      for (Mention first : byConcept.get(derived.parts().get(0))) {
        derive(derived, first).ifPresent(found::add);
      }
      byConcept.set(derived.concept(), merged(byConcept.get(derived.concept()), found));
      mentions.addAll(found);
    }
  }

  /** A derived concept may have phrases of its own. */
  private static List<Mention> merged(List<Mention> own, List<Mention> found) {
    List<Mention> all = new ArrayList<>(own);
    all.addAll(found);
    all.sort(Comparator.comparingInt(Mention::start));
    return all;
  }

  /** The first part's mention together with the best of each other part. */
  private Optional<Mention> derive(DerivedConcept derived, Mention first) {
    List<Mention> parts = new ArrayList<>();
    parts.add(first);
    for (int p = 1; p < derived.parts().size(); p++) {
      Optional<Mention> part = best(byConcept.get(derived.parts().get(p)), first, derived.within());
      if (part.isEmpty()) {
        return Optional.empty();
      }
      parts.add(part.get());
    }
    for (int unless : derived.unless()) {
      for (Mention mention : near(byConcept.get(unless), first, derived.within())) {
        if (mention.assertion().certainty() != Certainty.NEGATED) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(together(derived, parts));
  }

  /** The asserted one before others, then the nearest. */
  private Optional<Mention> best(List<Mention> candidates, Mention to, int within) {
    Mention best = null;
    for (Mention candidate : near(candidates, to, within)) {
      if (best == null || isBetter(candidate, best, to)) {
        best = candidate;
      }
    }
    return Optional.ofNullable(best);
  }

  private static boolean isBetter(Mention candidate, Mention best, Mention to) {
    boolean asserted = candidate.assertion().isAsserted();
    if (asserted != best.assertion().isAsserted()) {
      return asserted;
    }
    return Math.abs(candidate.start() - to.start()) < Math.abs(best.start() - to.start());
  }

  /**
   * Those within reach of a mention, of the {@link #NEIGHBOURS} before and behind it: the work
   * grows with the mentions, not with their pairs.
   */
  private List<Mention> near(List<Mention> inOrder, Mention to, int within) {
    int low = 0;
    int high = inOrder.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (inOrder.get(middle).start() >= to.start()) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    List<Mention> near = new ArrayList<>();
    int end = Math.min(inOrder.size(), low + NEIGHBOURS);
    for (Mention mention : inOrder.subList(Math.max(0, low - NEIGHBOURS), end)) {
      if (isNear(mention, to, within)) {
        near.add(mention);
      }
    }
    return near;
  }

  private boolean isNear(Mention a, Mention b, int within) {
    if (within == DerivedConcept.REPORT) {
      return true;
    }
    boolean section =
        report.sentences().get(a.sentence()).section()
            == report.sentences().get(b.sentence()).section();
    return section && (long) Math.abs(a.sentence() - b.sentence()) <= within;
  }

  private Mention together(DerivedConcept derived, List<Mention> parts) {
    Concept concept = vocabulary.concepts().get(derived.concept());
    Mention first = parts.get(0);
    Assertion assertion =
        derived.assertedBy() < 0 ? weakest(parts) : parts.get(derived.assertedBy()).assertion();
    return new Mention(
        concept.name(),
        concept.group(),
        parts.stream().mapToInt(Mention::start).min().orElseThrow(),
        parts.stream().mapToInt(Mention::end).max().orElseThrow(),
        first.section(),
        first.sentence(),
        assertion,
        parts.stream().flatMap(part -> part.category().stream()).findFirst(),
        parts.stream().flatMap(part -> part.sizeMm().stream()).max(Double::compare));
  }

  /** The least certain, with every other axis that holds for one of the parts. */
  private static Assertion weakest(List<Mention> parts) {
    Assertion weak = parts.get(0).assertion();
    for (Mention part : parts.subList(1, parts.size())) {
      Assertion other = part.assertion();
      weak =
          new Assertion(
              weak.certainty().compareTo(other.certainty()) <= 0
                  ? weak.certainty()
                  : other.certainty(),
              weak.hypothetical() || other.hypothetical(),
              weak.question() || other.question(),
              weak.historical() || other.historical(),
              weak.otherPerson() || other.otherPerson(),
              weak.quoted() || other.quoted(),
              weak.boilerplate() || other.boilerplate(),
              Stream.concat(weak.reasons().stream(), other.reasons().stream()).distinct().toList());
    }
    return weak;
  }
}
