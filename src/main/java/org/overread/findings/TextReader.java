package org.overread.findings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.overread.report.ReportText;
import org.overread.report.Section;
import org.overread.report.SectionKind;
import org.overread.report.Sentence;

/** Reads a text for the concepts of a vocabulary. Immutable; used by any number of threads. */
public final class TextReader {
  /** Longest text that is read, in UTF-16 code units. */
  public static final int LONGEST = 2_000_000;

  private static final Comparator<Mention> IN_ORDER =
      Comparator.comparingInt(Mention::start)
          .thenComparingInt(Mention::end)
          .thenComparing(Mention::concept);

  private final Vocabulary.Compiled vocabulary;

  public TextReader(Vocabulary vocabulary) {
    this.vocabulary = vocabulary.compiled();
  }

  /** The mentions of all concepts; those of one concept do not overlap. */
  public Reading read(ReportText report) {
    if (report.text().length() > LONGEST) {
      return new Reading(List.of(), true);
    }
    List<Mention> mentions = new ArrayList<>();
    for (int s = 0; s < report.sentences().size(); s++) {
      Sentence sentence = report.sentences().get(s);
      Section section = report.sectionOf(sentence);
      new SentenceReader(vocabulary, report.text(), sentence, s, section).read(mentions);
    }
    mentions.sort(IN_ORDER);
    new ScoreLegends(vocabulary).mark(mentions);
    new DerivedMentions(vocabulary, report).addTo(mentions);
    mentions.sort(IN_ORDER);
    return new Reading(mentions, false);
  }

  /**
   * How a sentence asserts a part of itself.
   *
   * @param start of the part, in {@code sentence}; {@code end} exclusive
   * @throws IndexOutOfBoundsException when the part does not lie in the sentence or has no word
   */
  public Assertion assertOf(String sentence, int start, int end) {
    return assertOf(sentence, start, end, SectionKind.BODY);
  }

  /** The same for a sentence of a section. */
  Assertion assertOf(String sentence, int start, int end, SectionKind kind) {
    Objects.checkFromToIndex(start, end, sentence.length());
    Section section = new Section(kind, "", 0, sentence.length());
    Sentence all = new Sentence(0, 0, sentence.length());
    return new SentenceReader(vocabulary, sentence, all, 0, section).assertOf(start, end);
  }
}
