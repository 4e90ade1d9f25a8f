package org.overread.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyTest {
  @TempDir private Path folder;

  private List<VocabularyIssue> issues(String... lines) throws IOException {
    Files.writeString(folder.resolve("a.txt"), String.join("\n", lines));
    return catchThrowableOfType(VocabularyException.class, () -> Vocabulary.load(folder)).issues();
  }

  private List<String> found(String text, String... lines) throws Exception {
    TextReader reader = new TextReader(Reports.vocabulary(folder, lines));
    return reader.read(Reports.of(text)).mentions().stream()
        .map(m -> m.concept() + "=" + text.substring(m.start(), m.end()))
        .toList();
  }

  @Test
  void namesAllMistakesOfAllFilesAtOnceWithTheirPlaces() throws IOException {
    Files.writeString(folder.resolve("b.txt"), "concept: a\nphrases:\n  x [y\n");

    List<VocabularyIssue> issues =
        issues("set: degree", "  mild", "concept: tear", "phrase:", "  {degre} tear", "group: g");

    assertThat(issues)
        .extracting(i -> i.file() + ":" + i.line() + ":" + i.column())
        .containsExactly("a.txt:3:10", "a.txt:4:1", "b.txt:3:5");
    assertThat(issues.get(1).toString())
        .isEqualTo(
            "a.txt:4:1: unknown key \"phrase\"; did you mean \"phrases\"?\n | phrase:\n | ^");
  }

  @Test
  void guessesWhichSetWasMeant() throws IOException {
    assertThat(issues("set: degree", "  mild", "concept: a", "phrases:", "  big {degre} tear"))
        .singleElement()
        .hasToString(
            "a.txt:5:7: there is no set \"degre\"; did you mean \"degree\"?\n"
                + " |   big {degre} tear\n"
                + " | ......^");
  }

  @Test
  void refusesWhatCouldNeverMatchOrEnd() throws IOException {
    List<VocabularyIssue> issues =
        issues(
            "set: a", "  {b}", "set: b", "  {a}", "concept: c", "phrases:", "  [maybe]", "  x ...");

    assertThat(issues).extracting(VocabularyIssue::line).containsExactly(1, 7, 8);
    assertThat(issues.get(0).message()).contains("contains itself");
  }

  @Test
  void refusesUnknownPartsValuesAndDoubles() throws IOException {
    List<VocabularyIssue> issues =
        issues(
            "concept: fracture",
            "negation: within",
            "phrases:",
            "  fracture",
            "concept: fracture",
            "phrases:",
            "  break",
            "concept: both",
            "all of:",
            "  fractur",
            "cue: no",
            "says: negatd",
            "phrases:",
            "  no");

    assertThat(issues).extracting(VocabularyIssue::line).containsExactly(2, 5, 10, 12);
    assertThat(issues.get(2).message()).contains("did you mean \"fracture\"?");
    assertThat(issues.get(3).message()).contains("did you mean \"negated\"?");
  }

  @Test
  void refusesWhatIsNotUtf8ButTakesTheSignThatStandsForIt() throws Exception {
    Files.write(folder.resolve("a.txt"), new byte[] {'#', ' ', (byte) 0xE9, '\n'});
    assertThatThrownBy(() -> Vocabulary.load(folder))
        .isInstanceOfSatisfying(
            VocabularyException.class,
            e ->
                assertThat(e.issues())
                    .extracting(VocabularyIssue::message)
                    .contains("is not UTF-8"));
    Files.writeString(folder.resolve("a.txt"), "# \uFFFD\nconcept: mass\nphrases:\n  mass\n");
    assertThat(Vocabulary.load(folder).concepts()).isNotEmpty();
  }

  @Test
  void theShippedOneLoadsInATenthOfASecond() throws Exception {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long start = threads.getCurrentThreadCpuTime();
      Vocabulary.load(Path.of("conf", "vocabulary"));
      best = Math.min(best, threads.getCurrentThreadCpuTime() - start);
    }
    assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(100));
  }

  @Test
  void refusesAnEmptyFolder() {
    assertThat(catchThrowableOfType(VocabularyException.class, () -> Vocabulary.load(folder)))
        .hasMessageContaining("nothing could be found");
  }

  @Test
  void versionChangesWithTheContentOnly() throws Exception {
    Files.writeString(folder.resolve("a.txt"), "concept: a\nphrases:\n  x\n");
    String first = Vocabulary.load(folder).version();
    assertThat(Vocabulary.load(folder).version()).isEqualTo(first).hasSize(64);

    Files.writeString(folder.resolve("a.txt"), "concept: a\nphrases:\n  y\n");

    assertThat(Vocabulary.load(folder).version()).isNotEqualTo(first);
  }

  @Test
  void namesItsConceptsWithTheirGroups() throws Exception {
    Files.writeString(folder.resolve("a.txt"), "concept: a\ngroup: g\nphrases:\n  x\n");

    assertThat(Vocabulary.load(folder).concepts())
        .containsExactly(
            new Concept("a", "g"),
            new Concept("growth", "course"),
            new Concept("shrinkage", "course"));
  }

  @Test
  void matchesAlternativesOptionalWordsEndingsAndSpellings() throws Exception {
    String[] lines = {
      "concept: c",
      "phrases:",
      "  <full thickness | complete> [retracted] tear|tears",
      "  an(a)emi*"
    };

    assertThat(found("Full-thickness tear, complete retracted TEARS, anaemic, anemia.", lines))
        .containsExactly(
            "c=Full-thickness tear", "c=complete retracted TEARS", "c=anaemic", "c=anemia");
  }

  @Test
  void gapPassesCommasButNoOtherMark() throws Exception {
    String[] lines = {"concept: c", "phrases:", "  refer* ...3 surgeon"};

    assertThat(
            found(
                "Referral to, say, a surgeon. refer: surgeon, refer to one two three surgeon.",
                lines))
        .containsExactly("c=Referral to, say, a surgeon");
  }

  @Test
  void lookAlikeVoidsThePhraseItSharesAWordWith() throws Exception {
    String[] lines = {"concept: c", "phrases:", "  surgical", "look-alikes:", "  surgical neck"};

    assertThat(found("surgical neck, surgical opinion", lines)).containsExactly("c=surgical");
  }

  @Test
  void takesTheLongestOfOneConceptAndLetsConceptsOverlap() throws Exception {
    String[] lines = {
      "concept: a",
      "phrases:",
      "  stenosis",
      "  severe stenosis",
      "concept: b",
      "phrases:",
      "  stenosis"
    };

    assertThat(found("severe stenosis", lines)).containsExactly("a=severe stenosis", "b=stenosis");
  }
}
