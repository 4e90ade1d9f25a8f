package org.overread.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.overread.admin.Explanation.DecisionReport;
import org.overread.admin.Explanation.RequestReport;
import org.overread.rules.Answer;
import org.overread.rules.RuleMode;
import org.overread.rules.RuleResult;
import org.overread.study.StudyState;

/**
 * A study's explanation as lines for a terminal: what it is, what the rules said, who was asked,
 * what happened.
 */
final class StudyText {
  /** Under the first word of a line; the words at the left are at most this wide. */
  private static final String INDENT = "         ";

  private final StringBuilder text = new StringBuilder();
  private final RuleText rules = new RuleText(INDENT, this::line);
  private final Explanation explanation;

  private StudyText(Explanation explanation) {
    this.explanation = explanation;
  }

  static String of(Explanation explanation) {
    StudyText result = new StudyText(explanation);
    result.study();
    if (explanation.decisions().isEmpty()) {
      result.line("Not evaluated yet.");
    } else {
      result.decision(explanation.decisions().get(0), explanation.decisions().size());
    }
    explanation.requests().forEach(result::request);
    result.line("");
    explanation
        .events()
        .forEach(
            event ->
                result.line(
                    ClockText.of(event.at())
                        + "  "
                        + event.who()
                        + ": "
                        + result.withoutChoice(event.what())));
    return result.text.toString();
  }

  private void study() {
    StudySummary study = explanation.study();
    line("Study    " + study.studyUid());
    List<String> facts = new ArrayList<>();
    if (!study.description().isEmpty()) {
      facts.add(study.description());
    }
    if (!explanation.studyDescription().isEmpty()) {
      facts.add("\"" + explanation.studyDescription() + "\"");
    }
    facts.add(
        study.instances() + " instances in " + study.series() + " series from " + study.source());
    line(
        INDENT
            + String.join(", ", facts)
            + (explanation.completion().isEmpty() ? "" : "; " + explanation.completion()));
    line(
        "State    "
            + study.state()
            + " since "
            + ClockText.of(study.stateSince())
            + (study.reason().isEmpty() ? "" : ": " + withoutChoice(study.reason())));
    explanation.reports().forEach(this::report);
    line("");
  }

  private void report(DocumentReport report) {
    String kind = report.kind().toLowerCase(Locale.ROOT);
    line(
        String.format(
            Locale.ROOT,
            "%-8s %s, %s, received %s from %s; %s %s%s",
            kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1),
            report.source(),
            report.status().toLowerCase(Locale.ROOT),
            ClockText.of(report.receivedAt()),
            report.sender(),
            report.state().toLowerCase(Locale.ROOT),
            report.reason(),
            " (document " + report.document() + ")"));
  }

  private void decision(DecisionReport decision, int decisions) {
    decision.rules().stream().filter(rule -> rule.mode() != RuleMode.OFF).forEach(this::rule);
    line(
        "Decided  "
            + ClockText.of(decision.decidedAt())
            + (decision.flagged() ? ", level " + decision.level() : "")
            + ", rules "
            + StatusText.version(decision.ruleSetVersion())
            + (decision.flagged()
                ? ", wanted within " + decision.deadlineHours() + " h of its arrival"
                : "")
            + (decisions > 1 ? ", decision " + decisions + " of this study" : ""));
    consequences(decision);
  }

  private void consequences(DecisionReport decision) {
    if (decision.careMustNotWait()) {
      line(INDENT + "care must not wait for the second reading");
    }
    if (decision.needsApproval()) {
      line(
          INDENT
              + (explanation.study().state().equals(StudyState.AWAITING_APPROVAL.name())
                  ? "waits for a person: overread approve or overread reject"
                  : "a person decides whether it is sent"));
    }
    decision.withheld().forEach(reason -> line(INDENT + "withheld: " + reason));
  }

  private void rule(RuleResult rule) {
    if (rule.answer() == Answer.YES) {
      boolean flags = rule.mode().flags() && rule.withheld().isEmpty();
      line(
          (flags ? "FLAGGED  " : rule.withheld().isEmpty() ? "shadow   " : "withheld ")
              + rule.rule()
              + "  (level "
              + rule.level()
              + (flags ? ")" : ", flags nothing)"));
      rules.yes(rule);
    } else if (rule.answer() == Answer.NO) {
      line("not      " + rule.rule() + RuleText.no(rule));
    } else {
      line("unknown  " + rule.rule() + RuleText.notKnown(rule));
    }
  }

  private void request(RequestReport request) {
    line("");
    line("Group    " + request.group());
    request.choice().forEach(choice -> line(INDENT + choice));
    line(
        String.format(
            Locale.ROOT,
            "Sent     %d of %d instances to %s%s",
            request.sent(),
            request.total(),
            request.destination(),
            request.sent() == 0
                ? ""
                : ", " + ClockText.span(request.firstSentAt(), request.lastSentAt())));
    line(INDENT + request.state() + (request.reason().isEmpty() ? "" : ": " + request.reason()));
    request.notes().forEach(note -> line(INDENT + note));
  }

  /** States and events repeat why a group was chosen; here it stands once, at the request. */
  private String withoutChoice(String reason) {
    String result = reason;
    for (RequestReport request : explanation.requests()) {
      result = result.replace(": " + String.join("; ", request.choice()), "");
    }
    return result;
  }

  /**
   * Values come from received data sets: a control character must not reach the terminal; texts may
   * have lines.
   */
  private void line(String content) {
    text.append(TerminalText.line(content)).append(System.lineSeparator());
  }
}
