package org.overread.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.overread.findings.Assertion;
import org.overread.findings.Axis;
import org.overread.findings.Mention;
import org.overread.report.ReportText;
import org.overread.report.Section;
import org.overread.report.Sentence;
import org.overread.rules.Answer;
import org.overread.rules.RuleResult;
import org.overread.trial.Trial;

/** A case on trial as lines for a terminal: sections, findings, rules, decision. */
final class TrialText {
  private static final String INDENT = "    ";

  /** Characters of a section's beginning that are shown. */
  private static final int BEGINNING = 80;

  private final StringBuilder out = new StringBuilder();
  private final RuleText rules = new RuleText(INDENT, this::line);
  private final Trial trial;
  private final ReportText text;

  private TrialText(Trial trial) {
    this.trial = trial;
    this.text = trial.text().text();
  }

  static String of(Trial trial) {
    TrialText result = new TrialText(trial);
    result.sections();
    result.findings();
    result.line("Rules");
    trial.results().forEach(result::rule);
    result.line("");
    result.decision();
    return result.out.toString();
  }

  private void sections() {
    line("Sections");
    if (text.sections().isEmpty()) {
      line("  no text");
    }
    for (int i = 0; i < text.sections().size(); i++) {
      int number = i;
      Section section = text.sections().get(i);
      long sentences = text.sentences().stream().filter(s -> s.section() == number).count();
      String words = text.text().substring(section.start(), section.end()).strip();
      line(
          String.format(
              Locale.ROOT,
              "  %-14s %s%s: %s%s",
              section.kind().term(),
              section.heading().isEmpty() ? "" : "\"" + section.heading() + "\", ",
              sentences == 1 ? "1 sentence" : sentences + " sentences",
              words.substring(0, Math.min(BEGINNING, words.length())),
              words.length() > BEGINNING ? " ..." : ""));
    }
    line("");
  }

  private void findings() {
    line("Findings");
    if (trial.text().mentions().isEmpty()) {
      line("  no concept of the vocabulary is mentioned");
    }
    for (Mention mention : trial.text().mentions()) {
      Assertion assertion = mention.assertion();
      line(
          "  "
              + mention.concept()
              + (mention.group().isEmpty() ? "" : " (" + mention.group() + ")")
              + ": "
              + String.join(", ", claims(assertion))
              + mention.category().map(value -> ", category " + value).orElse("")
              + mention.sizeMm().map(mm -> String.format(Locale.ROOT, ", %.1f mm", mm)).orElse(""));
      line(INDENT + mention.section().term() + ": \"" + quote(mention) + "\"");
    }
    line("");
  }

  /** What the text claims, each with the words that decided it. */
  private List<String> claims(Assertion assertion) {
    List<String> claims = new ArrayList<>();
    claims.add(
        assertion.certainty().name().toLowerCase(Locale.ROOT) + cue(assertion, Axis.CERTAINTY));
    claim(claims, assertion.historical(), "historical", assertion, Axis.HISTORICAL);
    claim(claims, assertion.hypothetical(), "conditional", assertion, Axis.HYPOTHETICAL);
    claim(claims, assertion.question(), "a question", assertion, Axis.QUESTION);
    claim(claims, assertion.otherPerson(), "of another person", assertion, Axis.EXPERIENCER);
    claim(claims, assertion.quoted(), "from an earlier report", assertion, Axis.QUOTED);
    claim(claims, assertion.boilerplate(), "a stock phrase", assertion, Axis.BOILERPLATE);
    return claims;
  }

  private void claim(
      List<String> claims, boolean claimed, String words, Assertion assertion, Axis axis) {
    if (claimed) {
      claims.add(words + cue(assertion, axis));
    }
  }

  private String cue(Assertion assertion, Axis axis) {
    List<String> words =
        assertion.reasons().stream()
            .filter(reason -> reason.axis() == axis)
            .map(reason -> "\"" + text.text().substring(reason.start(), reason.end()) + "\"")
            .distinct()
            .toList();
    return words.isEmpty() ? "" : " by " + String.join(" and ", words);
  }

  /** The sentence, with the words in brackets. */
  private String quote(Mention mention) {
    Sentence sentence = text.sentences().get(mention.sentence());
    int from = Math.min(sentence.start(), mention.start());
    int to = Math.max(sentence.end(), mention.end());
    return text.text().substring(from, mention.start())
        + "["
        + text.text().substring(mention.start(), mention.end())
        + "]"
        + text.text().substring(mention.end(), to);
  }

  private void rule(RuleResult rule) {
    String mode =
        trial.off().contains(rule.rule()) ? "off" : rule.mode().name().toLowerCase(Locale.ROOT);
    String head = rule.rule() + "  (" + rule.criterion() + ", " + mode + ", level " + rule.level();
    if (rule.answer() == Answer.YES) {
      line("  YES        " + head + ")");
      rules.yes(rule);
    } else if (rule.answer() == Answer.NO) {
      line("  NO         " + head + ")" + RuleText.no(rule));
    } else {
      line("  NOT_KNOWN  " + head + ")" + RuleText.notKnown(rule));
    }
  }

  private void decision() {
    if (trial.decision().flagged()) {
      line(
          "Decision  flagged, level "
              + trial.decision().level()
              + (trial.decision().needsApproval() ? ", a person has to approve" : ""));
      if (trial.decision().careMustNotWait()) {
        line("          care must not wait for the second reading");
      }
    } else {
      line("Decision  not flagged");
    }
    trial.decision().withheld().forEach(reason -> line("          withheld: " + reason));
    trial.choice().explanation().forEach(each -> line("Group     " + each));
    line("Rules     " + StatusText.version(trial.decision().ruleSetVersion()));
  }

  /** Texts come from files: a control character must not reach the terminal. */
  private void line(String content) {
    out.append(TerminalText.line(content)).append(System.lineSeparator());
  }
}
