package org.overread.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.overread.report.Headings.Meaning;
import org.overread.report.Headings.Role;
import org.overread.report.Lines.Line;

/** Finds headings, at the beginning of a line and within it. Linear in the text. */
final class HeadingFinder {
  /**
   * A heading.
   *
   * @param start where it begins
   * @param content where the text below it begins
   * @param words as written
   * @param startsLine false where it stands behind other text on its line
   */
  record Mark(int start, int content, String words, Meaning meaning, boolean startsLine) {
    /** The same with what decorates it: "*** IMPRESSION ***". */
    private Mark from(int lineStart) {
      return new Mark(lineStart, content, words, meaning, startsLine);
    }
  }

  private static final int MAX_LABEL = 70; // characters before the colon
  private static final int MAX_WORDS = 5; // of a heading that no colon ends
  private static final String DECORATION = "*=_#>-–—•·|";

  private final String text;
  private final Headings headings = Headings.known();

  HeadingFinder(String text) {
    this.text = text;
  }

  List<Mark> find(List<Line> lines) {
    List<Mark> marks = new ArrayList<>();
    for (Line line : lines) {
      if (line.isEmpty()) {
        continue;
      }
      int from = skip(line.start(), line.end());
      Optional<Mark> first = from == line.end() ? Optional.empty() : atStart(from, line.end());
      first.ifPresent(mark -> marks.add(mark.from(line.start())));
      if (first.isEmpty() || first.get().meaning().role() != Role.LINE) {
        within(first.map(Mark::content).orElse(from), line.end(), marks);
      }
    }
    return marks;
  }

  private Optional<Mark> atStart(int start, int end) {
    return bracketed(start, end)
        .or(() -> addendum(start, end))
        .or(() -> beforeColon(start, end))
        .or(() -> wholeLine(start, end))
        .or(() -> leadingWords(start, end));
  }

  /** "[Findings] Cuff: normal". */
  private Optional<Mark> bracketed(int start, int end) {
    if (text.charAt(start) != '[') {
      return Optional.empty();
    }
    int close = start;
    int limit = Math.min(end, start + MAX_LABEL);
    while (close < limit && text.charAt(close) != ']') {
      close++;
    }
    if (close == limit) {
      return Optional.empty();
    }
    int behind = close + 1;
    String words = text.substring(start + 1, close);
    return headings.loose(words).map(meaning -> mark(start, behind, end, words, meaning));
  }

  /** "ADDENDUM #2 (11/3/2024 14:02):", "*** ADDENDUM ***", "Addendum 1". */
  private Optional<Mark> addendum(int start, int end) {
    int wordEnd = word(start, end);
    String word = text.substring(start, wordEnd);
    if (wordEnd == end
        || headings.exact(word).map(Meaning::kind).orElse(null) != SectionKind.ADDENDUM) {
      return Optional.empty();
    }
    int next = skip(wordEnd, end);
    boolean numbered =
        next == end || Character.isDigit(text.charAt(next)) || "(:".indexOf(text.charAt(next)) >= 0;
    if (!numbered && !Headings.isCapitals(word)) {
      return Optional.empty();
    }
    int colon = colon(wordEnd, end);
    boolean alone = colon < 0 && end - start <= MAX_LABEL;
    int content = colon >= 0 ? colon : alone ? end : wordEnd;
    Meaning meaning = new Meaning(SectionKind.ADDENDUM, Role.SECTION);
    return Optional.of(mark(start, content, end, text.substring(start, content), meaning));
  }

  private Optional<Mark> beforeColon(int start, int end) {
    int colon = colon(start, end);
    if (colon < 0) {
      return Optional.empty();
    }
    int from = afterNumber(start, colon);
    String words = text.substring(from, colon);
    return headings.loose(words).map(meaning -> mark(start, colon, end, words, meaning));
  }

  /** A line that is a heading and nothing else; a full stop may end it. */
  private Optional<Mark> wholeLine(int start, int end) {
    if (end - start > MAX_LABEL || Character.isLowerCase(text.charAt(start))) {
      return Optional.empty();
    }
    int last = end;
    while (last > start && (DECORATION + ". ").indexOf(text.charAt(last - 1)) >= 0) {
      last--;
    }
    String words = text.substring(start, last);
    // without a colon only modifiers may stand beside it: "NO ACUTE FINDINGS" is a finding
    boolean stopped = last < end && text.charAt(last) == '.';
    return (stopped ? headings.exact(words) : headings.loose(words.toLowerCase(Locale.ROOT)))
        .map(meaning -> mark(start, end, end, words, meaning));
  }

  /**
   * "IMPRESSION - Normal", "CONCLUSION. Stable cyst", "IMPRESSION Normal", "Electronically signed
   * by".
   */
  private Optional<Mark> leadingWords(int start, int end) {
    if (!Character.isUpperCase(text.charAt(start))) {
      return Optional.empty();
    }
    Optional<Mark> longest = Optional.empty();
    int wordEnd = start;
    for (int i = 0; i < MAX_WORDS && wordEnd < end && wordEnd - start < MAX_LABEL; i++) {
      wordEnd = word(i == 0 ? start : wordEnd + 1, end);
      String words = text.substring(start, wordEnd);
      Optional<Meaning> meaning = headings.exact(words);
      if (meaning.isPresent() && endsHeading(words, meaning.get(), wordEnd, end)) {
        longest = Optional.of(mark(start, wordEnd, end, words, meaning.get()));
      }
      if (wordEnd < end && text.charAt(wordEnd) != ' ') {
        break;
      }
    }
    return longest;
  }

