package org.overread.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.overread.rules.Answer;
import org.overread.rules.Evidence;
import org.overread.rules.RuleMode;
import org.overread.rules.RuleResult;

class StoredResultsTest {
  @Test
  void fwd01ResultsStoredBeforeThereWereTextsAreStillRead() {
    String old =
        "[{\"rule\":\"a\",\"criterion\":\"poor_quality\",\"mode\":\"AUTO\",\"level\":4,"
            + "\"answer\":\"YES\",\"evidence\":[{\"source\":\"series 1\",\"value\":\"0.35\"}],"
            + "\"missing\":[],\"because\":\"B.\"}]";
    assertThat(CaseJson.readResults(old))
        .containsExactly(
            new RuleResult(
                "a",
                "poor_quality",
                RuleMode.AUTO,
                4,
                Answer.YES,
                List.of(new Evidence("series 1", "0.35")),
                List.of(),
                "B."));
  }

  @Test
  void fwd01EvidenceOfATextKeepsItsPlace() {
    RuleResult result =
        new RuleResult(
            "a",
            "surgery_recommended",
            RuleMode.APPROVE,
            3,
            Answer.YES,
            List.of(new Evidence("impression, sentence 2", "[Surgery].", 120, 127, "not negated")),
            List.of(),
            "B.",
            "the patient opted out");
    assertThat(CaseJson.readResults(CaseJson.write(List.of(result)))).containsExactly(result);
  }
}
