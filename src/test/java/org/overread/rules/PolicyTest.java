package org.overread.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.overread.dicom.Attributes;
import org.overread.testing.MarkedReport;

/** From the rules' answers to a decision. */
class PolicyTest {
  private static final String TUMOUR =
      "findings.exists(f, f.concept == \"tumour\" && f.present && f.weight > 0.0)";

  @TempDir private Path folder;

  private static String rule(String name, String criterion, String mode, int level, String when) {
    return String.join(
        "\n",
        "---\nrule: " + name,
        "criterion: " + criterion,
        "mode: " + mode,
        "level: " + level,
        "because: B.",
        "when: " + when + "\n");
  }

  private Decision decide(CaseFacts.Builder facts, String... documents)
      throws IOException, RuleFileException {
    Files.writeString(folder.resolve("a.yaml"), String.join("---\n", documents));
    return RuleSet.load(folder, Set.of("tumour"), Set.of()).evaluate(facts.build());
  }

  private static CaseFacts.Builder with(String marked) {
    MarkedReport report = MarkedReport.of(marked);
    return new CaseFacts.Builder()
        .add(new Attributes())
        .report(report.text(), report.mentions(), report.status().orElseThrow());
  }

  private static CaseFacts.Builder tumour() {
    return with("status final\n# findings\nA {tumour|mass}.\n# impression\nA {tumour|mass}.");
  }

  @Test
  void aRuleInModeApproveFlagsButAPersonMustRelease() throws Exception {
    String approve = rule("a", "serious_diagnosis", "approve", 3, TUMOUR);
    Decision alone = decide(tumour(), approve);
    assertThat(alone.flagged()).isTrue();
    assertThat(alone.needsApproval()).isTrue();
    String auto = rule("b", "complex_unusual", "auto", 4, TUMOUR);
    Decision both = decide(tumour(), approve, auto);
    assertThat(both.needsApproval()).isFalse();
    assertThat(both.level()).isEqualTo(3);
  }

  @Test
  void twoCriteriaRaiseLevelFourToThreeAndWhatIsWithheldDoesNotCount() throws Exception {
    String one = rule("a", "serious_diagnosis", "auto", 4, TUMOUR);
    String two = rule("b", "complex_unusual", "auto", 4, TUMOUR);
    assertThat(decide(tumour(), one).level()).isEqualTo(4);
    assertThat(decide(tumour(), one, two).level()).isEqualTo(3);
    Decision off = decide(tumour(), one, two, "policy: {off: [complex_unusual]}\n");
    assertThat(off.level()).isEqualTo(4);
    assertThat(off.withheld()).containsExactly("the policy has switched off complex_unusual");
  }

  @ParameterizedTest
  @CsvSource({"1,true", "2,true", "3,false", "5,false"})
  void careMustNotWaitOnLevelOneAndTwo(int level, boolean expected) throws Exception {
    Decision decision = decide(tumour(), rule("a", "serious_diagnosis", "auto", level, TUMOUR));
    assertThat(decision.careMustNotWait()).isEqualTo(expected);
  }

  @Test
  void whatIsLessUrgentThanTheLimitIsToldButDoesNotFlag() throws Exception {
    Decision decision =
        decide(
            tumour(),
            rule("a", "serious_diagnosis", "auto", 4, TUMOUR),
            "policy: {least-urgent-level: 3}\n");
    assertThat(decision.flagged()).isFalse();
    assertThat(decision.results().get(0).answer()).isEqualTo(Answer.YES);
    assertThat(decision.withheld()).containsExactly("less urgent than level 3, the policy's limit");
  }

  @Test
  void aPatientWhoOptedOutIsNeverFlagged() throws Exception {
    Decision decision =
        decide(
            tumour().known(FactField.STUDY_OPTED_OUT, true, "list"),
            rule("a", "serious_diagnosis", "auto", 1, TUMOUR));
    assertThat(decision.flagged()).isFalse();
    assertThat(decision.withheld()).containsExactly("the patient opted out");
  }

