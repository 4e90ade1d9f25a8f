package org.overread.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.overread.report.SectionKind;

/** The cue file, sentence by sentence: src/test/resources/findings/assertions.tsv. */
class AssertionsTest {
  private static TextReader reader;

  @BeforeAll
  static void load() throws VocabularyException {
    reader = new TextReader(Vocabulary.load(Path.of("conf/vocabulary")));
  }

  static List<String> rows() throws IOException {
    List<String> rows = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("src/test/resources/findings/assertions.tsv"))) {
      if (!line.startsWith("#")) {
        rows.add(line);
      }
    }
    return rows;
  }

  @Test
  void tableHasRowsForEveryAxis() throws IOException {
    assertThat(rows()).hasSizeGreaterThan(150);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void assertsTheTargetAsTheTableSays(String row) {
    String[] columns = row.split("\t");
    int start = columns[1].indexOf('[');
    int end = columns[1].indexOf(']') - 1;
    String sentence = columns[1].replace("[", "").replace("]", "");
    SectionKind section = SectionKind.valueOf(columns[0].toUpperCase(Locale.ROOT));

    Assertion assertion = reader.assertOf(sentence, start, end, section);

    assertThat(assertion.certainty().name().toLowerCase(Locale.ROOT)).isEqualTo(columns[2]);
    assertThat(flags(assertion)).isEqualTo(columns[3]);
    assertThat(assertion.reasons())
        .hasSize((columns[2].equals("present") ? 0 : 1) + (columns[3].equals("-") ? 0 : 1));
  }

  private static String flags(Assertion assertion) {
    List<String> flags = new ArrayList<>();
    if (assertion.hypothetical()) {
      flags.add("hypothetical");
    }
    if (assertion.question()) {
      flags.add("question");
    }
    if (assertion.historical()) {
      flags.add("historical");
    }
    if (assertion.otherPerson()) {
      flags.add("other");
    }
    if (assertion.quoted()) {
      flags.add("quoted");
    }
    if (assertion.boilerplate()) {
      flags.add("boilerplate");
    }
    return flags.isEmpty() ? "-" : String.join(",", flags);
  }
}
