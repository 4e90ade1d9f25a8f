package org.overread.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.overread.rules.RuleBook;
import org.overread.rules.RuleFileException;

/** Every row of phrases.tsv: a wording that a criterion fires on, or is silent about. */
class PhrasesTest {
  private static final Path PHRASES =
      Path.of("src/test/resources/org/overread/reports/phrases.tsv");

  /** Most rows that may be known to be answered wrongly. */
  private static final int MOST_WRONG = 12;

  /** Rows answered wrongly today, by their text, and why. One that is mended has to leave. */
  private static final Map<String, String> WRONG =
      Map.of(
          "HISTORY: Surgery is being considered by her friend.\\nIMPRESSION: Normal.",
          "whose operation it is stands after \"by\", where else the surgeon is named");

  private static CaseJudge judge;

  /** A row of the file; the columns are described in its README. */
  record Row(int line, String criterion, boolean fires, String section, String text, String why) {
    static Row of(int line, String row) {
      String[] columns = row.split("\t");
      return new Row(
          line, columns[0], columns[1].equals("fires"), columns[2], columns[3], columns[4]);
    }

    ReportCase asCase() {
      String all = text.replace("\\n", "\n");
      int bar = all.indexOf(" || ");
      boolean order = section.equals("order");
      String before = bar >= 0 ? all.substring(0, bar) : order ? all : "";
      String after = bar >= 0 ? all.substring(bar + " || ".length()) : order ? "" : all;
      return new ReportCase(
          "line " + line, Optional.empty(), "MR", "", before, after, Optional.empty());
    }

    /** The name of the test. */
    @Override
    public String toString() {
      return "line " + line + ", " + criterion + (fires ? " fires: " : " is silent: ") + text;
    }
  }

  @BeforeAll
  static void load() throws RuleFileException {
    judge =
        new CaseJudge(
            RuleBook.load(Path.of("conf", "rules"), Path.of("conf", "vocabulary")).withEveryRule());
  }

  static List<Row> rows() throws IOException {
    List<String> lines = Files.readAllLines(PHRASES);
    return IntStream.range(0, lines.size()).mapToObj(i -> Row.of(i + 1, lines.get(i))).toList();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isAnsweredAsLabelled(Row row) {
    Map<String, List<String>> said = judge.apply(row.asCase()).criteria();
    boolean right = said.containsKey(row.criterion()) == row.fires();
    String known = WRONG.get(row.text());
    assertThat(right)
        .as(
            known == null
                ? row.why() + "; said " + said
                : "answered rightly now, so it leaves the list: " + known)
        .isEqualTo(known == null);
  }

  @Test
  void fewRowsAreKnownToBeAnsweredWrongly() throws IOException {
    List<String> texts = rows().stream().map(Row::text).toList();
    assertThat(texts).hasSizeGreaterThanOrEqualTo(600).containsAll(WRONG.keySet());
    assertThat(WRONG).hasSizeLessThanOrEqualTo(MOST_WRONG);
  }
}
