package org.overread.admin;

import java.util.List;
import org.overread.rules.RuleResult;

/**
 * Why a study is where it is. Evidence and description quote the study: patient-related text.
 *
 * @param studyDescription (0008,1030); empty when absent
 * @param completion what ended the last wait for instances, e.g. "complete: 10 min quiet"; empty
 *     before
 * @param reports all versions of the reports and orders of the study, oldest first
 * @param decisions newest first; empty before the first
 * @param requests to reading groups
 * @param events oldest first
 */
public record Explanation(
    StudySummary study,
    String studyDescription,
    String completion,
    List<DocumentReport> reports,
    List<DecisionReport> decisions,
    List<RequestReport> requests,
    List<Event> events) {

  /**
   * What the rules said of one state of the study.
   *
   * @param contentVersion which completion of the study was evaluated, from 1
   * @param level 1 most urgent to 5; 0 when not flagged
   * @param needsApproval a person decides before anything is sent
   * @param careMustNotWait the clinic acts at once, whatever a second reader says
   * @param deadlineHours how long after its arrival the group should have read it, by the policy in
   *     force; 0 when not flagged
   * @param withheld why rules that said YES did not flag
   */
  public record DecisionReport(
      int contentVersion,
      String decidedAt,
      boolean flagged,
      int level,
      String ruleSetVersion,
      boolean needsApproval,
      boolean careMustNotWait,
      long deadlineHours,
      List<String> withheld,
      List<RuleResult> rules) {}

  /**
   * A request and what the destination answered.
   *
   * @param choice why this group, line by line
   * @param sent instances with a status of success or warning
   * @param notes warnings and refusals with their number, e.g. "12 refused: A900 ..."
   */
  public record RequestReport(
      String group,
      String destination,
      List<String> choice,
      String state,
      String reason,
      long sent,
      long total,
      String firstSentAt,
      String lastSentAt,
      List<String> notes) {}

  /** Something that happened. */
  public record Event(String at, String who, String what) {}
}
