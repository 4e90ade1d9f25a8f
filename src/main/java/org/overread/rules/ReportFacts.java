package org.overread.rules;

import static org.overread.rules.FactField.REPORT_ADDENDUM;
import static org.overread.rules.FactField.REPORT_HAS_IMPRESSION;
import static org.overread.rules.FactField.REPORT_LENGTH;
import static org.overread.rules.FactField.REPORT_PRELIMINARY;
import static org.overread.rules.FactField.REPORT_SECTIONS;
import static org.overread.rules.FactField.REPORT_STATUS;

import java.util.ArrayList;
import java.util.List;
import org.overread.report.ReportStatus;
import org.overread.report.Section;
import org.overread.report.SectionKind;

/** What can be told of a report from its status and its sections. */
final class ReportFacts {
  private static final String SOURCE = "report";

  private ReportFacts() {}

  /** Nothing when there is no report. */
  static List<Fact> of(CaseText text) {
    List<Fact> facts = new ArrayList<>();
    if (text.status().isEmpty()) {
      return facts;
    }
    ReportStatus status = text.status().get();
    List<Section> sections =
        text.text().sections().stream().filter(s -> s.kind() != SectionKind.ORDER).toList();
    List<String> terms = sections.stream().map(s -> s.kind().term()).distinct().toList();
    long length = sections.stream().mapToLong(s -> s.end() - s.start()).sum();
    boolean addendum =
        status == ReportStatus.ADDENDUM || terms.contains(SectionKind.ADDENDUM.term());
    facts.add(Fact.of(REPORT_STATUS, CaseText.term(status), SOURCE + " status"));
    facts.add(
        new Fact(
            REPORT_PRELIMINARY,
            status == ReportStatus.PRELIMINARY,
            SOURCE + " status",
            CaseText.term(status)));
    facts.add(Fact.of(REPORT_ADDENDUM, addendum, SOURCE + ", addendum"));
    facts.add(Fact.of(REPORT_LENGTH, length, SOURCE + ", characters"));
    facts.add(new Fact(REPORT_SECTIONS, terms, SOURCE + ", sections", String.join(", ", terms)));
    facts.add(
        Fact.of(
            REPORT_HAS_IMPRESSION,
            terms.contains(SectionKind.IMPRESSION.term()),
            SOURCE + ", impression"));
    return facts;
  }
}
