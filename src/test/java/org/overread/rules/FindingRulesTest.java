package org.overread.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overread.dicom.Attributes;
import org.overread.testing.MarkedReport;

/** Rules over what the text says. */
class FindingRulesTest {
  private static final Set<String> CONCEPTS =
      Set.of("surgical referral", "surgery planned", "fracture", "tumour", "nodule", "surgery");
  private static final Set<String> GROUPS = Set.of("serious", "operations");

  @TempDir private Path folder;

  private static CaseFacts facts(String marked) {
    MarkedReport report = MarkedReport.of(marked);
    CaseFacts.Builder builder = new CaseFacts.Builder().add(new Attributes());
    if (report.status().isPresent()) {
      builder.report(report.text(), report.mentions(), report.status().get());
    } else {
      builder.order(report.text(), report.mentions());
    }
    return builder.build();
  }

  private RuleSet rules(String when, String... more) throws IOException, RuleFileException {
    Files.writeString(
        folder.resolve("a.yaml"),
        "rule: a\ncriterion: serious_diagnosis\nmode: auto\nlevel: 3\nbecause: B.\nwhen: |\n  "
            + when
            + "\n"
            + String.join("\n", more));
    return RuleSet.load(folder, CONCEPTS, GROUPS);
  }

  private RuleResult result(String when, String marked) throws IOException, RuleFileException {
    return rules(when).evaluate(facts(marked)).results().get(0);
  }

  @Test
  void fwd01AYesQuotesTheSentenceWithItsPlaceAndWhyItCounts() throws Exception {
    String marked =
        "status final\n"
            + "# findings\n"
            + "There is {fracture|no fracture|negated cue=no}.\n"
            + "# impression\n"
            + "Massive tear.\n"
            + "{surgical referral|Orthopedic consultation} is advised.";
    RuleResult result =
        result("findings.exists(f, f.concept == \"surgical referral\" && f.present)", marked);
    assertThat(result.answer()).isEqualTo(Answer.YES);
    Evidence evidence = result.evidence().get(0);
    assertThat(result.evidence()).hasSize(1);
    assertThat(evidence.source()).isEqualTo("impression, sentence 2");
    assertThat(evidence.value()).isEqualTo("[Orthopedic consultation] is advised.");
    assertThat(evidence.why()).isEqualTo("not negated, not historical, not conditional");
    String text = MarkedReport.of(marked).text().text();
    assertThat(text.substring(evidence.start(), evidence.end()))
        .isEqualTo("Orthopedic consultation");
  }

  @Test
  void aNoTellsWhatWasThereButDidNotCount() throws Exception {
    RuleResult result =
        result(
            "findings.exists(f, f.concept in [\"fracture\", \"tumour\"] && f.present)",
            "status final\n# findings\nThere is {fracture|no fracture|negated}.\n"
                + "No {tumour|mass|negated} or {fracture|break|negated}.");
    assertThat(result.answer()).isEqualTo(Answer.NO);
    assertThat(result.evidence())
        .singleElement()
        .satisfies(
            e ->
                assertThat(e.value())
                    .startsWith("3 mentions, all negated: \"There is no fracture.\", \"No mass"));
  }

  @Test
  void aNoWithNothingThereSaysSo() throws Exception {
    RuleResult result =
        result(
            "findings.exists(f, f.concept == \"tumour\" && f.present)",
            "status final\n# findings\nNormal.");
    assertThat(result.answer()).isEqualTo(Answer.NO);
    assertThat(result.evidence())
        .containsExactly(new Evidence("findings", "no mention of \"tumour\""));
  }

  @Test
  void withoutAReportNothingFoundIsNotKnown() throws Exception {
    RuleResult result =
        result("findings.exists(f, f.concept == \"tumour\" && f.present)", "# order\nPain.");
    assertThat(result.answer()).isEqualTo(Answer.NOT_KNOWN);
    assertThat(result.missing()).containsExactly("no report has arrived");
  }

