package org.overread.findings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Spells out a run of letters of a phrase: its alternatives, its letters that may be missing, and
 * the words a hyphen or slash parts it into, as {@link Tokens} parts those of a text.
 */
final class WordForms {
  private static final String MARKS = ",:;?()=+.!";

  private final List<List<PhraseParser.Step>> paths = new ArrayList<>();
  private Optional<String> mistake = Optional.empty();

  WordForms(String run) {
    if (run.length() == 1 && MARKS.contains(run)) {
      paths.add(List.of(new PhraseParser.Step(run, "", 0)));
      return;
    }
    for (String alternative : run.split("\\|", -1)) {
      if (alternative.isEmpty()) {
        mistake =
            Optional.of(
                "a word is missing beside \"|\"; blanks around it part a <group | of words>");
      } else {
        spell(alternative);
      }
    }
  }

  List<List<PhraseParser.Step>> paths() {
    return paths;
  }

  Optional<String> mistake() {
    return mistake;
  }

  /** With and without the first bracketed letters, then the same of what remains. */
  private void spell(String word) {
    int open = word.indexOf('(');
    int close = word.indexOf(')', Math.max(open, 0));
    if (open < 0 && close < 0) {
      part(word);
    } else if (open < 0 || close < open) {
      mistake = Optional.of("a round bracket around letters is not closed or not opened");
    } else {
      String after = word.substring(close + 1);
      spell(word.substring(0, open) + word.substring(open + 1, close) + after);
      spell(word.substring(0, open) + after);
    }
  }

  private void part(String word) {
    List<PhraseParser.Step> steps = new ArrayList<>();
    int at = 0;
    while (at < word.length()) {
      int from = at;
      while (at < word.length() && isInside(word, at)) {
        at++;
      }
      if (at > from) {
        steps.add(new PhraseParser.Step(word.substring(from, at), "", 0));
      } else {
        char c = word.charAt(at++);
        if (MARKS.indexOf(c) >= 0) {
          steps.add(new PhraseParser.Step(String.valueOf(c), "", 0));
        } else if (c != '-' && c != '/') {
          mistake = Optional.of("\"" + c + "\" cannot stand in a phrase");
        }
      }
    }
    if (word.indexOf('*') >= 0 && word.indexOf('*') != word.length() - 1) {
      mistake = Optional.of("\"*\" stands at the end of a word only");
    }
    paths.add(steps);
  }

  private static boolean isInside(String word, int at) {
    char c = word.charAt(at);
    if (Character.isLetterOrDigit(c) || c == WordTable.DIGIT) {
      return true;
    }
    if (c == '*') {
      return at == word.length() - 1;
    }
    boolean between = at > 0 && at + 1 < word.length();
    return between
        && (c == '\'' && Character.isLetter(word.charAt(at + 1))
            || c == '.' && isDigit(word.charAt(at - 1)) && isDigit(word.charAt(at + 1)));
  }

  private static boolean isDigit(char c) {
    return c == WordTable.DIGIT || c >= '0' && c <= '9';
  }
}
