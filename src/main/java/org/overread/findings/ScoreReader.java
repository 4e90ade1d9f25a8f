package org.overread.findings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the categories behind the names of reporting scores, in one sentence. */
final class ScoreReader {
  /** How many words may stand between name and category. */
  private static final int FILLERS = 5;

  private static final Set<String> BETWEEN =
      Set.of(
          "category",
          "categories",
          "cat",
          "score",
          "scores",
          "assessment",
          "final",
          "overall",
          "classification",
          "grade",
          "class",
          "is",
          "of",
          "as",
          ":",
          "=",
          "(",
          "v2",
          "v2.0",
          "v2.1",
          "v1.1",
          "version",
          "2.1",
          "2018",
          "2022",
          "m",
          "a",
          "code",
          "lesion",
          "lesions");

  private static final Set<String> IN_A_LIST =
      Set.of(
          ",",
          "and",
          "or",
          "nor",
          "(",
          ")",
          "right",
          "left",
          "both",
          "bilateral",
          "breast",
          "lobe",
          "side",
          "in",
          "the",
          "to");

  /** A category of a score; {@code legend} when the text explains what it means. */
  record Found(Match match, int concept, String category, boolean legend) {}

  private final Tokens tokens;
  private final Map<Integer, Score> byConcept = new HashMap<>();
  private final List<Score> scores;
  private final List<Found> found = new ArrayList<>();

  ScoreReader(Tokens tokens, List<Score> scores) {
    this.tokens = tokens;
    this.scores = scores;
    for (Score score : scores) {
      byConcept.put(score.concept(), score);
    }
  }

  /**
   * The categories, in the order of the text.
   *
   * @param phrases all phrases of the sentence, among them the names of scores
   */
  List<Found> read(List<Match> phrases) {
    for (Match phrase : phrases) {
      Score score = byConcept.get(phrase.payload() / 2);
      if (score != null) {
        behind(score, phrase.start(), phrase.end());
      }
    }
    for (int t = 0; t < tokens.count(); t++) {
      for (Score score : scores) {
        for (String name : score.attached()) {
          attached(score, name, t);
        }
      }
    }
    return found;
  }

  private void behind(Score score, int start, int end) {
    int t = end;
    while (t < tokens.count()
        && t - end < FILLERS
        && category(score, t).isEmpty()
        && BETWEEN.contains(tokens.word(t))) {
      t++;
    }
    if (category(score, t).isPresent() && !isMeasure(t)) {
      add(score, start, t, category(score, t).get());
      list(score, t + 1);
    }
  }

  /** "TR5" as one word, and "TR 5", "TR-5". */
  private void attached(Score score, String name, int t) {
    if (!tokens.startsWith(t, name)) {
      return;
    }
    String rest = tokens.word(t).substring(name.length());
    if (rest.isEmpty()) {
      if (category(score, t + 1).isPresent() && !isMeasure(t + 1)) {
        add(score, t, t + 1, category(score, t + 1).get());
        list(score, t + 2);
      }
    } else if (score.categories().containsKey(rest)) {
      add(score, t, t, score.categories().get(rest));
    }
  }

  /** Further categories of the same name: "6 right, 4 left", "4 or 5". */
  private void list(Score score, int from) {
    int t = from;
    while (t < tokens.count() && t - from < FILLERS) {
      Optional<String> category = category(score, t);
      if (category.isPresent()) {
        boolean goesOn =
            t + 1 >= tokens.count()
                || !tokens.isWord(t + 1)
                || IN_A_LIST.contains(tokens.word(t + 1))
                || category(score, t + 1).isPresent();
        if (goesOn) {
          add(score, t, t, category.get());
          list(score, t + 1);
        }
        return;
      }
      if (!IN_A_LIST.contains(tokens.word(t))) {
        return;
      }
      t++;
    }
  }

  private Optional<String> category(Score score, int t) {
    return t < tokens.count()
        ? Optional.ofNullable(score.categories().get(tokens.word(t)))
        : Optional.empty();
  }

  /** A number with a unit or of a span of time is no category. */
  private boolean isMeasure(int t) {
    if (t + 1 >= tokens.count()) {
      return false;
    }
    String next = tokens.word(t + 1);
    return next.equals("mm") || next.equals("cm") || next.startsWith("month") || next.equals("t");
  }

  private void add(Score score, int start, int last, String category) {
    for (Found known : found) {
      if (known.concept() == score.concept() && known.match().end() == last + 1) {
        return;
      }
    }
    boolean legend = last + 1 < tokens.count() && tokens.isMark(last + 1, '=');
    int length = last + 1 - start;
    Match match = new Match(2 * score.concept(), start, last + 1, (1L << length) - 1);
    found.add(new Found(match, score.concept(), category, legend));
  }
}
