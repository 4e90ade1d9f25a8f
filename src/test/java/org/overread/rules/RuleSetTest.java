package org.overread.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

class RuleSetTest {
  private static final Path OURS = Path.of("conf", "rules");
  private static final Path VOCABULARY = Path.of("conf", "vocabulary");
  private static final String RULE =
      "rule: a\n"
          + "criterion: poor_quality\n"
          + "mode: auto\n"
          + "level: 4\n"
          + "when: study.instanceCount > 3\n"
          + "because: Because.\n";

  @TempDir private Path folder;

  private static CaseFacts bigStudy(int series) {
    String head =
        "Modality = MR\nBodyPartExamined = KNEE\nReasonForTheRequestedProcedure = "
            + "knee pain for weeks with locking ".repeat(30)
            + "\n";
    return RuleCase.facts(
        IntStream.rangeClosed(1, series)
            .mapToObj(
                n ->
                    "series "
                        + n
                        + ", 1 images\nSeriesDescription = SAG PD FS "
                        + n
                        + "\nMagneticFieldStrength = 3")
            .collect(Collectors.joining("\n", head, "\n")));
  }

  @Test
  void theVersionIsThatOfTheContents() throws Exception {
    Files.writeString(folder.resolve("a.yaml"), RULE);
    String version = RuleSet.load(folder).version();
    assertThat(RuleSet.load(folder).version()).isEqualTo(version).hasSize(64);
    Files.writeString(folder.resolve("a.yaml"), RULE + "# changed\n");
    assertThat(RuleSet.load(folder).version()).isNotEqualTo(version);
  }

  @Test
  void aFolderThatIsNotThereIsAMistakeNotACrash() {
    assertThatThrownBy(() -> RuleSet.load(folder.resolve("none")))
        .isInstanceOfSatisfying(RuleFileException.class, e -> assertThat(e.issues()).hasSize(1));
  }

  @Test
  void fwd01DecidesTheSameOnManyThreads() throws Exception {
    RuleSet rules = RuleBook.load(OURS, VOCABULARY).rules();
    CaseFacts facts = bigStudy(12);
    Set<Decision> decisions =
        IntStream.range(0, 400)
            .parallel()
            .mapToObj(i -> rules.evaluate(facts))
            .collect(Collectors.toSet());
    assertThat(decisions).hasSize(1);
  }

  @Test
  void aConditionThatUsesUpItsBudgetIsNotKnown() throws Exception {
    String when =
        "series.exists(a, series.exists(b, series.exists(c, a.images + b.images + c.images >"
            + " 100)))";
    Files.writeString(folder.resolve("a.yaml"), RULE.replace("study.instanceCount > 3", when));
    RuleResult result = RuleSet.load(folder).evaluate(bigStudy(60)).results().get(0);
    assertThat(result.answer()).isEqualTo(Answer.NOT_KNOWN);
    assertThat(result.missing())
        .singleElement()
        .asString()
        .startsWith("the condition could not be computed");
  }

  @Test
  void decidesInLessThanAMillisecond() throws Exception {
    RuleSet rules = RuleBook.load(OURS, VOCABULARY).rules();
    CaseFacts facts = bigStudy(12);
    // Processor time of this thread, best of several rounds: other work on the machine does not
    // count.
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    int rounds = 200;
    long best = Long.MAX_VALUE;
    for (int batch = 0; batch < 20; batch++) {
      long start = threads.getCurrentThreadCpuTime();
      IntStream.range(0, rounds).forEach(i -> rules.evaluate(facts));
      best = Math.min(best, threads.getCurrentThreadCpuTime() - start);
    }
    Duration each = Duration.ofNanos(best / rounds);
    assertThat(each).isLessThan(Duration.ofMillis(1));
  }

  @Test
  void neverThrowsOnAnEmptyStudy() throws Exception {
    Decision decision =
        RuleBook.load(OURS, VOCABULARY).rules().evaluate(CaseFacts.of(List.of(new Attributes())));
    assertThat(decision.flagged()).isFalse();
    assertThat(decision.results())
        .allSatisfy(r -> assertThat(r.answer()).isEqualTo(Answer.NOT_KNOWN));
  }
}
