package org.overread.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overread.bench.ReportGenerator;
import org.overread.dicom.Attributes;
import org.overread.dicom.FileMetaInformation;
import org.overread.dicom.Part10;
import org.overread.dicom.Uid;
import org.overread.testing.CommandRun;
import org.overread.testing.Studies;
import org.overread.testing.TrialFolders;

class TrialCommandsTest {
  private static final String REPORTS =
      """
      id,date,report
      a,2026-11-01,IMPRESSION: Surgical consultation.
      b,2026-11-02,IMPRESSION: No mass.
      c,2026-11-02,IMPRESSION: Surgery recommended for the mass.
      """;

  @TempDir Path home;
  private TrialFolders folders;
  private Path conf;

  @BeforeEach
  void folders() throws IOException {
    folders = TrialFolders.in(home.resolve("conf"));
    conf = folders.conf();
  }

  private CommandRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("rules"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--conf", conf.toString()));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(home.resolve(name), content).toString();
  }

  @Test
  void checkCountsWhatIsGood() {
    CommandRun run = run("check");

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("2 rules and 4 concepts are good, version ");
  }

  @Test
  void checkShowsEachMistakeWithPlaceLineAndCaret() throws IOException {
    folders.rule("surgery", "auto", 3, TrialFolders.present("surgical referal"));
    folders.rule("mass", "sometimes", 2, TrialFolders.present("mass"));

    CommandRun run = run("check");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("surgery.yaml:5:", "surgical referral", "mass.yaml:3:", "^", "2 mistakes");
  }

  @Test
  void checkShowsMistakesOfTheVocabularyInTheSameForm() throws IOException {
    Files.writeString(conf.resolve("vocabulary/words.txt"), "concpt: mass\n");

    CommandRun run = run("check");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("words.txt:1:1: ", " | concpt: mass", "1 mistake");
  }

  @Test
  void checkTakesAnotherFolderAndTellsMistakesToScripts() throws IOException {
    Path other = TrialFolders.in(home.resolve("other")).conf();
    Files.writeString(other.resolve("rules/mass.yaml"), "rule: mass\nmoed: auto\n");

    CommandRun run = run("check", other.toString(), "--json");

    assertThat(run.code()).isEqualTo(2);
    assertThat(new ObjectMapper().readTree(run.out()).get(0).path("line").asInt()).isPositive();
    assertThat(run("check", other.resolve("rules").toString()).code()).isEqualTo(2);
  }

  @Test
  void tryShowsSectionsFindingsWithTheirCuesAndEachRule() throws IOException {
    String report =
        file("report.txt", "FINDINGS: No mass.\nIMPRESSION:\nSurgical consultation.\u001b[0m\n");

    CommandRun run = run("try", "--report", report, "--order", "painful mass?");

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains(
            "  order          1 sentence: painful mass?",
            "impression     \"IMPRESSION\", ",
            "mass (serious): negated by \"No\"",
            "surgical referral (treatment): present",
            "[Surgical consultation]",
            "YES        surgery  (surgery_recommended, auto, level 3)",
            "NO         mass  (serious_diagnosis, off, level 2)",
            "Decision  flagged, level 3")
        .doesNotContain("\u001b");
  }

  @Test
  void tryReadsAnHl7MessageWithItsOrder() throws IOException {
    Path message = home.resolve("oru.hl7");
    Files.write(
        message,
        ("\u000bMSH|^~\\&|RIS|H|OVERREAD|H|20261123||ORU^R01|1|P|2.5.1\r"
                + "PID|1||P1\r"
                + "OBR|1|PL1|F1|MRKNEE|||||||||||||||||||||F||||||^mass of the knee\r"
                + "OBX|1|TX|GDT^Report||IMPRESSION: Surgery recommended.||||||F\r")
            .getBytes(StandardCharsets.UTF_8));

    CommandRun run = run("try", "--report", message.toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("order          1 sentence: ", "mass of the knee", "flagged");
  }

  @Test
  void tryReadsTheHeadersOfAStudy() throws IOException {
    folders.rule("surgery", "auto", 3, "study.modality == \"MR\"");
    Attributes instance = Studies.mrKnee(1, 1).get(0);
    Path images = Files.createDirectories(home.resolve("images"));
    FileMetaInformation meta =
        new FileMetaInformation(
            Uid.MRImageStorage, "1.2.3", Uid.ExplicitVRLittleEndian, "1.2", "TEST", "", "", "");
    Part10.write(images.resolve("1.dcm"), meta, instance);
    Files.writeString(images.resolve("notes.txt"), "not DICOM");

    CommandRun run = run("try", "--dicom", images.toString());

    assertThat(run.out()).contains("YES        surgery", "no concept of the vocabulary");
    assertThat(run.err()).contains("1 files are not DICOM and were left out");
  }

  @Test
  void tryNeedsSomethingToTry() throws IOException {
    assertThat(run("try").code()).isEqualTo(2);
    assertThat(run("try", "--report", home.resolve("absent").toString()).code()).isEqualTo(1);
    assertThat(run("try", "--dicom", file("a.txt", "text")).err())
        .contains("has no DICOM file that can be read");
  }

  @Test
  void backtestCountsDaysCriteriaAndYieldWithExamples() throws IOException {
    CommandRun run = run("backtest", "--reports", file("r.csv", REPORTS));

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("3 cases, 2 flagged (66.7 %)", "2026-11-02        1", "surgery_recommended")
        .contains("Examples of surgery", "[Surgical consultation]");
  }

  @Test
  void backtestSinceADayLeavesOutWhatIsOlder() throws IOException {
    CommandRun run =
        run("backtest", "--reports", file("r.csv", REPORTS), "--since", "2026-11-02", "--json");

    assertThat(new ObjectMapper().readTree(run.out()).path("cases").asInt()).isEqualTo(2);
  }

  @Test
  void backtestNamesEveryCaseThatTwoRuleSetsJudgeDifferently() throws IOException {
    TrialFolders other = TrialFolders.in(home.resolve("other"));
    other.rule("surgery", "shadow", 3, TrialFolders.present("surgical referral"));
    other.rule("mass", "auto", 2, TrialFolders.present("mass"));

    CommandRun run =
        run("backtest", "--reports", file("r.csv", REPORTS), "--against", other.conf().toString());

    assertThat(run.out().lines().filter(line -> line.contains(" -> ")))
        .containsExactly(
            "newly flagged  a  surgery_recommended -> surgery_recommended",
            "flagged by other criteria  c  serious_diagnosis + surgery_recommended ->"
                + " surgery_recommended");
    assertThat(run.out()).contains("1 newly flagged, 0 no longer, 1 by other criteria");
  }

  @Test
  void backtestShowsItsProgressAsideAndTakesItAway() throws IOException {
    Path reports = home.resolve("generated.jsonl");
    new ReportGenerator(1).write(reports, 3000);

    CommandRun run = run("backtest", "--reports", reports.toString(), "--json");

    assertThat(new ObjectMapper().readTree(run.out()).path("cases").asInt()).isEqualTo(3000);
    assertThat(run.err().replaceAll("\\r\\[[#.]{30}\\] +\\d+ % [^\\r]*", ""))
        .as("nothing but the bar")
        .isBlank();
  }
}
