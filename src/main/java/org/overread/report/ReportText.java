package org.overread.report;

import java.util.List;

/**
 * A report's text, its sections in order and its sentences in order. Every position in a finding, a
 * decision or an explanation counts in {@code text}.
 */
public record ReportText(String text, List<Section> sections, List<Sentence> sentences) {
  public ReportText {
    sections = List.copyOf(sections);
    sentences = List.copyOf(sentences);
  }

  /** The section a sentence stands in. */
  public Section sectionOf(Sentence sentence) {
    return sections.get(sentence.section());
  }
}
