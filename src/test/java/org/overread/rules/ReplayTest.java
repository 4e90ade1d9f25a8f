package org.overread.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overread.testing.MarkedReport;

class ReplayTest {
  private static final Set<String> CONCEPTS = Set.of("tumour", "nodule");
  private static final String RULE =
      """
      rule: a
      criterion: serious_diagnosis
      mode: auto
      level: 2
      because: B.
      when: findings.exists(f, f.concept == "tumour" && f.present) && study.patientAge > 40
      ---
      rule: b
      criterion: poor_quality
      mode: shadow
      level: 4
      because: B.
      when: findings.exists(f, f.sizeMm > 8.5) && sampling.draw >= 0 && reader.hour > 20
      """;

  @TempDir private Path folder;

  private RuleSet rules(String text) throws IOException, RuleFileException {
    Files.writeString(folder.resolve("a.yaml"), text);
    return RuleSet.load(folder, CONCEPTS, Set.of());
  }

  private static CaseFacts facts() {
    MarkedReport report =
        MarkedReport.of(
            "status corrected\n"
                + "# findings\n"
                + "A {tumour|mass|probable cue=mass}, {nodule|9 mm nodule|size=9 category=4A}.");
    CaseFacts headers =
        RuleCase.facts(
            "PatientAge = 045Y\nModality = MR\nseries 1, 2 images\nMagneticFieldStrength = 1.5\n");
    CaseFacts known =
        new CaseFacts.Builder()
            .report(report.text(), report.mentions(), report.status().orElseThrow())
            .known(FactField.READER_HOUR, 22L, "time of the report")
            .known(FactField.READER_SPECIALTIES, List.of("neuro", "spine"), "site table")
            .known(FactField.REPORT_AGE, 2.0, "received 12:00")
            .sampling("1.2.3", "salt")
            .build();
    return new CaseFacts(
        headers.study(),
        headers.series(),
        headers.order(),
        headers.source(),
        known.report(),
        known.reader(),
        known.sampling(),
        known.text());
  }

  @Test
  void factsAreTheSameAfterTheyWereStored() {
    CaseFacts facts = facts();
    CaseFacts again = FactsJson.read(FactsJson.write(facts));
    assertThat(again.sha256()).isEqualTo(facts.sha256());
    assertThat(again.text()).isEqualTo(facts.text());
    assertThat(FactsJson.write(again)).isEqualTo(FactsJson.write(facts));
  }

  @Test
  void fwd01TheSameRulesAndStoredInputsGiveTheSameDecision() throws Exception {
    RuleSet rules = rules(RULE);
    Decision then = rules.evaluate(facts());
    assertThat(then.results()).extracting(RuleResult::answer).containsOnly(Answer.YES);
    Replay replay = Replay.of(rules(RULE), FactsJson.read(FactsJson.write(facts())), then);
    assertThat(replay.differences()).isEmpty();
    assertThat(replay.now()).isEqualTo(then);
  }

  @Test
  void changedRulesAreToldWithWhatTheyChange() throws Exception {
    Decision then = rules(RULE).evaluate(facts());
    Replay replay = Replay.of(rules(RULE.replace("> 40", "> 50")), facts(), then);
    assertThat(replay.differences())
        .containsExactly(
            "the rules have changed since",
            "flagged, level 2 then, not flagged now",
            "rule a: YES then, NO now");
  }

  @Test
  void otherInputsAreTold() throws Exception {
    RuleSet rules = rules(RULE);
    Decision then = rules.evaluate(facts());
    CaseFacts other = RuleCase.facts("PatientAge = 045Y\nseries 1, 1 images\n");
    assertThat(Replay.of(rules, other, then).differences())
        .contains("these are not the inputs of the decision");
  }

  @Test
  void whatIsNotStoredFactsIsRefusedWithoutQuotingIt() {
    assertThatThrownBy(() -> FactsJson.read("{\"study\": \"Doe^John\"}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("Doe")
        .hasNoCause();
  }
}
