package org.overread.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.overread.report.Section;
import org.overread.report.SectionKind;

/**
 * Tells whether a report is itself a second reading, by its words: such a study is never forwarded
 * again. That somebody wrote it who belongs to a reading group is known to who gathers the facts,
 * and comes as a fact of {@link FactField#REPORT_SECOND_OPINION}.
 */
final class SecondOpinion {
  /** A list of this name in the rule folder takes the place of the phrases below. */
  static final String LIST = "second_opinion_phrases";

  /** Said of this report; that a second opinion is advised or wanted is something else. */
  static final List<String> PHRASES =
      List.of(
          "received for second opinion",
          "submitted for second opinion",
          "presented for second opinion",
          "sent for second opinion",
          "second opinion interpretation",
          "second opinion consultation",
          "second opinion read",
          "second opinion reading",
          "second opinion report",
          "second opinion review",
          "outside study interpretation",
          "outside study second interpretation",
          "interpretation of outside study",
          "interpretation of outside images",
          "review of outside images",
          "review of outside study",
          "reinterpretation of outside",
          "overread of outside");

  private SecondOpinion() {}

  /** The facts of the report, with this one added when it was not given. */
  static FactSet addTo(CaseFacts facts, Phrases phrases) {
    Optional<CaseText> text = facts.text().filter(t -> t.status().isPresent());
    boolean known = facts.report().isSet(FactField.REPORT_SECOND_OPINION);
    if (text.isEmpty() || known) {
      return facts.report();
    }
    Optional<String> quote = quote(text.get(), phrases);
    List<Fact> all = new ArrayList<>(facts.report().all());
    all.add(
        new Fact(
            FactField.REPORT_SECOND_OPINION,
            quote.isPresent(),
            "report",
            quote.orElse("does not say that it is a second opinion")));
    return FactSet.of(all);
  }

  /** The order is left out: that it asks for a second opinion does not make the report one. */
  private static Optional<String> quote(CaseText text, Phrases phrases) {
    for (Section section : text.text().sections()) {
      if (section.kind() != SectionKind.ORDER) {
        int start = Math.max(0, section.start() - section.heading().length() - 2);
        String words = text.text().text().substring(start, section.end());
        Optional<String> quote = OrderWords.find(words, phrases, Phrases.NONE);
        if (quote.isPresent()) {
          return quote;
        }
      }
    }
    return Optional.empty();
  }
}
