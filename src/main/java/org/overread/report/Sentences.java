package org.overread.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.overread.report.Lines.Line;

/**
 * Cuts a section into sentences: at full stops that end one, at line ends that do, and before list
 * items. A sentence excludes its bullet or number. Linear in the text.
 */
final class Sentences {
  /** A name or number always follows. */
  private static final Set<String> ALWAYS_ABBREVIATED =
      Set.of(
          "dr", "drs", "mr", "mrs", "prof", "vs", "i.e", "e.g", "ie", "eg", "viz", "cf", "fig",
          "figs", "ref");

  /** An abbreviation unless a capital follows. */
  private static final Set<String> SOMETIMES_ABBREVIATED =
      Set.of(
          "approx", "ca", "resp", "incl", "max", "min", "sec", "dept", "diff", "est", "lat", "ant",
          "post", "sup", "inf", "med", "prox", "dist", "etc", "al", "st", "inc", "vol", "temp",
          "wk", "wks", "mo", "mos", "yr", "yrs", "hr", "hrs", "pt", "pts", "cont", "s.p", "a.m",
          "p.m", "y.o");

  /** An abbreviation when a number follows. */
  private static final Set<String> NUMBERED =
      Set.of(
          "no", "nos", "ser", "im", "img", "se", "series", "image", "images", "v", "vol", "p",
          "pp");

  /** A line that ends so goes on in the next one. */
  private static final Set<String> OPEN_WORDS =
      Set.of(
          "a",
          "an",
          "the",
          "of",
          "and",
          "or",
          "with",
          "without",
          "to",
          "in",
          "on",
          "at",
          "by",
          "for",
          "from",
          "is",
          "are",
          "was",
          "were",
          "no",
          "not",
          "that",
          "which",
          "as",
          "than",
          "but",
          "be",
          "has",
          "have",
          "mild",
          "moderate",
          "severe",
          "left",
          "right",
          "this",
          "into");

  private static final int WRAPPED =
      45; // characters of a line that a sender's wrapping may have cut
  private static final String BULLETS = "-*•·–—>▪●○◦‣";

  private final String text;
  private final int section;
  private final List<Sentence> sentences = new ArrayList<>();
  private int start = -1;

  private Sentences(String text, int section) {
    this.text = text;
    this.section = section;
  }

  static List<Sentence> of(String text, int start, int end, int section) {
    Sentences cutter = new Sentences(text, section);
    Line previous = null;
    for (Line line : Lines.of(text, start, end)) {
      if (previous != null && !cutter.continues(previous, line)) {
        cutter.close(previous.end());
      }
      if (!line.isEmpty()) {
        cutter.line(line);
      }
      previous = line;
    }
    cutter.close(end);
    return cutter.sentences;
  }

  private boolean continues(Line previous, Line line) {
    if (start < 0 || previous.isEmpty() || line.isEmpty() || !line.newLine()) {
      return false;
    }
    char last = text.charAt(previous.end() - 1);
    if (".!?:;".indexOf(last) >= 0 || afterItem(line.start(), line.end()) > line.start()) {
      return false;
    }
    if (last == ',' || OPEN_WORDS.contains(wordBefore(previous.end(), previous.start()))) {
      return true;
    }
    char first = text.charAt(line.start());
    boolean goesOn = Character.isLowerCase(first) || Character.isDigit(first) || first == '(';
    return goesOn && previous.length() >= WRAPPED && !isLabel(line);
  }

  /** "liver: normal" begins anew. */
  private boolean isLabel(Line line) {
    int limit = Math.min(line.end(), line.start() + WRAPPED);
    for (int at = line.start(); at < limit; at++) {
      if (text.charAt(at) == ':') {
        return true;
      }
    }
    return false;
  }

  private void line(Line line) {
    int at = line.start();
    if (start < 0) {
      at = begin(at, line.end());
    }
    while (at < line.end()) {
      char c = text.charAt(at);
      if ((c == '.' || c == '!' || c == '?') && ends(at, line)) {
        int stop = closing(at + 1, line.end());
        close(stop);
        at = begin(stop, line.end());
      } else {
        at++;
      }
    }
  }

  /** Where a sentence begins: behind blanks and a bullet or number. */
  private int begin(int from, int end) {
    int at = from;
    while (at < end && Lines.isBlank(text.charAt(at))) {
      at++;
    }
    at = afterItem(at, end);
    start = at < end ? at : -1;
    return at;
  }

