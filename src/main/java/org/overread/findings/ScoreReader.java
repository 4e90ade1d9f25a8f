package org.overread.findings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
  private final Vocabulary.Compiled vocabulary;
  private final List<Found> found = new ArrayList<>(2);
  private final Set<Long> taken = new HashSet<>(2);

  ScoreReader(Tokens tokens, Vocabulary.Compiled vocabulary) {
    this.tokens = tokens;
    this.vocabulary = vocabulary;
  }

  /**
   * The categories, in no order.
   *
   * @param phrases all phrases of the sentence, among them the names of scores
   */
  List<Found> read(List<Match> phrases) {
    int concepts = vocabulary.concepts().size();
    for (Match phrase : phrases) {
      int number = phrase.payload() / 2;
      if (number >= concepts) {
        attached(vocabulary.attached().get(number - concepts), phrase.start());
      } else if (phrase.payload() % 2 == 1) {
        Score score = vocabulary.scores().get(number);
        if (score != null) {
          behind(score, phrase.start(), phrase.end());
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
  private void attached(Score.Attached name, int t) {
    Score score = name.score();
    String rest = tokens.word(t).substring(name.beginning().length());
    if (!rest.isEmpty() && score.categories().containsKey(rest)) {
      add(score, t, t, score.categories().get(rest));
    } else if (rest.isEmpty() && category(score, t + 1).isPresent() && !isMeasure(t + 1)) {
      add(score, t, t + 1, category(score, t + 1).get());
      list(score, t + 2);
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
    if (!taken.add((long) score.concept() << 32 | last)) {
      return; // "LI-RADS category LR-5" is one
    }
    boolean legend = last + 1 < tokens.count() && tokens.isMark(last + 1, '=');
    int length = last + 1 - start;
    Match match = new Match(2 * score.concept(), start, last + 1, (1L << length) - 1);
    found.add(new Found(match, score.concept(), category, legend));
  }
}
