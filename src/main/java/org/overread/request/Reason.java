package org.overread.request;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.overread.rules.Answer;
import org.overread.rules.Decision;
import org.overread.rules.Evidence;
import org.overread.rules.RuleMode;
import org.overread.rules.RuleResult;

/**
 * Why a second reading is asked for, as the reading group is told: one rule that said YES.
 *
 * @param criterion e.g. poor_quality
 * @param because the sentence of the rule
 * @param quotes evidence, each with its source in front
 */
record Reason(String criterion, int level, String because, List<String> quotes) {
  /** What a blinded group is told of a rule that rests on the first report. */
  static final String WITHHELD =
      "This reason rests on the first report and is withheld until the second reading is done.";

  /** Evidence from an attribute of the images names its tag: "... (0018,0087)". */
  private static final Pattern ATTRIBUTE = Pattern.compile("\\(\\p{XDigit}{4},\\p{XDigit}{4}\\)");

  /** The rules that flagged, most urgent first. */
  static List<Reason> of(Decision decision, boolean blinded) {
    return decision.results().stream()
        .filter(result -> result.mode() == RuleMode.AUTO && result.answer() == Answer.YES)
        .sorted(Comparator.comparingInt(RuleResult::level))
        .map(result -> blinded && restsOnReport(result) ? withheld(result) : told(result))
        .toList();
  }

  private static Reason told(RuleResult result) {
    return new Reason(
        result.criterion(),
        result.level(),
        result.because(),
        result.evidence().stream()
            .filter(evidence -> !evidence.source().equals(RuleResult.POINTS))
            .map(evidence -> evidence.source() + ": " + evidence.value())
            .toList());
  }

  private static Reason withheld(RuleResult result) {
    return new Reason("withheld", result.level(), WITHHELD, List.of());
  }

  /** Whatever is not known to come from the images counts as the report: rather too much. */
  private static boolean restsOnReport(RuleResult result) {
    return result.evidence().isEmpty()
        || !result.evidence().stream()
            .filter(evidence -> !evidence.source().equals(RuleResult.POINTS))
            .allMatch(Reason::isOfTheImages);
  }

  private static boolean isOfTheImages(Evidence evidence) {
    return ATTRIBUTE.matcher(evidence.source()).find()
        || ATTRIBUTE.matcher(evidence.value()).find();
  }
}
