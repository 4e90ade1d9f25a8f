package org.overread.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import org.overread.findings.Assertion;
import org.overread.findings.Mention;
import org.overread.report.ReportStatus;
import org.overread.report.ReportText;
import org.overread.report.Section;
import org.overread.report.SectionKind;
import org.overread.report.Sentence;

/**
 * The facts of a case as JSON, so that a decision can be stored with what it was made of and
 * computed again, see {@link Replay}. It holds the report's text: it belongs where the decision is,
 * and nowhere else.
 */
public final class FactsJson {
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          // what records tell besides their components, e.g. Assertion.isCurrent
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private FactsJson() {}

  private record StoredFact(FactField field, Object value, String source, String quoted) {
    static StoredFact of(Fact fact) {
      return new StoredFact(fact.field(), fact.value(), fact.source(), fact.quoted());
    }

    /** JSON has one kind of number; the field knows which it is. */
    Fact fact() {
      Object typed =
          switch (field.type()) {
            case COUNT -> ((Number) value).longValue();
            case NUMBER -> ((Number) value).doubleValue();
            case TEXTS -> ((List<?>) value).stream().map(String.class::cast).toList();
            case TEXT, FLAG -> value;
          };
      return new Fact(field, typed, source, quoted);
    }
  }

  private record StoredMention(
      String concept,
      String group,
      int start,
      int end,
      SectionKind section,
      int sentence,
      Assertion assertion,
      String category,
      Double sizeMm) {
    static StoredMention of(Mention m) {
      return new StoredMention(
          m.concept(),
          m.group(),
          m.start(),
          m.end(),
          m.section(),
          m.sentence(),
          m.assertion(),
          m.category().orElse(null),
          m.sizeMm().orElse(null));
    }

    Mention mention() {
      return new Mention(
          concept,
          group,
          start,
          end,
          section,
          sentence,
          assertion,
          Optional.ofNullable(category),
          Optional.ofNullable(sizeMm));
    }
  }

  private record StoredText(
      String text,
      List<Section> sections,
      List<Sentence> sentences,
      List<StoredMention> mentions,
      ReportStatus status) {
    static StoredText of(CaseText text) {
      return new StoredText(
          text.text().text(),
          text.text().sections(),
          text.text().sentences(),
          text.mentions().stream().map(StoredMention::of).toList(),
          text.status().orElse(null));
    }

    CaseText caseText() {
      return new CaseText(
          new ReportText(text, sections, sentences),
          mentions.stream().map(StoredMention::mention).toList(),
          Optional.ofNullable(status));
    }
  }

  private record StoredCase(
      List<StoredFact> study,
      List<List<StoredFact>> series,
      List<StoredFact> order,
      List<StoredFact> source,
      List<StoredFact> report,
      List<StoredFact> reader,
      List<StoredFact> sampling,
      StoredText text) {}

  /** The facts as one line of JSON. */
  public static String write(CaseFacts facts) {
    StoredCase stored =
        new StoredCase(
            stored(facts.study()),
            facts.series().stream().map(FactsJson::stored).toList(),
            stored(facts.order()),
            stored(facts.source()),
            stored(facts.report()),
            stored(facts.reader()),
            stored(facts.sampling()),
            facts.text().map(StoredText::of).orElse(null));
    try {
      return MAPPER.writeValueAsString(stored);
    } catch (JsonProcessingException e) {
      e.clearLocation(); // it may quote the text
      throw new IllegalStateException("facts cannot be written as JSON");
    }
  }

  /**
   * The facts that were written.
   *
   * @throws IllegalArgumentException when this is not what {@link #write} gave; it quotes nothing
   */
  public static CaseFacts read(String json) {
    try {
      StoredCase stored = MAPPER.readValue(json, StoredCase.class);
      return new CaseFacts(
          facts(stored.study),
          stored.series.stream().map(FactsJson::facts).toList(),
          facts(stored.order),
          facts(stored.source),
          facts(stored.report),
          facts(stored.reader),
          facts(stored.sampling),
          Optional.ofNullable(stored.text).map(StoredText::caseText));
    } catch (JsonProcessingException | RuntimeException e) {
      throw new IllegalArgumentException("not the stored facts of a case");
    }
  }

  private static List<StoredFact> stored(FactSet facts) {
    return facts.all().stream().map(StoredFact::of).toList();
  }

  private static FactSet facts(List<StoredFact> stored) {
    return FactSet.of(stored.stream().map(StoredFact::fact).toList());
  }
}
