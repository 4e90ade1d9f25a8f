package org.overread.rules;

import java.util.List;

/**
 * The outcome of all rules for one study. Same rule set and same inputs give the same decision
 * (FWD-01).
 *
 * @param flagged a rule in mode AUTO said YES
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
    List<RuleResult> results) {}
