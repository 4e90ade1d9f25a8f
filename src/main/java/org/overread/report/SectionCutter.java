package org.overread.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.overread.report.HeadingFinder.Mark;
import org.overread.report.Headings.Role;
import org.overread.report.Lines.Line;

/**
 * Cuts one text into sections: at its headings, and where the text below a heading has plainly
 * ended although no heading says so ("Technique: T1, T2.", a blank line, then what was found).
 */
final class SectionCutter {
  private static final Set<SectionKind> BEFORE_FINDINGS =
      Set.of(SectionKind.HISTORY, SectionKind.TECHNIQUE, SectionKind.COMPARISON);
  private static final int MAX_TITLE = 120; // characters
  private static final int MAX_LABEL = 50; // characters before the colon of a sub-heading

  private final String text;
  private final List<Line> lines;
  private final List<Mark> marks;
  private final List<Section> sections = new ArrayList<>();
  private final boolean[] findingsFollow;
  private SectionKind resume;
  private boolean note;

  private SectionCutter(String text, int start, int end, SectionKind kind) {
    this.text = text;
    this.lines = Lines.of(text, start, end);
    this.marks = new HeadingFinder(text).find(lines);
    this.findingsFollow = findingsFollow(marks);
    this.resume = kind;
  }

  /**
   * The sections of a part of a text, in order, none empty. A preliminary version above the final
   * one is {@link SectionKind#COMPARISON}: an earlier reading.
   *
   * @param kind what the text is before its first heading
   */
  static List<Section> cut(String text, int start, int end, SectionKind kind) {
    Optional<PreliminaryText> early = PreliminaryText.find(text, start, end);
    if (early.isEmpty()) {
      return cutVersion(text, start, end, kind);
    }
    PreliminaryText version = early.get();
    List<Section> sections = new ArrayList<>(cutVersion(text, start, version.start(), kind));
    String name = text.substring(version.start(), version.content()).replace(":", "").strip();
    for (Section said : cutVersion(text, version.content(), version.end(), kind)) {
      sections.add(new Section(SectionKind.COMPARISON, name, said.start(), said.end()));
    }
    sections.addAll(cutVersion(text, version.end(), end, kind));
    return sections;
  }

  private static List<Section> cutVersion(String text, int start, int end, SectionKind kind) {
    SectionCutter cutter = new SectionCutter(text, start, end, kind);
    cutter.cut(start, end);
    return cutter.sections;
  }

  private void cut(int start, int end) {
    int first = marks.isEmpty() ? end : marks.get(0).start();
    beforeHeadings(start, first);
    for (int i = 0; i < marks.size(); i++) {
      Mark mark = marks.get(i);
      int to = i + 1 < marks.size() ? marks.get(i + 1).start() : end;
      note |= mark.meaning().role() == Role.NOTE;
      section(mark, i, to);
    }
  }

  private void section(Mark mark, int index, int to) {
    SectionKind kind = kind(mark);
    int from = mark.content();
    if (kind == SectionKind.IGNORED) {
      int stop = mark.meaning().role() == Role.LINE ? lineEnd(from) : paragraphEnd(from, to);
      add(kind, mark.words(), from, Math.min(stop, to));
      add(resume, "", Math.min(stop, to), to);
      return;
    }
    if (BEFORE_FINDINGS.contains(kind)) {
      int stop = findingsFollow[index] ? wholeEnd(from, to) : textEnd(kind, from, to, index);
      int title = titleStart(from, stop, index);
      add(kind, mark.words(), from, title);
      add(SectionKind.TECHNIQUE, "", title, stop);
      add(afterwards(), "", stop, to);
      return;
    }
    resume = kind;
    int title = titleStart(from, to, index);
    add(kind, mark.words(), from, title);
    add(SectionKind.TECHNIQUE, "", title, to);
  }

