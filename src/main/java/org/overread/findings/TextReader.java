package org.overread.findings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.overread.report.ReportText;
import org.overread.report.Section;
import org.overread.report.SectionKind;
import org.overread.report.Sentence;

/** Reads a text for the concepts of a vocabulary. Immutable; used by any number of threads. */
public final class TextReader {
  private final Vocabulary.Compiled vocabulary;

  public TextReader(Vocabulary vocabulary) {
    this.vocabulary = vocabulary.compiled();
  }

  /** The mentions of all concepts, in the order of the text; each concept's do not overlap. */
  public List<Mention> read(ReportText report) {
    List<Mention> mentions = new ArrayList<>();
    for (int s = 0; s < report.sentences().size(); s++) {
      Sentence sentence = report.sentences().get(s);
      Section section = report.sectionOf(sentence);
      new SentenceReader(vocabulary, report.text(), sentence, s, section).read(mentions);
    }
    new DerivedMentions(vocabulary, report).addTo(mentions);
    mentions.sort(Comparator.comparingInt(Mention::start).thenComparingInt(Mention::end));
    return List.copyOf(mentions);
  }

  /**
   * How a sentence asserts a part of itself.
   *
   * @param start of the part, in {@code sentence}; {@code end} exclusive
   * @throws IndexOutOfBoundsException when the part does not lie in the sentence or has no word
   */
  public Assertion assertOf(String sentence, int start, int end) {
    java.util.Objects.checkFromToIndex(start, end, sentence.length());
    Section body = new Section(SectionKind.BODY, "", 0, sentence.length());
    return new SentenceReader(vocabulary, sentence, new Sentence(0, 0, sentence.length()), 0, body)
        .assertOf(start, end);
  }
}
