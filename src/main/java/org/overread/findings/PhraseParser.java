package org.overread.findings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a phrase and spells it out: every way to take its optional parts and alternatives becomes
 * one path of steps.
 *
 * <pre>
 *   word  word*             exactly this word; any word that begins so
 *   an(a)emia  tear(s)      letters that may be missing
 *   @                       any digit: 20@@
 *   a|b                     one of these words
 *   [a b]  [a | b c]        may be missing; may be missing, else one of these
 *   &lt;a b | c&gt;               one of these; the bar stands between blanks
 *   {name}                  a phrase of that set
 *   ...  ...3               up to five words in between; up to three
 *   , : ; ? ( ) = + .       these marks, standing alone
 * </pre>
 */
final class PhraseParser {
  /** A gap of {@code ...} without a number: words. */
  static final int GAP = 5;

  private static final int LONGEST_GAP = 9;
  private static final int MOST_VARIANTS = 512;

  /** One path without a step: what every phrase begins with. */
  private static final List<List<Step>> NOTHING = List.of(List.of());

  /** One step of a path. Exactly one of the three: a word pattern, a set, a gap above 0. */
  record Step(String word, String set, int gap) {}

  private final SourceLine line;
  private final String text;
  private final Function<String, Optional<List<List<Step>>>> sets;
  private final Collection<String> setNames;
  private final List<VocabularyIssue> issues;
  private int at;
  private boolean broken;

  /**
   * @param setNames all there are, to guess from
   * @param sets what to put in the place of a set's name; empty for an unknown set
   */
  PhraseParser(
      SourceLine line,
      Function<String, Optional<List<List<Step>>>> sets,
      Collection<String> setNames,
      List<VocabularyIssue> issues) {
    this.line = line;
    this.text = line.text();
    this.sets = sets;
    this.setNames = setNames;
    this.issues = issues;
  }

  /** All paths; none when the phrase is wrong, with what is wrong added to the issues. */
  List<List<Step>> read() {
    List<List<Step>> paths = alternatives("");
    if (!broken && at < text.length()) {
      wrong(at, "\"" + text.charAt(at) + "\" closes nothing");
    }
    if (broken) {
      return List.of();
    }
    for (List<Step> path : paths) {
      if (path.isEmpty() || path.get(0).gap() > 0 || path.get(path.size() - 1).gap() > 0) {
        wrong(0, "a phrase begins and ends with a word, also when its optional parts are missing");
        return List.of();
      }
    }
    return paths;
  }

  /** Paths up to one of the closing marks, or the end; the mark is not taken. */
  private List<List<Step>> alternatives(String closing) {
    List<List<Step>> all = List.of();
    List<List<Step>> current = NOTHING;
    while (!broken) {
      while (at < text.length() && text.charAt(at) == ' ') {
        at++;
      }
      if (at >= text.length() || closing.indexOf(text.charAt(at)) >= 0) {
        break;
      }
      if (text.charAt(at) == '|' && !closing.isEmpty()) { // a bar inside a word never gets here
        at++;
        all = together(all, current);
        current = NOTHING;
      } else {
        current = product(current, element());
      }
    }
    return together(all, current);
  }

  private static List<List<Step>> together(List<List<Step>> some, List<List<Step>> others) {
    if (some.isEmpty()) {
      return others;
    }
    List<List<Step>> all = new ArrayList<>(some.size() + others.size());
    all.addAll(some);
    all.addAll(others);
    return all;
  }

  private List<List<Step>> element() {
    char c = text.charAt(at);
    if (c == '[') {
      return together(group(']'), NOTHING);
    }
    if (c == '<') {
      return group('>');
    }
    if (c == '{') {
      return set();
    }
    if (text.startsWith("...", at)) {
      return List.of(List.of(new Step("", "", gap())));
    }
    return word();
  }

  private List<List<Step>> group(char close) {
    int opened = at++;
    List<List<Step>> inside = alternatives(String.valueOf(close));
    if (at >= text.length()) {
      wrong(opened, "\"" + text.charAt(opened) + "\" is not closed by \"" + close + "\"");
    }
    at++;
    return inside;
  }

  private List<List<Step>> set() {
    int close = text.indexOf('}', at);
    if (close < 0) {
      wrong(at, "\"{\" is not closed by \"}\"");
      return List.of();
    }
    String name = text.substring(at + 1, close).strip().toLowerCase(Locale.ROOT);
    Optional<List<List<Step>>> content = sets.apply(name);
    if (content.isEmpty()) {
      wrong(at, "there is no set \"" + name + "\"" + DidYouMean.hint(name, setNames));
    }
    at = close + 1;
    return content.orElse(List.of());
  }

  private int gap() {
    int place = at;
    at += 3;
    int from = at;
    while (at < text.length() && Character.isDigit(text.charAt(at))) {
      at++;
    }
    int words = from == at ? GAP : at - from > 1 ? LONGEST_GAP + 1 : text.charAt(from) - '0';
    if (words < 1 || words > LONGEST_GAP) {
      wrong(place, "a gap has 1 to " + LONGEST_GAP + " words");
    }
    return words;
  }

  /** A run without blanks, with its alternatives. */
  private List<List<Step>> word() {
    int from = at;
    while (at < text.length() && text.charAt(at) >= 'a' && text.charAt(at) <= 'z') {
      at++;
    }
    if (at > from && (at == text.length() || text.charAt(at) == ' ')) {
      // Nine words in ten: nothing to spell out.
      return List.of(List.of(new Step(text.substring(from, at), "", 0)));
    }
    int depth = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ' ' || at > from && depth == 0 && "[]<>{}".indexOf(c) >= 0) {
        break;
      }
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      at++;
    }
    WordForms forms = new WordForms(text.substring(from, at).toLowerCase(Locale.ROOT));
    forms.mistake().ifPresent(message -> wrong(from, message));
    return forms.paths();
  }

  private void wrong(int offset, String message) {
    if (!broken) {
      issues.add(line.issue(offset, message));
    }
    broken = true;
  }

  private List<List<Step>> product(List<List<Step>> left, List<List<Step>> right) {
    if (left == NOTHING) {
      return right;
    }
    if ((long) left.size() * right.size() > MOST_VARIANTS) {
      wrong(at, "more than " + MOST_VARIANTS + " ways to read this phrase; use a set or a gap");
      return List.of();
    }
    List<List<Step>> all = new ArrayList<>(left.size() * right.size());
    for (List<Step> l : left) {
      for (List<Step> r : right) {
        List<Step> path = new ArrayList<>(l.size() + r.size());
        path.addAll(l);
        path.addAll(r);
        all.add(path);
      }
    }
    return all;
  }
}