  /** "ULTRASOUND KIDNEYS" above the next FINDINGS names the next examination. */
  private int titleStart(int from, int to, int index) {
    if (index + 1 == marks.size()) {
      return to;
    }
    int last = lineAt(to) - 1;
    while (last > 0 && lines.get(last).isEmpty()) {
      last--;
    }
    if (last < 1 || lines.get(last).start() <= from || !lines.get(last - 1).isEmpty()) {
      return to;
    }
    Line line = lines.get(last);
    boolean capitals = Headings.isCapitals(text.substring(line.start(), line.end()));
    return capitals && isTitle(line) && text.charAt(line.end() - 1) != '.' ? line.start() : to;
  }

  private SectionKind kind(Mark mark) {
    return note && mark.meaning().role() == Role.EXAM ? SectionKind.HISTORY : mark.meaning().kind();
  }

  /** What follows a history, technique or comparison that has ended. */
  private SectionKind afterwards() {
    return resume == SectionKind.FINDINGS ? SectionKind.FINDINGS : SectionKind.BODY;
  }

  /** For each heading: a findings heading comes before the next impression. */
  private static boolean[] findingsFollow(List<Mark> marks) {
    boolean[] follow = new boolean[marks.size()];
    for (int i = marks.size() - 2; i >= 0; i--) {
      follow[i] =
          switch (marks.get(i + 1).meaning().kind()) {
            case FINDINGS, BODY -> true;
            case IMPRESSION, RECOMMENDATION -> false;
            default -> follow[i + 1];
          };
    }
    return follow;
  }

  /** All of it; but in a clinic note an imaging study has its own line. */
  private int wholeEnd(int from, int to) {
    return note ? subHeadingBefore(from, to) : to;
  }

  private int textEnd(SectionKind kind, int from, int to, int index) {
    if (kind == SectionKind.HISTORY) {
      return historyEnd(from, to, index);
    }
    int paragraph = paragraphEnd(from, to);
    if (sameKindOfTextFollows(index, paragraph)) {
      return to;
    }
    Cue cue = kind == SectionKind.TECHNIQUE ? Cue.TECHNICAL : Cue.EARLIER_STUDY;
    int firstLine = lineEnd(from);
    boolean first = true;
    for (Sentence sentence : Sentences.of(text, from, paragraph, 0)) {
      boolean below = sentence.start() > firstLine;
      boolean belongs =
          first
              || (kind == SectionKind.TECHNIQUE || !below)
                  && cue.in(text, sentence.start(), sentence.end())
                  && !Cue.FOUND.in(text, sentence.start(), sentence.end());
      if (!belongs || below && subHeading(sentence.start())) {
        return sentence.start();
      }
      first = false;
    }
    return paragraph;
  }

  /** "Technique: T1, T2. Hyoscine given. Comparison: none." */
  private boolean sameKindOfTextFollows(int index, int paragraph) {
    return index + 1 < marks.size()
        && marks.get(index + 1).start() <= paragraph
        && BEFORE_FINDINGS.contains(kind(marks.get(index + 1)));
  }

  /** The first paragraph; its first line when there is no other. */
  private int historyEnd(int from, int to, int index) {
    int paragraph = paragraphEnd(from, to);
    if (rest(paragraph, to)) {
      int end = paragraph;
      while (end < to && isNarrative(end, to)) {
        end = paragraphEnd(end, to);
      }
      return subHeadingBefore(from, end);
    }
    if (note) {
      return subHeadingBefore(from, to);
    }
    List<Sentence> sentences = Sentences.of(text, from, to, 0);
    int firstLine = sentences.isEmpty() ? to : lineEnd(sentences.get(0).start());
    for (Sentence sentence : sentences) {
      if (sentence.start() > firstLine) {
        return sentence.start();
      }
    }
    boolean last = index + 1 == marks.size();
    return last && sentences.size() > 1 ? sentences.get(1).start() : to;
  }

  private boolean isNarrative(int from, int to) {
    int start = from;
    while (start < to && Lines.isBlank(text.charAt(start))) {
      start++;
    }
    if (start == to || !note) {
      return false;
    }
    return !(subHeading(start) && Cue.MODALITY.in(text, start, labelEnd(start)))
        && (subHeading(start) || Cue.NARRATIVE.in(text, start, to));
  }

