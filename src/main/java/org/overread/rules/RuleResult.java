package org.overread.rules;

import java.util.List;

/**
 * What one rule said of one study.
 *
 * @param rule its name
 * @param criterion identifier of the criterion, e.g. poor_quality
 * @param mode as loaded
 * @param level 1 most urgent to 5
 * @param answer YES, NO or NOT_KNOWN
 * @param evidence what a YES rests on; for a NO the values looked at
 * @param missing attributes that were absent and decide, by name and tag
 * @param because the sentence of the rule file
 * @param withheld why the policy did not let this YES flag the study; empty otherwise; may quote
 *     the report: never logged
 */
public record RuleResult(
    String rule,
    String criterion,
    RuleMode mode,
    int level,
    Answer answer,
    List<Evidence> evidence,
    List<String> missing,
    String because,
    String withheld) {
  /** Source of the evidence that tells the points a study got and those that flag it. */
  public static final String POINTS = "points";

  public RuleResult {
    withheld = withheld == null ? "" : withheld; // results stored before there was a policy
  }

  public RuleResult(
      String rule,
      String criterion,
      RuleMode mode,
      int level,
      Answer answer,
      List<Evidence> evidence,
      List<String> missing,
      String because) {
    this(rule, criterion, mode, level, answer, evidence, missing, because, "");
  }

  /** This rule flags the study. */
  boolean flags() {
    return answer == Answer.YES && mode.flags() && withheld.isEmpty();
  }

  RuleResult withheld(String reason) {
    return new RuleResult(rule, criterion, mode, level, answer, evidence, missing, because, reason);
  }
}
