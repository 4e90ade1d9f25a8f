package org.overread.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overread.dicom.Attributes;
import org.overread.findings.TextReader;
import org.overread.report.ReportStatus;
import org.overread.report.ReportText;
import org.overread.report.Section;
import org.overread.report.SectionKind;
import org.overread.report.Sentence;

/** Rules and vocabulary as they are on disk, from a text to a decision. */
class LiveRulesTest {
  private static final String RULE =
      """
      rule: surgery-recommended
      criterion: surgery_recommended
      mode: auto
      level: 3
      because: Surgery has been recommended.
      when: findings.exists(f, f.concept == "surgical referral" && f.present && f.weight == 1.0)
      """;
  private static final String WORDS =
      """
      concept: surgical referral
      group: surgery
      phrases:
        orthopedic consultation

      cue: no
      says: negated
      reaches: forward
      as far as: clause
      phrases:
        no
      """;

  @TempDir private Path folder;
  private Path rules;
  private Path words;

  @BeforeEach
  void writeFolders() throws IOException {
    rules = Files.createDirectory(folder.resolve("rules"));
    words = Files.createDirectory(folder.resolve("vocabulary"));
    Files.writeString(rules.resolve("a.yaml"), RULE);
    Files.writeString(words.resolve("a.txt"), WORDS);
  }

  private static Decision decide(RuleBook with, String sentence) {
    ReportText text =
        new ReportText(
            sentence,
            List.of(new Section(SectionKind.IMPRESSION, "", 0, sentence.length())),
            List.of(new Sentence(0, 0, sentence.length())));
    CaseFacts facts =
        new CaseFacts.Builder()
            .add(new Attributes())
            .report(
                text, new TextReader(with.vocabulary()).read(text).mentions(), ReportStatus.FINAL)
            .build();
    return with.rules().evaluate(facts);
  }

  @Test
  void fwd01DecidesFromTheWordsOfAReport() throws RuleFileException {
    RuleBook both = RuleBook.load(rules, words);
    Decision yes = decide(both, "Orthopedic consultation is advised.");
    assertThat(yes.flagged()).isTrue();
    assertThat(yes.results().get(0).evidence())
        .contains(
            new Evidence(
                "impression, sentence 1",
                "[Orthopedic consultation] is advised.",
                0,
                23,
                "not negated, not historical, not conditional"));
    Decision no = decide(both, "No orthopedic consultation is needed.");
    assertThat(no.flagged()).isFalse();
    assertThat(no.results().get(0).evidence())
        .containsExactly(
            new Evidence(
                "findings", "1 mention, negated: \"No orthopedic consultation is needed.\""));
  }

  @Test
  void aBadFileKeepsWhatIsInUse() throws Exception {
    LiveRules live = new LiveRules(RuleBook.load(rules, words));
    RuleBook before = live.current();
    Files.writeString(
        rules.resolve("a.yaml"), RULE.replace("\"surgical referral\"", "\"surgery\""));
    assertThat(live.reload(rules, words))
        .singleElement()
        .satisfies(i -> assertThat(i.message()).startsWith("the vocabulary has no concept"));
    assertThat(live.current()).isSameAs(before);
    Files.writeString(rules.resolve("a.yaml"), RULE);
    Files.writeString(words.resolve("b.txt"), "concpt: x\n");
    assertThat(live.reload(rules, words)).isNotEmpty();
    assertThat(live.current()).isSameAs(before);
  }

  @Test
  void aGoodFileIsTakenIntoUse() throws Exception {
    LiveRules live = new LiveRules(RuleBook.load(rules, words));
    String before = live.current().version();
    Files.writeString(rules.resolve("a.yaml"), RULE.replace("level: 3", "level: 2"));
    assertThat(live.reload(rules, words)).isEmpty();
    assertThat(decide(live.current(), "Orthopedic consultation.").level()).isEqualTo(2);
    assertThat(live.current().version()).isNotEqualTo(before);
  }
}
