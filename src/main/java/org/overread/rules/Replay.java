package org.overread.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A stored decision computed again from the inputs stored with it.
 *
 * @param now the decision as the rules make it now
 * @param differences in words, without values of the case; empty when rules, inputs and outcome are
 *     the same
 */
public record Replay(Decision now, List<String> differences) {
  public Replay {
    differences = List.copyOf(differences);
  }

  /**
   * Decides again and compares.
   *
   * @param facts the stored inputs, see {@link FactsJson}
   */
  public static Replay of(RuleBook rules, CaseFacts facts, Decision then) {
    return of(rules.decide(facts), then);
  }

  /** The same for rules without a vocabulary. */
  static Replay of(RuleSet rules, CaseFacts facts, Decision then) {
    return of(rules.evaluate(facts), then);
  }

  private static Replay of(Decision now, Decision then) {
    List<String> differences = new ArrayList<>();
    if (!now.ruleSetVersion().equals(then.ruleSetVersion())) {
      differences.add("the rules have changed since");
    }
    if (!now.inputsSha256().equals(then.inputsSha256())) {
      differences.add("these are not the inputs of the decision");
    }
    if (now.flagged() != then.flagged()
        || now.level() != then.level()
        || now.needsApproval() != then.needsApproval()) {
      differences.add(outcome(then) + " then, " + outcome(now) + " now");
    }
    compare(now, then, differences);
    return new Replay(now, differences);
  }

  public boolean isSame() {
    return differences.isEmpty();
  }

  private static void compare(Decision now, Decision then, List<String> differences) {
    Map<String, RuleResult> before =
        then.results().stream().collect(Collectors.toMap(RuleResult::rule, Function.identity()));
    for (RuleResult result : now.results()) {
      RuleResult old = before.remove(result.rule());
      if (old == null) {
        differences.add("rule " + result.rule() + " is new");
      } else if (old.answer() != result.answer()) {
        differences.add(
            "rule " + result.rule() + ": " + old.answer() + " then, " + result.answer() + " now");
      } else if (!old.equals(result)) {
        differences.add("rule " + result.rule() + ": the same answer, told otherwise");
      }
    }
    before.keySet().stream().sorted().forEach(r -> differences.add("rule " + r + " is gone"));
  }

  private static String outcome(Decision decision) {
    return decision.flagged()
        ? "flagged, level "
            + decision.level()
            + (decision.needsApproval() ? ", to be approved" : "")
        : "not flagged";
  }
}
