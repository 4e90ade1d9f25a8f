package org.overread.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sizes, growth and the categories of scores, by the product's own table of scores. */
class MeasuresTest {
  private static TextReader reader;

  @BeforeAll
  static void load(@TempDir Path folder) throws Exception {
    Files.copy(Path.of("conf/vocabulary/scores.txt"), folder.resolve("scores.txt"));
    reader =
        new TextReader(
            Reports.vocabulary(folder, "concept: fracture", "phrases:", "  fracture(s)"));
  }

  private static List<Mention> read(String concept, String... lines) {
    return reader.read(Reports.of(lines)).mentions().stream()
        .filter(m -> m.concept().equals(concept))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BIRADS CATEGORY M/5|BI-RADS|5",
        "BI-RADS: 5|BI-RADS|5",
        "birads 1|BI-RADS|1",
        "BI-RADS category 4a on the left|BI-RADS|4A",
        "BI-RADS 6 right, 4 right (satellite)|BI-RADS|6 4",
        "BI-RADS 1, negative|BI-RADS|1",
        "BI-RADS 3, 6 month follow-up|BI-RADS|3",
        "PI-RADS v2.1 category 4 lesion|PI-RADS|4",
        "PIRADS 5 by criteria|PI-RADS|5",
        "PI-RADS v2.1 minimum technical requirements|PI-RADS|''",
        "LI-RADS category LR-5 in segment 8|LI-RADS|5",
        "LR-TIV and LR-M|LI-RADS|TIV M",
        "Lung-RADS 4X|Lung-RADS|4X",
        "TR5 nodule|TI-RADS|5",
        "trauma 5 days ago|TI-RADS|''",
        "CAD-RADS 4B|CAD-RADS|4B",
        "O-RADS MRI score 5|O-RADS|5",
        "Bosniak 2F cyst|Bosniak|IIF",
        "Bosniak category IV|Bosniak|IV",
        "PI-QUAL score of 2|PI-QUAL|2",
        "Deauville 4|Deauville|4",
      })
  void findsTheCategoryOfAScore(String text, String score, String categories) {
    assertThat(String.join(" ", read(score, text).stream().map(m -> m.category().get()).toList()))
        .isEqualTo(categories);
  }

  @Test
  void negatedCategoriesAreNotAsserted() {
    assertThat(read("LI-RADS", "LR-3 both.", "No LR-4 or LR-5 observation."))
        .extracting(m -> m.category().get() + " " + m.assertion().isAsserted())
        .containsExactly("3 true", "4 false", "5 false");
  }

  @Test
  void legendIsBoilerplateAndAnAssessmentIsNot() {
    List<Mention> mentions =
        read(
            "BI-RADS",
            "Assessment: BI-RADS 4.",
            "BI-RADS 0: incomplete.",
            "BI-RADS 1: negative.",
            "BI-RADS 2: benign.",
            "BI-RADS 3: probably benign.");

    assertThat(mentions)
        .extracting(m -> m.category().get() + " " + m.assertion().boilerplate())
        .containsExactly("4 false", "0 true", "1 true", "2 true", "3 true");
  }

  @Test
  void equalsSignExplainsACategory() {
    assertThat(read("BI-RADS", "BI-RADS 5 = highly suggestive of malignancy"))
        .allMatch(m -> m.assertion().boilerplate())
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "increased from 9 to 17 mm|growth|17",
        "from 1.2 cm to 1.9 cm|growth|19",
        "measures 17 mm, previously 9 mm|growth|17",
        "previously 9 mm, now 17 mm|growth|17",
        "now 17 x 12 mm compared with 9 x 8 mm|growth|17",
        "17 mm (was 2.1 cm)|shrinkage|17",
        "decreased from 2.4 to 1.9 cm|shrinkage|19",
      })
  void comparesSizes(String text, String concept, double newMm) {
    assertThat(read(concept, text))
        .singleElement()
        .extracting(m -> m.sizeMm().get())
        .isEqualTo(newMm);
  }

  @Test
  void equalSizesAreNoCourse() {
    assertThat(read("growth", "9 mm, previously 9 mm")).isEmpty();
    assertThat(read("shrinkage", "9 mm, previously 9 mm")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12 x 9 mm fracture|12",
        "fracture of 4.1 cm|41",
        "fracture 9mm|9",
        "3 cm node, 5 mm fracture|5",
        "6-8 mm fracture gap|8",
        "fracture, volume 12 cm3|-1",
        "fracture, flow 30 cm/s|-1",
        "fracture. 3 days|-1",
      })
  void givesAMentionItsNearestSize(String text, double mm) {
    assertThat(read("fracture", text).get(0).sizeMm().orElse(-1.0)).isEqualTo(mm);
  }
}
