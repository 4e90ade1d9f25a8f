package org.overread.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
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
  private static final int LOOK = 120; // characters of a line that tell what it is

  private static final Pattern TITLE =
      Pattern.compile(
          "\\b(mri?|mra|mrcp|ct|cta|ct[au]|us|ultrasound|pet|x-?ray|xr|radiograph|mammogra\\w+|doppler|echo|cmr|arthrogram"
              + "|urogram|angiogra\\w+|neurography|interpretation|examination|scan|ap|pa|spine|magnetic"
              + "|cardiovascular|tomography|sonogra\\w+|study|report|protocol)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern PATIENT =
      Pattern.compile(
          "(this (is an?|patient is an?|\\d{1,3})|the patient is an?|patient is an?|patient:?|pt is"
              + " an?|an?|\\d{1,3})?\\s*(\\d{1,3}\\s*[-"
              + " ]?\\s*(years?|yrs?|y/?o|months?|weeks?|days?|[mf]\\b)|(middle[-"
              + " ]aged|elderly|young|adult|newborn|pregnant)\\s+(man|woman|male|female|lady|gentleman|patient|boy|girl))"
              + ".*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern NARRATIVE =
      Pattern.compile(
          "\\b(she|he|patient|pt|presented|complain\\w*|denie[sd]|underwent|history)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern TECHNICAL =
      Pattern.compile(
          "\\b(t1|t2|pd|stir|flair|dwi|sequences?|sagittal|axial|coronal|sag|ax|cor|contrast|gadolinium|gad|tesla"
              + "|[13](\\.\\d)?\\s?t|slices?|images|imaging|acquired|obtained|performed|protocol|administ\\w+|inject\\w*"
              + "|reformat\\w*|reconstruct\\w*|ml|cc|coil|multiplanar|postcontrast|noncontrast|scanned|anesthesia)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern EARLIER_STUDY =
      Pattern.compile(
          "\\b(prior|previous|compar\\w+|none|earlier|available|radiographs?|dated?|outside|ct|mri?|ultrasound"
              + "|\\d{1,2}/\\d{1,2}(/\\d{2,4})?|\\d{4})\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern FOUND =
      Pattern.compile(
          "\\b(there"
              + " (is|are|was|were)|lesions?|mass|normal|intact|tears?|unremarkable|fracture|effusion|nodules?|oedema|edema)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern MODALITY =
      Pattern.compile("\\b(mri?|mra|ct|cta|us|ultrasound|x-?ray|pet)\\b", Pattern.CASE_INSENSITIVE);

  private final String text;
  private final List<Line> lines;
  private final List<Mark> marks;
  private final List<Section> sections = new ArrayList<>();
  private SectionKind resume;
  private boolean note;

  private SectionCutter(String text, int start, int end, SectionKind kind) {
    this.text = text;
    this.lines = Lines.of(text, start, end);
    this.marks = new HeadingFinder(text).find(lines);
    this.resume = kind;
  }

  /**
   * The sections of a part of a text, in order, none empty.
   *
   * @param kind what the text is before its first heading
   */
  static List<Section> cut(String text, int start, int end, SectionKind kind) {
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
      int stop = findingsFollow(index) ? to : textEnd(kind, from, to, index);
      add(kind, mark.words(), from, stop);
      add(afterwards(), "", stop, to);
      return;
    }
    resume = kind;
    add(kind, mark.words(), from, to);
  }

  private SectionKind kind(Mark mark) {
    return note && mark.meaning().role() == Role.EXAM ? SectionKind.HISTORY : mark.meaning().kind();
  }

  /** What follows a history, technique or comparison that has ended. */
  private SectionKind afterwards() {
    return resume == SectionKind.FINDINGS ? SectionKind.FINDINGS : SectionKind.BODY;
  }

  /** A findings heading comes before the next impression, or another of its like does. */
  private boolean findingsFollow(int index) {
    for (int i = index + 1; i < marks.size(); i++) {
      SectionKind kind = kind(marks.get(i));
      if (kind == SectionKind.FINDINGS || kind == SectionKind.BODY) {
        return true;
      }
      if (kind == SectionKind.IMPRESSION || kind == SectionKind.RECOMMENDATION) {
        return false;
      }
    }
    return false;
  }

  private int textEnd(SectionKind kind, int from, int to, int index) {
    if (kind == SectionKind.HISTORY) {
      return historyEnd(from, to, index);
    }
    int paragraph = paragraphEnd(from, to);
    if (sameKindOfTextFollows(index, paragraph)) {
      return to;
    }
    Pattern cue = kind == SectionKind.TECHNIQUE ? TECHNICAL : EARLIER_STUDY;
    int firstLine = lineEnd(from);
    boolean first = true;
    for (Sentence sentence : Sentences.of(text, from, paragraph, 0)) {
      boolean below = sentence.start() > firstLine;
      boolean belongs =
          first
              || (kind == SectionKind.TECHNIQUE || !below)
                  && cue.matcher(text).region(sentence.start(), look(sentence)).find()
                  && !FOUND.matcher(text).region(sentence.start(), look(sentence)).find();
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
    return !(subHeading(start) && MODALITY.matcher(text).region(start, labelEnd(start)).find())
        && (subHeading(start)
            || NARRATIVE.matcher(text).region(start, Math.min(to, start + LOOK)).find());
  }

  /** In a clinic note the line of an imaging study ends the history. */
  private int subHeadingBefore(int from, int to) {
    for (Line line : lines) {
      if (line.start() <= from || line.end() > to || line.isEmpty() || !subHeading(line.start())) {
        continue;
      }
      if (!note || MODALITY.matcher(text).region(line.start(), labelEnd(line.start())).find()) {
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
      } else if (PATIENT.matcher(text).region(line.start(), look(line)).matches()) {
        int stop = patientEnd(line, end);
        add(SectionKind.HISTORY, "", line.start(), stop);
        from = stop;
        break;
      } else {
        break;
      }
    }
    add(resume, "", from, end);
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
    return !prose && words.indexOf(':') < 0 && TITLE.matcher(words).find();
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
    int limit = Math.min(text.length(), start + 50);
    int at = start;
    while (at < limit && ":.;\n\r".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  private int lineEnd(int from) {
    for (Line line : lines) {
      if (line.end() >= from) {
        return line.end();
      }
    }
    return from;
  }

  /** The blank line behind the first text at or after a position. */
  private int paragraphEnd(int from, int to) {
    boolean text = false;
    for (Line line : lines) {
      if (line.end() < from) {
        continue;
      }
      if (line.isEmpty() && text) {
        return Math.min(line.start(), to);
      }
      text |= !line.isEmpty() && line.end() > from;
    }
    return to;
  }

  private static int look(Sentence sentence) {
    return Math.min(sentence.end(), sentence.start() + LOOK);
  }

  private static int look(Line line) {
    return Math.min(line.end(), line.start() + LOOK);
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