  @Test
  void anEpisodeFlagsOnceUnlessThePolicySaysOtherwise() throws Exception {
    String rule = rule("a", "serious_diagnosis", "auto", 3, TUMOUR);
    CaseFacts.Builder again = tumour().known(FactField.STUDY_FLAGGED_BEFORE, true, "request 7");
    assertThat(decide(again, rule).withheld()).containsExactly("this episode was flagged before");
    assertThat(decide(again, rule, "policy: {same-episode: flag}\n").flagged()).isTrue();
  }

  @Test
  void theLoopGuardKnowsWhoWroteTheReportToo() throws Exception {
    Decision decision =
        decide(
            tumour().known(FactField.REPORT_SECOND_OPINION, true, "a reader of group neuro"),
            rule("a", "serious_diagnosis", "auto", 3, TUMOUR));
    assertThat(decision.flagged()).isFalse();
    assertThat(decision.withheld()).hasSize(1);
  }

  @Test
  void aReportThatAdvisesASecondOpinionIsNotOne() throws Exception {
    Decision decision =
        decide(
            with("status final\n# impression\nA {tumour|mass}, second opinion is recommended."),
            rule("a", "serious_diagnosis", "auto", 3, TUMOUR));
    assertThat(decision.flagged()).isTrue();
  }

  @Test
  void whatTheHistorySaysWeighsNothingForADiagnosisUntilTheSiteSaysSo() throws Exception {
    CaseFacts.Builder history = with("status final\n# history\nKnown {tumour|mass}.");
    String rule = rule("a", "serious_diagnosis", "auto", 3, TUMOUR);
    assertThat(decide(history, rule).flagged()).isFalse();
    assertThat(decide(history, rule("a", "treatment_failure", "auto", 3, TUMOUR)).flagged())
        .isTrue();
    assertThat(decide(history, rule, "weights: {serious_diagnosis: {history: 0.5}}\n").flagged())
        .isTrue();
  }

  @Test
  void deadlinesFollowTheLevel() throws Exception {
    assertThat(
            IntStream.rangeClosed(1, 5).mapToObj(Policy.STANDARD::deadline).map(Duration::toHours))
        .containsExactly(24L, 24L, 48L, 72L, 72L);
    Files.writeString(
        folder.resolve("a.yaml"),
        rule("a", "serious_diagnosis", "auto", 3, "study.hasPrior")
            + "---\npolicy: {deadline-hours: [2, 8, 24, 48, 96]}\n");
    assertThat(RuleSet.load(folder).policy().deadline(5)).isEqualTo(Duration.ofHours(96));
  }

  @Test
  void theSampleIsTheSameEachTimeAndAboutAsLargeAsAsked() throws Exception {
    String rule = rule("a", "complex_unusual", "auto", 5, "sampling.draw < 50");
    int drawn = 0;
    for (int i = 0; i < 4000; i++) {
      drawn += Sampling.draw("1.2.840.113619." + i, "site") < 50 ? 1 : 0;
    }
    assertThat(drawn).isBetween(150, 250); // 200 are expected, standard deviation 14
    assertThat(Sampling.draw("1.2.3", "site")).isEqualTo(Sampling.draw("1.2.3", "site"));
    assertThat(
            IntStream.range(0, 50)
                .filter(i -> Sampling.draw("1.2." + i, "a") == Sampling.draw("1.2." + i, "b"))
                .count())
        .isLessThan(5);
    Decision unknown = decide(new CaseFacts.Builder().add(new Attributes()), rule);
    assertThat(unknown.results().get(0).missing())
        .containsExactly("Study Instance UID (0020,000D)");
  }

  @Test
  void aValueOfTheWrongTypeIsRefused() {
    assertThatThrownBy(
            () -> new CaseFacts.Builder().known(FactField.READER_HOUR, "nine", "a table"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("nine");
    assertThatThrownBy(
            () -> new CaseFacts.Builder().known(FactField.FINDING_CONCEPT, "tumour", "a table"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
