package org.overread.rules;

import java.util.List;
import java.util.Optional;

/** Applies the policy to the rules' answers: which of them flag, and at what level. */
final class Verdict {
  /** Two criteria together are more than a matter of learning: they raise level 4 to this. */
  private static final int LEVEL_OF_TWO_CRITERIA = 3;

  private static final int LEVEL_OF_LEARNING = 4;

  private Verdict() {}

  static Decision of(List<RuleResult> answers, PreparedCase theCase, Policy policy, String rules) {
    Optional<String> ofCase = withheldFromAll(theCase, policy);
    List<RuleResult> results = answers.stream().map(r -> withheld(r, ofCase, policy)).toList();
    List<RuleResult> flags = results.stream().filter(RuleResult::flags).toList();
    return new Decision(!flags.isEmpty(), level(flags), rules, theCase.facts().sha256(), results);
  }

  private static RuleResult withheld(RuleResult result, Optional<String> ofCase, Policy policy) {
    if (result.answer() != Answer.YES || !result.mode().flags()) {
      return result;
    }
    if (ofCase.isPresent()) {
      return result.withheld(ofCase.get());
    }
    if (policy.off().contains(result.criterion())) {
      return result.withheld("the policy has switched off " + result.criterion());
    }
    return result.level() > policy.leastUrgent()
        ? result.withheld("less urgent than level " + policy.leastUrgent() + ", the policy's limit")
        : result;
  }

  private static Optional<String> withheldFromAll(PreparedCase theCase, Policy policy) {
    FactSet study = theCase.facts().study();
    if (study.isSet(FactField.STUDY_OPTED_OUT)) {
      return Optional.of("the patient opted out");
    }
    Optional<Fact> second =
        theCase.report().get(FactField.REPORT_SECOND_OPINION).filter(f -> f.value().equals(true));
    if (second.isPresent()) {
      return Optional.of("the report is itself a second opinion: " + second.get().quoted());
    }
    return study.isSet(FactField.STUDY_FLAGGED_BEFORE) && !policy.sameEpisode()
        ? Optional.of("this episode was flagged before")
        : Optional.empty();
  }

  private static int level(List<RuleResult> flags) {
    int level = flags.stream().mapToInt(RuleResult::level).min().orElse(0);
    long criteria = flags.stream().map(RuleResult::criterion).distinct().count();
    return level == LEVEL_OF_LEARNING && criteria > 1 ? LEVEL_OF_TWO_CRITERIA : level;
  }
}