  private boolean endsHeading(String words, Meaning meaning, int at, int end) {
    if (meaning.role() == Role.LINE) {
      // one word alone begins sentences too: "Age appropriate", "Dose"
      return words.indexOf(' ') > 0;
    }
    boolean capitals = Headings.isCapitals(words);
    int next = at;
    while (next < end && text.charAt(next) == ' ') {
      next++;
    }
    if (next == end) {
      return false; // the whole line was looked at before
    }
    char c = text.charAt(next);
    if ("*=_#".indexOf(c) >= 0) {
      return true;
    }
    if ("-–—".indexOf(c) >= 0) {
      return (next > at || capitals)
          && next + 1 < end
          && !Character.isLetter(text.charAt(next + 1));
    }
    if (c == '.') {
      return next == at
          && next + 1 < end
          && text.charAt(next + 1) == ' '
          && mayBeStopped(meaning, capitals);
    }
    int nextEnd = word(next, end);
    return capitals
        && next > at
        && words.length() > 2
        && text.substring(next, nextEnd).chars().anyMatch(Character::isLowerCase);
  }

  private static boolean mayBeStopped(Meaning meaning, boolean capitals) {
    return capitals
        || meaning.kind() == SectionKind.FINDINGS
        || meaning.kind() == SectionKind.IMPRESSION;
  }

  /** Headings behind other text: "... no fracture. IMPRESSION: normal." */
  private void within(int start, int end, List<Mark> marks) {
    boolean smallLetters = isSmall(start, end);
    int from = start;
    for (int at = start; at < end; at++) {
      if (text.charAt(at) != ':') {
        continue;
      }
      int label = labelStart(from, at);
      Optional<Mark> found =
          label > start ? labelled(label, at, end, smallLetters) : Optional.empty();
      if (found.isEmpty()) {
        found = capitalsBefore(from, at, end);
      }
      if (found.isPresent()) {
        marks.add(found.get());
        from = found.get().content();
      }
    }
  }

  private Optional<Mark> labelled(int label, int colon, int end, boolean smallLetters) {
    if (label >= colon || !(smallLetters || Character.isUpperCase(text.charAt(label)))) {
      return Optional.empty();
    }
    String words = text.substring(label, colon);
    return headings
        .exact(words)
        .filter(meaning -> meaning.role() == Role.SECTION)
        .map(meaning -> inLine(label, colon, end, words, meaning));
  }

  /** "no effusion IMPRESSION: tear": the shortest heading in capitals right before a colon. */
  private Optional<Mark> capitalsBefore(int from, int colon, int end) {
    int word = colon;
    for (int i = 0; i < MAX_WORDS && word > from; i++) {
      while (word > from && text.charAt(word - 1) == ' ') {
        word--;
      }
      while (word > from && text.charAt(word - 1) != ' ' && colon - word < MAX_LABEL) {
        word--;
      }
      String words = text.substring(word, colon);
      if (word == from || !Headings.isCapitals(words)) {
        return Optional.empty();
      }
      Optional<Meaning> meaning = headings.exact(words);
      if (meaning.isPresent() && meaning.get().role() == Role.SECTION) {
        return Optional.of(inLine(word, colon, end, words, meaning.get()));
      }
    }
    return Optional.empty();
  }

  /** Behind the last stop before a colon. */
  private int labelStart(int from, int colon) {
    int at = colon;
    int least = Math.max(from, colon - MAX_LABEL);
    while (at > least && ".;!?:)]|,".indexOf(text.charAt(at - 1)) < 0) {
      at--;
    }
    while (at < colon && Lines.isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private boolean isSmall(int start, int end) {
    for (int i = start; i < end; i++) {
      if (Character.isUpperCase(text.charAt(i))
          && i + 1 < end
          && Character.isLetter(text.charAt(i + 1))) {
        return false;
      }
    }
    return true;
  }

  private Mark mark(int start, int headingEnd, int end, String words, Meaning meaning) {
    return new Mark(start, content(headingEnd, end), clean(words), meaning, true);
  }

  private Mark inLine(int start, int headingEnd, int end, String words, Meaning meaning) {
    return new Mark(start, content(headingEnd, end), clean(words), meaning, false);
  }

  /** Behind the colon, dash or stop that ends a heading. */
  private int content(int headingEnd, int end) {
    int at = headingEnd;
    while (at < end
        && (Lines.isBlank(text.charAt(at)) || (":.;" + DECORATION).indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    return at;
  }

  private static String clean(String words) {
    int end = words.length();
    while (end > 0 && (":.; " + DECORATION).indexOf(words.charAt(end - 1)) >= 0) {
      end--;
    }
    return words.substring(0, end).strip();
  }

  private int skip(int start, int end) {
    int at = start;
    while (at < end
        && (Lines.isBlank(text.charAt(at)) || DECORATION.indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    return at;
  }

  private int word(int start, int end) {
    int at = start;
    while (at < end
        && (Character.isLetterOrDigit(text.charAt(at)) || "/&".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    return at;
  }

  /** The colon that ends a label at the beginning of a line, not one in a time; -1 without. */
  private int colon(int start, int end) {
    int limit = Math.min(end, start + MAX_LABEL);
    for (int at = start; at < limit; at++) {
      char c = text.charAt(at);
      boolean time =
          at > start
              && at + 1 < end
              && Character.isDigit(text.charAt(at - 1))
              && Character.isDigit(text.charAt(at + 1));
      if (c == ':' && !time) {
        return at;
      }
    }
    return -1;
  }

  /** "1. FINDINGS:" */
  private int afterNumber(int start, int end) {
    int at = start;
    while (at < end && at - start < 3 && Character.isLetterOrDigit(text.charAt(at))) {
      at++;
    }
    boolean numbered = at > start && at < end && ".)".indexOf(text.charAt(at)) >= 0;
    return numbered ? skip(at + 1, end) : start;
  }
}
