package org.overread.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a report's text: sections first, then the sentences of each. Immutable; any number of
 * threads. Time is linear in the text.
 */
public final class ReportReader {
  /** A text without parts. Positions are those of the text as given. */
  public ReportText read(String text) {
    Reading reading = new Reading();
    reading.text.append(text);
    reading.sections.addAll(SectionCutter.cut(text, 0, text.length(), SectionKind.BODY));
    return reading.finished();
  }

  /**
   * The parts below each other in one text, each below its heading. A part's known kind holds until
   * a heading in its text says otherwise.
   */
  public ReportText read(List<ReportPart> parts) {
    Reading reading = new Reading();
    parts.forEach(reading::add);
    return reading.finished();
  }

  /**
   * Order and report in one text, so that all positions count in one: the order first, whole, as
   * {@link SectionKind#ORDER}, then a blank line and the report.
   */
  public ReportText orderAndReport(String order, List<ReportPart> parts) {
    Reading reading = new Reading();
    reading.addOrder(order);
    parts.forEach(reading::add);
    return reading.finished();
  }

  private static final class Reading {
    private final StringBuilder text = new StringBuilder();
    private final List<Section> sections = new ArrayList<>();

    private void addOrder(String order) {
      if (!order.isBlank()) {
        text.append(order);
        sections.add(new Section(SectionKind.ORDER, "", 0, order.length()));
      }
    }

    private void add(ReportPart part) {
      if (text.length() > 0) {
        text.append("\n\n");
      }
      boolean headed = !part.heading().isBlank() && !part.text().strip().startsWith(part.heading());
      if (headed && part.kind().isEmpty()) {
        // the heading may tell the kind
        int start = text.length();
        text.append(part.heading()).append(":\n").append(part.text());
        cut(start, SectionKind.BODY, "");
        return;
      }
      if (headed) {
        text.append(part.heading()).append(":\n");
      }
      int start = text.length();
      text.append(part.text());
      cut(start, part.kind().orElse(SectionKind.BODY), headed ? part.heading() : "");
    }

    private void cut(int start, SectionKind kind, String heading) {
      List<Section> cut = SectionCutter.cut(text.substring(start), 0, text.length() - start, kind);
      for (Section section : cut) {
        boolean first = section == cut.get(0) && section.heading().isEmpty();
        sections.add(
            new Section(
                section.kind(),
                first ? heading : section.heading(),
                section.start() + start,
                section.end() + start));
      }
    }

    private ReportText finished() {
      String whole = text.toString();
      List<Sentence> sentences = new ArrayList<>();
      for (int i = 0; i < sections.size(); i++) {
        Section section = sections.get(i);
        sentences.addAll(Sentences.of(whole, section.start(), section.end(), i));
      }
      return new ReportText(whole, sections, sentences);
    }
  }
}
