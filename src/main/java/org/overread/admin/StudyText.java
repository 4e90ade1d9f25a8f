package org.overread.admin;

import java.util.List;
import java.util.Locale;
import org.overread.admin.Explanation.DecisionReport;
import org.overread.admin.Explanation.RequestReport;
import org.overread.rules.Answer;
import org.overread.rules.Evidence;
import org.overread.rules.RuleMode;
import org.overread.rules.RuleResult;

/** A study's explanation as lines for a terminal. */
final class StudyText {
  /** Values looked at that are shown for a rule that said no. */
  private static final int SHOWN_OF_NO = 3;

  private final StringBuilder text = new StringBuilder();

  private StudyText() {}

  static String of(Explanation explanation) {
    StudyText result = new StudyText();
    result.study(explanation.study());
    if (explanation.decisions().isEmpty()) {
      result.line("Not evaluated yet.");
    } else {
      result.decision(explanation.decisions().get(0), explanation.decisions().size());
    }
    explanation.requests().forEach(result::request);
    result.line("");
    explanation.events().forEach(event -> result.line(event.at() + "  " + event.who() + ": " + event.what()));
    return result.text.toString();
  }

  private void study(StudySummary study) {
    String what = study.description().isEmpty() ? "" : study.description() + ", ";
    line("Study " + study.studyUid() + "  " + what + study.instances() + " instances from " + study.source());
    line("State " + study.state() + " since " + study.stateSince()
        + (study.reason().isEmpty() ? "" : ": " + study.reason()));
    line("");
  }

  private void decision(DecisionReport decision, int decisions) {
    decision.rules().forEach(rule -> rule(rule, decision));
    line("Decided  " + decision.decidedAt() + ", rules " + shortened(decision.ruleSetVersion())
        + (decisions > 1 ? ", decision " + decisions + " of this study" : ""));
  }

  private void rule(RuleResult rule, DecisionReport decision) {
    if (rule.mode() == RuleMode.OFF) {
      return;
    }
    if (rule.answer() == Answer.YES) {
      boolean flags = rule.mode() == RuleMode.AUTO;
      line((flags ? "FLAGGED  " : "shadow   ") + rule.rule() + "  (level " + rule.level() + ")");
      line("  " + rule.because());
      rule.evidence().forEach(evidence -> line("  " + quote(evidence)));
    } else if (rule.answer() == Answer.NO) {
      List<Evidence> seen = rule.evidence();
      line("not      " + rule.rule() + (seen.isEmpty() ? "" : "  looked at " + String.join("; ",
          seen.stream().limit(SHOWN_OF_NO).map(StudyText::quote).toList())
          + (seen.size() > SHOWN_OF_NO ? "; and " + (seen.size() - SHOWN_OF_NO) + " more" : "")));
    } else {
      line("unknown  " + rule.rule() + "  absent: " + String.join("; ", rule.missing()));
    }
  }

  private static String quote(Evidence evidence) {
    return evidence.source() + ": " + evidence.value();
  }

  private void request(RequestReport request) {
    line("");
    line("Group    " + request.group() + ": " + String.join("; ", request.choice()));
    line(String.format(Locale.ROOT, "Sent     %d of %d instances to %s%s", request.sent(), request.total(),
        request.destination(),
        request.sent() == 0 ? "" : ", " + request.firstSentAt() + " to " + request.lastSentAt()));
    line("         " + request.state() + (request.reason().isEmpty() ? "" : ": " + request.reason()));
    request.notes().forEach(note -> line("         " + note));
  }

  private static String shortened(String version) {
    return version.substring(0, Math.min(12, version.length()));
  }

  /** Values come from received data sets: a control character must not reach the terminal. */
  private void line(String content) {
    text.append(content.replaceAll("\\p{Cntrl}", "?").stripTrailing()).append(System.lineSeparator());
  }
}