  @Test
  void withoutAReportTheOrderIsKnown() throws Exception {
    String when =
        "findings.exists(f, f.section == \"order\" && f.concept == \"surgery planned\" &&"
            + " f.present)";
    assertThat(result(when, "# order\nPain.").answer()).isEqualTo(Answer.NO);
    assertThat(result(when, "# order\n{surgery planned|Pre-op} knee.").answer())
        .isEqualTo(Answer.YES);
  }

  @Test
  void withoutAReportWhetherASizeIsGivenIsNotKnown() throws Exception {
    String when = "findings.exists(f, has(f.sizeMm))";
    assertThat(result(when, "# order\nPain.").answer()).isEqualTo(Answer.NOT_KNOWN);
    assertThat(result(when, "status final\n# findings\nA {nodule|nodule}.").answer())
        .isEqualTo(Answer.NO);
    String order = "findings.exists(f, has(f.sizeMm)) || findings.exists(f, f.present)";
    assertThat(result(order, "# order\nA {nodule|nodule}.").answer()).isEqualTo(Answer.YES);
  }

  @Test
  void withoutAReportCountsAreNotKnown() throws Exception {
    assertThat(result("findings.size() == 0", "# order\nPain.").answer())
        .isEqualTo(Answer.NOT_KNOWN);
    assertThat(result("findings.size() == 0", "status final\n# order\nPain.").answer())
        .isEqualTo(Answer.YES);
    assertThat(result("report.status == \"final\"", "# order\nPain.").missing())
        .containsExactly("no report has arrived");
  }

  @Test
  void nestedLooksFindTwoConceptsInOneSentence() throws Exception {
    String when =
        "findings.exists(f, f.concept == \"fracture\" && findings.exists(g, g.concept == \"tumour\""
            + " && g.sentence == f.sentence && g.present))";
    RuleResult result =
        result(
            when,
            "status final\n# findings\nA {fracture|break}.\nA {fracture|fracture} through a"
                + " {tumour|mass}.\n{tumour|Other mass}.");
    assertThat(result.answer()).isEqualTo(Answer.YES);
    assertThat(result.evidence())
        .extracting(Evidence::value)
        .containsExactly("A [fracture] through a mass.", "A fracture through a [mass].");
  }

  @Test
  void whatIsNotThereIsEvidenceForANegatedLook() throws Exception {
    RuleResult result =
        result(
            "findings.exists(f, f.concept == \"tumour\" && f.present)"
                + " && !findings.exists(f, f.concept == \"surgery\" && f.historical)",
            "status final\n# findings\nA {tumour|mass}.\nNo {surgery|operation|negated}.");
    assertThat(result.evidence())
        .extracting(Evidence::value)
        .containsExactly("A [mass].", "1 mention, negated: \"No operation.\"");
  }

  @Test
  void aSizeThatTheTextDoesNotGiveIsNotKnown() throws Exception {
    RuleResult result =
        result(
            "findings.exists(f, f.concept == \"nodule\" && f.sizeMm >= 8.0)",
            "status final\n# findings\nA {nodule|nodule}.\n{nodule|Nodule of 4 mm|size=4}.");
    assertThat(result.answer()).isEqualTo(Answer.NOT_KNOWN);
    assertThat(result.missing()).containsExactly("size of nodule (findings, sentence 1)");
  }

  @Test
  void countsFindings() throws Exception {
    RuleResult result =
        result(
            "findings.filter(f, f.group == \"serious\" && f.present).size() >= 2",
            "status final\n# findings\nA {serious/tumour|mass}.\nA {serious/fracture|break}.");
    assertThat(result.answer()).isEqualTo(Answer.YES);
    assertThat(result.evidence())
        .extracting(Evidence::value)
        .containsExactly("A [mass].", "A [break].");
  }

