package org.overread.findings;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells a legend, which explains every category of a score, from an assessment: {@link #RUN} or
 * more categories of one score, each higher than the one before, in sentences that follow each
 * other.
 */
final class ScoreLegends {
  /** A report with three lesions may name three categories in order; four are a legend. */
  private static final int RUN = 4;

  private final Vocabulary.Compiled vocabulary;

  ScoreLegends(Vocabulary.Compiled vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** Marks the mentions of legends as boilerplate, in their places of the list. */
  void mark(List<Mention> mentions) {
    for (Score score : vocabulary.scores().values()) {
      String concept = vocabulary.concepts().get(score.concept()).name();
      List<String> order = new ArrayList<>(score.categories().values());
      List<Integer> run = new ArrayList<>();
      for (int i = 0; i < mentions.size(); i++) {
        Mention mention = mentions.get(i);
        if (!mention.concept().equals(concept) || mention.category().isEmpty()) {
          continue;
        }
        if (!run.isEmpty() && !follows(mentions.get(run.get(run.size() - 1)), mention, order)) {
          mark(mentions, run);
          run.clear();
        }
        run.add(i);
      }
      mark(mentions, run);
    }
  }

  private static boolean follows(Mention before, Mention mention, List<String> order) {
    int last = order.indexOf(before.category().orElseThrow());
    return mention.sentence() - before.sentence() <= 1
        && order.indexOf(mention.category().orElseThrow()) > last;
  }

  private static void mark(List<Mention> mentions, List<Integer> run) {
    if (run.size() < RUN) {
      return;
    }
    int start = mentions.get(run.get(0)).start();
    int end = mentions.get(run.get(run.size() - 1)).end();
    for (int i : run) {
      Mention m = mentions.get(i);
      List<Assertion.Reason> reasons = new ArrayList<>(m.assertion().reasons());
      reasons.add(new Assertion.Reason(Axis.BOILERPLATE, start, end));
      mentions.set(
          i,
          new Mention(
              m.concept(),
              m.group(),
              m.start(),
              m.end(),
              m.section(),
              m.sentence(),
              legend(m.assertion(), reasons),
              m.category(),
              m.sizeMm()));
    }
  }

  /** The same assertion, of a legend. */
  static Assertion legend(Assertion a, List<Assertion.Reason> reasons) {
    return new Assertion(
        a.certainty(),
        a.hypothetical(),
        a.question(),
        a.historical(),
        a.otherPerson(),
        a.quoted(),
        true,
        reasons);
  }
}