  /** In a clinic note the line of an imaging study ends the history. */
  private int subHeadingBefore(int from, int to) {
    for (int i = lineAt(from); i < lines.size() && lines.get(i).end() <= to; i++) {
      Line line = lines.get(i);
      if (line.start() <= from || line.isEmpty() || !subHeading(line.start())) {
        continue;
      }
      if (!note || Cue.MODALITY.in(text, line.start(), labelEnd(line.start()))) {
        return line.start();
      }
    }
    return to;
  }

  /** Title and "This is a 63-year-old ..." before the first heading. */
  private void beforeHeadings(int start, int end) {
    int from = start;
    boolean title = true;
    for (Line line : lines) {
      if (line.start() >= end || resume != SectionKind.BODY) {
        break;
      }
      if (line.isEmpty()) {
        continue;
      }
      boolean alone = hasMore(line.end());
      if (title && alone && isTitle(line)) {
        add(SectionKind.TECHNIQUE, "", line.start(), line.end());
        from = line.end();
        title = false;
      } else if (Cue.PATIENT.in(text, line.start(), line.end())) {
        int stop = patientEnd(line, end);
        add(SectionKind.HISTORY, "", line.start(), stop);
        from = stop;
        break;
      } else {
        break;
      }
    }
    add(isBeforeFindings() ? SectionKind.HISTORY : resume, "", from, end);
  }

  /** What stands above the heading of the findings, and under none, was not found. */
  private boolean isBeforeFindings() {
    return resume == SectionKind.BODY
        && !marks.isEmpty()
        && marks.get(0).startsLine()
        && marks.get(0).meaning().kind() == SectionKind.FINDINGS;
  }

  private int patientEnd(Line line, int end) {
    int paragraph = Math.min(paragraphEnd(line.start(), end), end);
    if (hasMore(paragraph)) {
      return paragraph;
    }
    List<Sentence> sentences = Sentences.of(text, line.start(), end, 0);
    return sentences.size() > 1 ? sentences.get(1).start() : end;
  }

  private boolean isTitle(Line line) {
    if (line.length() > MAX_TITLE || text.charAt(line.end() - 1) == ':') {
      return false;
    }
    String words = text.substring(line.start(), line.end());
    boolean prose = words.indexOf(". ") >= 0 || words.endsWith(".") && !Headings.isCapitals(words);
    return !prose && words.indexOf(':') < 0 && Cue.TITLE.in(words, 0, words.length());
  }

  private boolean hasMore(int from) {
    return rest(from, lines.get(lines.size() - 1).end());
  }

  private boolean rest(int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Lines.isBlank(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** A label and a colon, whatever the label says. */
  private boolean subHeading(int start) {
    int end = labelEnd(start);
    return end < text.length() && text.charAt(end) == ':' && end > start;
  }

  private int labelEnd(int start) {
    int limit = Math.min(text.length(), start + MAX_LABEL);
    int at = start;
    while (at < limit && ":.;\n\r".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  private int lineEnd(int from) {
    int line = lineAt(from);
    return line < lines.size() ? lines.get(line).end() : from;
  }

  /** The first line that ends at or behind a position. */
  private int lineAt(int position) {
    int low = 0;
    int high = lines.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (lines.get(middle).end() < position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The blank line behind the first text at or after a position. */
  private int paragraphEnd(int from, int to) {
    boolean begun = false;
    for (int i = lineAt(from); i < lines.size() && lines.get(i).start() < to; i++) {
      Line line = lines.get(i);
      if (line.isEmpty() && begun) {
        return line.start();
      }
      begun |= !line.isEmpty() && line.end() > from;
    }
    return to;
  }

  private static boolean separates(char c) {
    return Lines.isBlank(c) || c == '~';
  }

  private void add(SectionKind kind, String heading, int start, int end) {
    int from = start;
    int to = end;
    while (from < to && separates(text.charAt(from))) {
      from++;
    }
    while (to > from && separates(text.charAt(to - 1))) {
      to--;
    }
    if (from < to) {
      sections.add(new Section(kind, heading, from, to));
    }
  }
}
