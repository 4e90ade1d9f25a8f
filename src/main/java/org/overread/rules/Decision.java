package org.overread.rules;

import java.util.List;

/**
 * The outcome of all rules for one study. Same rule set and same inputs give the same decision
 * (FWD-01).
 *
 * @param flagged a rule in mode AUTO or APPROVE said YES, and the policy let it
 * @param level of the most urgent such rule; 0 when not flagged
 * @param ruleSetVersion SHA-256 of the rule files, hexadecimal
 * @param inputsSha256 SHA-256 of the facts the rules saw, hexadecimal
 * @param results of all rules, in file order
 */
public record Decision(
    boolean flagged,
    int level,
    String ruleSetVersion,
    String inputsSha256,
    List<RuleResult> results) {
  /** The least urgent level at which the clinic acts on its own, whatever a second reader says. */
  private static final int CARE_MUST_NOT_WAIT = 2;

  public Decision {
    results = List.copyOf(results);
  }

  /** Flagged by rules in mode APPROVE alone: a person decides before anything is sent. */
  public boolean needsApproval() {
    return flagged
        && results.stream().anyMatch(r -> r.flags() && r.mode() == RuleMode.APPROVE)
        && results.stream().noneMatch(r -> r.flags() && r.mode() == RuleMode.AUTO);
  }

  /** Level 1 and 2: the second reading runs beside the site's own call, never instead of it. */
  public boolean careMustNotWait() {
    return flagged && level <= CARE_MUST_NOT_WAIT;
  }

  /** Why rules that said YES did not flag, each reason once; empty when none was withheld. */
  public List<String> withheld() {
    return results.stream()
        .map(RuleResult::withheld)
        .filter(reason -> !reason.isEmpty())
        .distinct()
        .toList();
  }
}
