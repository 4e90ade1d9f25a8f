package org.overread.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;
import org.overread.findings.Mention;
import org.overread.report.ReportStatus;
import org.overread.report.ReportText;
import org.overread.rules.FactField.Subject;

/**
 * Everything rules may know of a study: from the headers of its instances, from its report, and
 * what is known here besides. Same headers, in whatever order they came, and the same text give the
 * same facts. Immutable.
 *
 * @param study values of the study
 * @param series one set for each series, by series number
 * @param order the referring physician's words
 * @param source the peer the study came from
 * @param report what is known of the report as a document
 * @param reader who read it, and when in the shift
 * @param sampling the draw of the random sample
 * @param text the order's and the report's text, with what they mention
 */
public record CaseFacts(
    FactSet study,
    List<FactSet> series,
    FactSet order,
    FactSet source,
    FactSet report,
    FactSet reader,
    FactSet sampling,
    Optional<CaseText> text) {
  /** Attributes that rules look at: what a header must keep for {@link Builder#add}. */
  public static final Set<Integer> WANTED_TAGS = InstanceHeader.WANTED_TAGS;

  public CaseFacts {
    series = List.copyOf(series);
  }

  public static CaseFacts of(List<Attributes> headers) {
    Builder builder = new Builder();
    headers.forEach(builder::add);
    return builder.build();
  }

  /** SHA-256 of all facts in a fixed order, hexadecimal: the "inputs" of FWD-01. */
  public String sha256() {
    return Fingerprint.of(this);
  }

  /**
   * Takes headers one at a time and keeps a few values per series, so that a study of 10,000 images
   * is never held. Used by one thread.
   */
  public static final class Builder {
    private final Map<String, SeriesCollector> series = new TreeMap<>();
    private final StudyCollector study = new StudyCollector();
    private final List<Fact> known = new ArrayList<>();
    private Optional<CaseText> text = Optional.empty();

    /** Adds an instance; elements outside {@link #WANTED_TAGS} are ignored. */
    public Builder add(Attributes header) {
      Attributes flat = InstanceHeader.flatten(header);
      study.add(flat);
      series
          .computeIfAbsent(
              flat.string(Tag.SeriesInstanceUID).orElse(""), uid -> new SeriesCollector(uid))
          .add(flat);
      return this;
    }

    /** The AE titles the study came from and was sent to. */
    public Builder source(String callingAeTitle, String calledAeTitle) {
      known(FactField.SOURCE_AE_TITLE, callingAeTitle, FactField.SOURCE_AE_TITLE.label());
      return known(FactField.SOURCE_CALLED, calledAeTitle, FactField.SOURCE_CALLED.label());
    }

    /**
     * The report and what it mentions. The text holds the order's words too, where there are any,
     * in a section ORDER, so that one text has all positions.
     */
    public Builder report(ReportText report, List<Mention> mentions, ReportStatus status) {
      text = Optional.of(new CaseText(report, mentions, Optional.of(status)));
      return this;
    }

    /** What the order mentions, while there is no report; {@link #report} takes its place. */
    public Builder order(ReportText order, List<Mention> mentions) {
      text = Optional.of(new CaseText(order, mentions, Optional.empty()));
      return this;
    }

    /** The draw of the random sample, see {@link Sampling#draw}. */
    public Builder sampling(String studyUid, String siteSalt) {
      long draw = Sampling.draw(studyUid, siteSalt);
      return known(FactField.SAMPLING_DRAW, draw, "random sample, draw of 1000");
    }

    /**
     * A value that is known here and not read from the study: of the reader, of earlier studies and
     * requests, of the order's message, or how old the report is. It takes the place of a value
     * read from headers. What is not known is not given: a condition on it is NOT_KNOWN then.
     *
     * @param source where it is known from, for the evidence
     * @throws IllegalArgumentException when the value is not of the field's type, or the field is
     *     of series or findings, or follows from other facts
     */
    public Builder known(FactField field, Object value, String source) {
      return known(field, value, source, String.valueOf(value));
    }

    /**
     * The same, told to people in other words than the value: "2 known here" instead of "true". The
     * words are not part of {@link CaseFacts#sha256}.
     */
    public Builder known(FactField field, Object value, String source, String quoted) {
      if (!field.takes(value)) {
        throw new IllegalArgumentException(field + " cannot be given this value");
      }
      known.add(new Fact(field, value, source, quoted));
      return this;
    }

    /**
     * The day the study was first received, in local time: what {@code study.daysOld} counts to.
     */
    public Builder receivedOn(LocalDate day) {
      study.receivedOn(day);
      return this;
    }

    public CaseFacts build() {
      List<SeriesCollector> sorted = new ArrayList<>(series.values());
      sorted.sort(
          Comparator.comparingInt(SeriesCollector::number).thenComparing(SeriesCollector::uid));
      Repeats repeats = new Repeats();
      List<FactSet> sets = new ArrayList<>();
      for (SeriesCollector collector : sorted) {
        sets.add(collector.facts(repeats));
      }
      return new CaseFacts(
          known(Subject.STUDY, studyFacts(sets)),
          sets,
          known(Subject.ORDER, study.order().all()),
          known(Subject.SOURCE, List.of()),
          known(Subject.REPORT, text.map(ReportFacts::of).orElse(List.of())),
          known(Subject.READER, List.of()),
          known(Subject.SAMPLING, List.of()),
          text);
    }

    private Collection<Fact> studyFacts(List<FactSet> sets) {
      FactSet read = study.facts(sets);
      if (text.isEmpty() || read.get(FactField.STUDY_BODY_PART).isPresent()) {
        return read.all();
      }
      List<Fact> facts = new ArrayList<>(read.all());
      facts.addAll(ExamLine.bodyParts(text.get()));
      return facts;
    }

    private FactSet known(Subject subject, Collection<Fact> read) {
      List<Fact> facts = new ArrayList<>(read);
      known.stream().filter(fact -> fact.field().subject() == subject).forEach(facts::add);
      return FactSet.of(facts);
    }
  }
}
