package org.overread.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overread.testing.CommandRun;
import org.overread.testing.TrialFolders;

class ScoreCommandsTest {
  private static final String LABELLED =
      """
      {"id":"a","report":"IMPRESSION: A mass.","subspecialty":"neuro","modality":"MR",\
      "body_part":"brain","labels":{"serious_diagnosis":{"flag":true,"evidence":["A mass"]},\
      "surgery_recommended":{"flag":false,"evidence":[]}}}
      {"id":"b","report":"IMPRESSION: Surgical consultation.","labels":{"serious_diagnosis":\
      {"flag":true,"evidence":["operate\\u001b"]},"surgery_recommended":{"flag":false}}}
      {"id":"c","report":"IMPRESSION: No mass.","labels":{"serious_diagnosis":{"flag":false},\
      "surgery_recommended":{"flag":false}}}
      """;

  private static final String KIT =
      "report\ttarget\tsentence\tnegation\ttemporality\texperiencer\n"
          + "1\tmass\tNo MASS is seen.\tNegated\trecent\tpatient\n"
          + "1\tmass\tNo MASS is seen.\tAffirmed\trecent\tpatient\n"
          + "1\tcyst\tNo MASS is seen.\tAffirmed\trecent\tpatient\n";

  @TempDir Path home;
  private Path conf;

  @BeforeEach
  void folders() throws IOException {
    conf = TrialFolders.in(home.resolve("conf")).conf();
  }

  private CommandRun run(String command, String option, String content, String... more)
      throws IOException {
    Path file =
        Files.writeString(
            home.resolve(option.equals("--negex") ? "kit.tsv" : "labelled.jsonl"), content);
    String[] first = {command, "score", option, file.toString(), "--conf", conf.toString()};
    String[] all = java.util.Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return CommandRun.of(all);
  }

  @Test
  void scoresOfRulesAreOneLineOfJsonAndNothingElse() throws IOException {
    CommandRun run = run("rules", "--labelled", LABELLED, "--json");

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .isEqualToIgnoringNewLines(
            "{\"any\":{\"precision\":1.0,\"recall\":1.0,\"f1\":1.0},\"criteria\":{"
                + "\"serious_diagnosis\":{\"precision\":1.0,\"recall\":0.5,\"f1\":0.6667},"
                + "\"surgery_recommended\":{\"precision\":0.0,\"recall\":0.0,\"f1\":0.0}},"
                + "\"subspecialty\":{\"accuracy\":1.0}}");
  }

  @Test
  void everyMissAndFalseAlarmIsShownWithItsWords() throws IOException {
    CommandRun run = run("rules", "--labelled", LABELLED);

    assertThat(run.out())
        .contains(
            "MISSED       serious_diagnosis, b",
            "labelled   operate?",
            "FALSE ALARM  surgery_recommended, b",
            "Surgical consultation")
        .doesNotContain(", a", ", c");
  }

  @Test
  void aReportWithoutLabelsIsAMistakeOfTheFile() throws IOException {
    CommandRun run = run("rules", "--labelled", "{\"id\":\"x\",\"report\":\"A mass.\"}\n");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).isEqualToIgnoringNewLines("x has no \"labels\"");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void scoresOfAssertionsAreOneLineOfJsonAndNothingElse() throws IOException {
    CommandRun run = run("findings", "--negex", KIT, "--json");

    String nothing = "{\"precision\":0.0,\"recall\":0.0,\"f1\":0.0}";
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualToIgnoringNewLines(
            "{\"negation\":{\"precision\":0.5,\"recall\":1.0,\"f1\":0.6667},\"historical\":"
                + nothing
                + ",\"hypothetical\":"
                + nothing
                + ",\"experiencer\":"
                + nothing
                + "}");
  }

  @Test
  void everyWrongAssertionIsShownWithItsSentence() throws IOException {
    CommandRun run = run("findings", "--negex", KIT);

    assertThat(run.out())
        .contains("FALSE ALARM  negation, line 3", "No MASS is seen.", "NOT COUNTED  line 4");
  }

  @Test
  void mistakesOfTheVocabularyAreShownInstead() throws IOException {
    Files.writeString(conf.resolve("vocabulary/words.txt"), "concpt: mass\n");

    CommandRun run = run("findings", "--negex", KIT, "--json");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("words.txt:1:");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aGroupOfCommandsAloneIsAMistake() {
    CommandRun run = CommandRun.of("rules");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("a command is missing after rules", "score");
  }
}
