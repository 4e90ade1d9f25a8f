package org.overread.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.overread.report.OrderField;
import org.overread.report.OrderMessage;
import org.overread.report.ReportDocument;
import org.overread.routing.RoutingChoice;
import org.overread.rules.CaseFacts;
import org.overread.rules.CaseText;
import org.overread.rules.Decision;
import org.overread.rules.FactField;
import org.overread.rules.RuleBook;
import org.overread.rules.RuleResult;

/**
 * A case put together by hand, and what the rules say of it.
 *
 * @param text order and report, and what they mention
 * @param decision as a node would make it
 * @param results of every rule, those of mode off too: what they would say
 * @param off names of the rules of mode off
 * @param choice who would read it, by subspecialty
 */
public record Trial(
    CaseText text,
    Decision decision,
    List<RuleResult> results,
    Set<String> off,
    RoutingChoice choice) {
  private static final List<OrderField> WORDS =
      List.of(
          OrderField.REASON,
          OrderField.CLINICAL_INFORMATION,
          OrderField.NOTES,
          OrderField.DIAGNOSES);

  public Trial {
    results = List.copyOf(results);
    off = Set.copyOf(off);
  }

  /**
   * Decides.
   *
   * @param order words of the referring physician besides those in the files; empty without
   * @throws IllegalArgumentException when the text is too long to be read
   */
  public static Trial of(RuleBook book, ReportFile report, ImageFiles images, String order) {
    CaseFacts.Builder builder = new CaseFacts.Builder();
    images.headers().forEach(builder::add);
    List<String> words = new ArrayList<>();
    builder.build().order().text(FactField.ORDER_TEXT).ifPresent(words::add);
    for (OrderMessage message : report.orders()) {
      WORDS.forEach(field -> words.addAll(message.of(field)));
    }
    words.add(order);
    String all =
        words.stream().filter(text -> !text.isBlank()).distinct().collect(Collectors.joining("\n"));
    if (!all.isEmpty()) {
      builder.known(FactField.ORDER_TEXT, all, "order");
    }
    known(builder, report);
    CaseText text = book.read(builder, all, report.parts(), report.status());
    CaseFacts facts = builder.build();
    Decision decision = book.decide(facts);
    List<RuleResult> results = book.withEveryRule().decide(facts).results();
    Set<String> on = decision.results().stream().map(RuleResult::rule).collect(Collectors.toSet());
    Set<String> off =
        results.stream()
            .map(RuleResult::rule)
            .filter(rule -> !on.contains(rule))
            .collect(Collectors.toSet());
    return new Trial(text, decision, results, off, CaseJudge.choose(facts, decision));
  }

  private static void known(CaseFacts.Builder builder, ReportFile report) {
    first(report, OrderField.PRIORITY)
        .ifPresent(value -> builder.known(FactField.ORDER_PRIORITY, value, "order"));
    first(report, OrderField.PATIENT_CLASS)
        .ifPresent(value -> builder.known(FactField.STUDY_PATIENT_CLASS, value, "order"));
    List<ReportDocument> documents = report.documents();
    if (!documents.isEmpty()) {
      builder.known(
          FactField.REPORT_COMPLETE,
          documents.stream().allMatch(ReportDocument::complete),
          FactField.REPORT_COMPLETE.label());
    }
  }

  private static Optional<String> first(ReportFile report, OrderField field) {
    return report.orders().stream().flatMap(order -> order.of(field).stream()).findFirst();
  }
}
