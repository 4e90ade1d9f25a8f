package org.overread.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overread.report.ReportText;
import org.overread.report.Section;
import org.overread.report.SectionKind;
import org.overread.report.Sentence;

class TextReaderTest {
  private static final String[] WORDS = {
    "concept: fracture",
    "group: injury",
    "phrases:",
    "  fracture(s)",
    "concept: enlarged heart",
    "phrases:",
    "  heart ... enlarged",
    "concept: no operation",
    "negation: inside",
    "phrases:",
    "  no surgical target",
    "concept: pain",
    "phrases:",
    "  pain",
    "concept: stable disease",
    "phrases:",
    "  stable",
    "concept: painful fracture",
    "all of:",
    "  fracture",
    "  pain",
    "unless:",
    "  stable disease",
    "within: 1 sentence"
  };

  @TempDir private Path folder;
  private TextReader reader;

  @BeforeEach
  void load() throws Exception {
    reader = new TextReader(Reports.vocabulary(folder, WORDS));
  }

  private List<Mention> read(String concept, String... lines) {
    return reader.read(Reports.of(lines)).mentions().stream()
        .filter(m -> m.concept().equals(concept))
        .toList();
  }

  @Test
  void negationInTheGapOfAPhraseNegatesIt() {
    assertThat(read("enlarged heart", "The heart is not enlarged.").get(0).assertion().certainty())
        .isEqualTo(Certainty.NEGATED);
    assertThat(read("enlarged heart", "The heart is enlarged.").get(0).assertion().certainty())
        .isEqualTo(Certainty.PRESENT);
  }

  @Test
  void phraseThatSaysNoItselfIsNotNegatedFromOutside() {
    assertThat(read("no operation", "No fracture and no surgical target.").get(0).assertion())
        .matches(Assertion::isAsserted);
  }

  @Test
  void derivedConceptCoversItsPartsAndIsAsSureAsTheWeakest() {
    String first = "Possible fracture.";

    Mention mention = read("painful fracture", first, "Much pain.").get(0);

    assertThat(mention.start()).isEqualTo(first.indexOf("fracture"));
    assertThat(mention.end()).isEqualTo(first.length() + 1 + "Much pain".length());
    assertThat(mention.assertion().certainty()).isEqualTo(Certainty.POSSIBLE);
  }

  @Test
  void derivedConceptNeedsItsPartsNearAndNothingThatPreventsIt() {
    assertThat(read("painful fracture", "Fracture.", "Other.", "Pain.")).isEmpty();
    assertThat(read("painful fracture", "Stable fracture.", "Pain.")).isEmpty();
    assertThat(read("painful fracture", "Not stable fracture.", "Pain.")).hasSize(1);
  }

  @Test
  void reasonIsWhereItStandsInTheReport() {
    Mention mention = read("fracture", "Comment.", "No evidence of fracture.").get(0);

    assertThat(mention.assertion().reasons())
        .containsExactly(new Assertion.Reason(Axis.CERTAINTY, 9, 9 + "No evidence of".length()));
    assertThat(mention.group()).isEqualTo("injury");
    assertThat(mention.sentence()).isEqualTo(1);
  }

  @Test
  void mentionUnderTheComparisonIsQuotedBecauseOfItsHeading() {
    String text = "COMPARISON: CT with fracture.";
    Section section = new Section(SectionKind.COMPARISON, "COMPARISON", 12, text.length());
    ReportText report =
        new ReportText(text, List.of(section), List.of(new Sentence(0, 12, text.length())));

    Assertion assertion = reader.read(report).mentions().get(0).assertion();

    assertThat(assertion.quoted()).isTrue();
    assertThat(assertion.reasons()).containsExactly(new Assertion.Reason(Axis.QUOTED, 0, 10));
  }

  @Test
  void megabyteWithoutAFullStopTakesLessThanSeconds() {
    String line = "no fracture or old fracture and 9 mm possible pain, ".repeat(20_000);

    // under one second alone on a core; the bound leaves room for a busy machine
    Assertions.assertThatNoException()
        .isThrownBy(
            () ->
                org.junit.jupiter.api.Assertions.assertTimeout(
                    Duration.ofSeconds(8),
                    () -> assertThat(read("fracture", line)).hasSize(40_000)));
  }

  @Test
  void refusesATextThatIsTooLongAsAWhole() {
    Reading reading = reader.read(Reports.of("fracture ".repeat(TextReader.LONGEST / 9 + 1)));

    assertThat(reading.tooLong()).isTrue();
    assertThat(reading.mentions()).isEmpty();
  }

  @Test
  void eightThreadsReadTheSame() throws Exception {
    ReportText report =
        Reports.of("No fracture.", "Old fracture, pain.", "The heart is not enlarged, 9 mm.");
    List<Mention> alone = reader.read(report).mentions();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Callable<List<Mention>> work = () -> reader.read(report).mentions();
      List<List<Mention>> all = new ArrayList<>();
      for (Future<List<Mention>> f : threads.invokeAll(Collections.nCopies(200, work))) {
        all.add(f.get());
      }
      assertThat(all).allMatch(alone::equals).hasSize(200);
    } finally {
      threads.shutdown();
    }
  }
}