  private void close(int end) {
    int to = end;
    while (start >= 0 && to > start && Lines.isBlank(text.charAt(to - 1))) {
      to--;
    }
    if (start >= 0 && to > start) {
      sentences.add(new Sentence(section, start, to));
    }
    start = -1;
  }

  /**
   * Behind "- ", "1. ", "1.Tear", "(2) ", "b) ", "#3 "; the position itself where there is none. A
   * line may hold any number of bullets, one after the other.
   */
  private int afterItem(int from, int end) {
    int at = from;
    for (int next = afterBullet(at, end); next > at; next = afterBullet(at, end)) {
      at = next;
    }
    return afterNumber(at, end);
  }

  /** Behind "- " and the blanks after it; the position itself where there is none. */
  private int afterBullet(int from, int end) {
    int at = from;
    while (at < end && BULLETS.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (at == from) {
      return from;
    }
    boolean bullet =
        at == end
            || Lines.isBlank(text.charAt(at))
            || text.charAt(from) > 0x7F
            || text.charAt(at - 1) == '*';
    return bullet ? blanks(at, end) : from;
  }

  private int afterNumber(int from, int end) {
    int at = from;
    boolean open = at < end && "(#".indexOf(text.charAt(at)) >= 0;
    int number = open ? at + 1 : at;
    int digits = number;
    while (digits < end && digits - number < 2 && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    boolean letter =
        digits == number
            && digits + 1 < end
            && Character.isLetter(text.charAt(digits))
            && text.charAt(digits + 1) == ')';
    if (digits == number && !letter) {
      return from;
    }
    int close = letter ? digits + 1 : digits;
    if (close >= end || (letter ? ")" : ".)").indexOf(text.charAt(close)) < 0) {
      return from;
    }
    boolean decimal = close + 1 < end && Character.isDigit(text.charAt(close + 1));
    return decimal && text.charAt(close) == '.' ? from : blanks(close + 1, end);
  }

  private int blanks(int from, int end) {
    int at = from;
    while (at < end && Lines.isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private int closing(int from, int end) {
    int at = from;
    while (at < end && ".!?)]\"'”’".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  private boolean ends(int at, Line line) {
    int next = closing(at + 1, line.end());
    if (next >= line.end()) {
      return true;
    }
    char c = text.charAt(next);
    if (text.charAt(at) == '?') {
      // "?tear" asks; "seen?" ends
      return at > line.start()
          && Character.isLetterOrDigit(text.charAt(at - 1))
          && Lines.isBlank(c);
    }
    if (!Lines.isBlank(c)) {
      return text.charAt(at) == '.' && next == at + 1 && blankIsMissing(at, line);
    }
    return text.charAt(at) == '!' || !isAbbreviation(at, next, line);
  }

  /** "meninges.The cyst", "1.5 cm.There"; not "U.S.A", "Dr.X", "2.5", "report.pdf". */
  private boolean blankIsMissing(int at, Line line) {
    boolean before =
        at - 2 >= line.start()
            && (Character.isLowerCase(text.charAt(at - 1)) || text.charAt(at - 1) == ')')
            && Character.isLetterOrDigit(text.charAt(at - 2));
    boolean after =
        at + 2 < line.end()
            && Character.isUpperCase(text.charAt(at + 1))
            && Character.isLetter(text.charAt(at + 2));
    return before && after && !ALWAYS_ABBREVIATED.contains(wordBefore(at, line.start()));
  }

  private boolean isAbbreviation(int at, int next, Line line) {
    String word = wordBefore(at, line.start());
    if (ALWAYS_ABBREVIATED.contains(word)) {
      return true;
    }
    int following = blanks(next, line.end());
    char c = text.charAt(following);
    if (NUMBERED.contains(word) && (Character.isDigit(c) || c == '#')) {
      return true;
    }
    return SOMETIMES_ABBREVIATED.contains(word) && !Character.isUpperCase(c);
  }

  /** Letters and inner dots before a position, small; at most 12. */
  private String wordBefore(int end, int least) {
    int at = end;
    while (at > least
        && end - at < 12
        && (Character.isLetter(text.charAt(at - 1)) || text.charAt(at - 1) == '.')) {
      at--;
    }
    return text.substring(at, end).toLowerCase(Locale.ROOT);
  }
}