  @Test
  void aPreliminaryReportIsSeenByRulesThatAskForIt() throws Exception {
    String marked = "status preliminary\n# impression\nA {tumour|mass}.";
    String when = "findings.exists(f, f.concept == \"tumour\" && f.present)";
    RuleResult unasked = result(when, marked);
    assertThat(unasked.answer()).isEqualTo(Answer.NOT_KNOWN);
    assertThat(unasked.missing()).containsExactly("the report is preliminary");
    Files.writeString(
        folder.resolve("a.yaml"),
        "rule: a\n"
            + "criterion: serious_diagnosis\n"
            + "mode: auto\n"
            + "level: 1\n"
            + "preliminary: true\n"
            + "because: B.\n"
            + "when: "
            + when);
    Decision decision = RuleSet.load(folder, CONCEPTS, GROUPS).evaluate(facts(marked));
    assertThat(decision.flagged()).isTrue();
    assertThat(decision.careMustNotWait()).isTrue();
  }

  @Test
  void aReportThatIsASecondOpinionNeverFlagsAndSaysWhy() throws Exception {
    Decision decision =
        rules("findings.exists(f, f.concept == \"tumour\" && f.present)")
            .evaluate(
                facts(
                    "status final\n"
                        + "# technique\n"
                        + "Images received for second opinion.\n"
                        + "# impression\n"
                        + "A {tumour|mass}."));
    assertThat(decision.flagged()).isFalse();
    assertThat(decision.results().get(0).answer()).isEqualTo(Answer.YES);
    assertThat(decision.withheld())
        .containsExactly(
            "the report is itself a second opinion: TECHNIQUE: Images [received for second"
                + " opinion].");
  }

  @Test
  void findingsAreOtherInputs() {
    String one = facts("status final\n# findings\nA {tumour|mass}.").sha256();
    assertThat(facts("status final\n# findings\nA {tumour|mass|negated}.").sha256())
        .isNotEqualTo(one);
    assertThat(facts("status final\n# findings\nA {tumour|mass}.").sha256()).isEqualTo(one);
    assertThat(List.of(facts("status corrected\n# findings\nA {tumour|mass}.").sha256()))
        .doesNotContain(one);
  }

  /**
   * 40 rules with 5 looks each over 60 mentions, a third of them asserted. Measured: 0.48 ms, with
   * the first compiler only 0.78 ms; with the interpreter asked for each look it was 3.4 ms.
   */
  @Test
  void atk104DecidesFortyRulesOverSixtyMentionsInLessThanAMillisecond() throws Exception {
    Set<String> concepts =
        IntStream.range(0, 250).mapToObj(i -> "concept " + i).collect(Collectors.toSet());
    StringBuilder report = new StringBuilder("status final\n# findings\n");
    for (int i = 0; i < 60; i++) {
      report.append("There is {g/concept ").append(i % 40).append("|no word").append(i);
      report.append(i % 3 == 0 ? "|present}, it says.\n" : "|negated}, it says.\n");
    }
    StringBuilder rules = new StringBuilder();
    for (int r = 0; r < 40; r++) {
      rules.append("---\nrule: r").append(r);
      rules.append("\ncriterion: serious_diagnosis\nmode: auto\nlevel: 3\nbecause: B.\nwhen: ");
      for (int look = 0; look < 5; look++) {
        int concept = 3 * (r * 5 + look) % 250;
        rules
            .append(look == 0 ? "" : " || ")
            .append("findings.exists(f, f.concept in ['concept ")
            .append(concept)
            .append("', 'concept ")
            .append((concept + 1) % 250)
            .append("'] && f.present && f.section in ['findings', 'impression'])");
      }
      rules.append('\n');
    }
    Files.writeString(folder.resolve("a.yaml"), rules.toString());
    RuleSet set = RuleSet.load(folder, concepts, Set.of("g"));
    CaseFacts facts = facts(report.toString());
    assertThat(set.evaluate(facts).results()).hasSize(40);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    int rounds = 100;
    long best = Long.MAX_VALUE;
    for (int batch = 0; batch < 20; batch++) {
      long start = threads.getCurrentThreadCpuTime();
      IntStream.range(0, rounds).forEach(i -> set.evaluate(facts));
      best = Math.min(best, threads.getCurrentThreadCpuTime() - start);
    }
    assertThat(Duration.ofNanos(best / rounds)).isLessThan(Duration.ofMillis(1));
  }
}
