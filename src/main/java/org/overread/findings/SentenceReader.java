package org.overread.findings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.overread.findings.AssertionReader.OuterNo;
import org.overread.report.Section;
import org.overread.report.Sentence;

/** Reads one sentence. Used by one thread. */
final class SentenceReader {
  private final Vocabulary.Compiled vocabulary;
  private final String text;
  private final Sentence sentence;
  private final int number;
  private final Section section;
  private final Tokens tokens;
  private final PhraseMatcher matcher;

  SentenceReader(
      Vocabulary.Compiled vocabulary, String text, Sentence sentence, int number, Section section) {
    this.vocabulary = vocabulary;
    this.text = text;
    this.sentence = sentence;
    this.number = number;
    this.section = section;
    this.tokens = Tokens.of(text, sentence.start(), sentence.end(), vocabulary.words());
    this.matcher = new PhraseMatcher(vocabulary.sets(), tokens);
  }

  /** Adds the sentence's mentions. */
  void read(List<Mention> into) {
    List<Match> phrases = matcher.all(vocabulary.phrases());
    List<Match> concepts = select(phrases, vocabulary.concepts().size());
    List<ScoreReader.Found> scores = new ScoreReader(tokens, vocabulary).read(phrases);
    Sizes sizes = new Sizes(text, sentence.start(), sentence.end());
    if (concepts.isEmpty() && scores.isEmpty() && sizes.comparisons().isEmpty()) {
      return;
    }
    AssertionReader assertions = assertions();
    for (Match match : concepts) {
      int concept = match.payload() / 2;
      int start = tokens.start(match.start());
      Optional<Double> size = sizes.of(start, tokens.end(match.end() - 1));
      Assertion assertion =
          assertions.of(match, vocabulary.sayNo().get(concept) ? OuterNo.NONE : OuterNo.ANY);
      into.add(mention(concept, match, assertion, Optional.empty(), size));
    }
    for (ScoreReader.Found score : scores) {
      Assertion assertion = assertions.of(score.match(), OuterNo.BEFORE);
      into.add(
          mention(
              score.concept(),
              score.match(),
              score.legend() ? ScoreLegends.legend(assertion, assertion.reasons()) : assertion,
              Optional.of(score.category()),
              Optional.empty()));
    }
    for (Sizes.Comparison comparison : sizes.comparisons()) {
      course(comparison, assertions).ifPresent(into::add);
    }
  }

  private Optional<Mention> course(Sizes.Comparison comparison, AssertionReader assertions) {
    if (comparison.newMm() == comparison.oldMm()) {
      return Optional.empty();
    }
    boolean grown = comparison.newMm() > comparison.oldMm();
    Match match = words(comparison.start(), comparison.end());
    return Optional.of(
        mention(
            grown ? vocabulary.growth() : vocabulary.shrinkage(),
            match,
            assertions.of(match, OuterNo.NONE),
            Optional.empty(),
            Optional.of(comparison.newMm())));
  }

  private Mention mention(
      int concept,
      Match match,
      Assertion assertion,
      Optional<String> category,
      Optional<Double> sizeMm) {
    Concept named = vocabulary.concepts().get(concept);
    return new Mention(
        named.name(),
        named.group(),
        tokens.start(match.start()),
        tokens.end(match.end() - 1),
        section.kind(),
        number,
        assertion,
        category,
        sizeMm);
  }

  private Match words(int start, int end) {
    int first = tokens.at(start);
    int last = Math.min(tokens.count(), tokens.at(end - 1) + 1);
    int length = Math.min(last - first, Match.LONGEST);
    return new Match(0, first, first + length, (1L << length) - 1);
  }

  Assertion assertOf(int start, int end) {
    int first = tokens.at(start);
    int last = Math.min(tokens.count(), tokens.at(end - 1) + 1);
    if (first >= last) {
      throw new IndexOutOfBoundsException("no word from " + start + " to " + end);
    }
    return assertions().of(words(start, end), OuterNo.ANY);
  }

  private AssertionReader assertions() {
    int heading = Math.max(0, text.lastIndexOf(section.heading(), section.start()));
    Context context = new Context(tokens, matcher, vocabulary.cues(), section.kind());
    return new AssertionReader(tokens, context, vocabulary.cues(), section, heading);
  }

  /** Of each concept leftmost, then longest, without those a look-alike shares a word with. */
  private static List<Match> select(List<Match> all, int concepts) {
    if (all.isEmpty()) {
      return all;
    }
    List<Match> sorted = new ArrayList<>(all);
    sorted.sort(
        Comparator.comparingInt(Match::payload)
            .thenComparingInt(Match::start)
            .thenComparing(Comparator.comparingInt(Match::end).reversed()));
    List<Match> selected = new ArrayList<>();
    int i = 0;
    while (i < sorted.size()) {
      int concept = sorted.get(i).payload() / 2;
      int end = i;
      while (end < sorted.size() && sorted.get(end).payload() / 2 == concept) {
        end++;
      }
      if (concept < concepts) {
        select(sorted.subList(i, end), selected);
      }
      i = end;
    }
    return selected;
  }

  /** One concept's: first its phrases, then its look-alikes, both in order. */
  private static void select(List<Match> concept, List<Match> into) {
    int phrases = 0;
    while (phrases < concept.size() && concept.get(phrases).payload() % 2 == 0) {
      phrases++;
    }
    int end = 0;
    int near = phrases;
    for (Match match : concept.subList(0, phrases)) {
      while (near < concept.size() && concept.get(near).start() < match.start() - Match.LONGEST) {
        near++;
      }
      if (match.start() >= end && !isVoid(match, concept, near)) {
        into.add(match);
        end = match.end();
      }
    }
  }

  private static boolean isVoid(Match match, List<Match> concept, int near) {
    for (int i = near; i < concept.size() && concept.get(i).start() < match.end(); i++) {
      if (concept.get(i).overlaps(match)) {
        return true;
      }
    }
    return false;
  }
}
