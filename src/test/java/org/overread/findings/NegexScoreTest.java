package org.overread.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class NegexScoreTest {
  private static final String HEAD =
      "report\ttarget\tsentence\tnegation\ttemporality\texperiencer\n";

  private static NegexScore score(String rows) throws Exception {
    TextReader reader = new TextReader(Vocabulary.load(Path.of("conf/vocabulary")));
    return NegexScore.of(reader, new StringReader(HEAD + rows));
  }

  @Test
  void countsAgreementPerAxisAndNamesTheLinesThatDiffer() throws Exception {
    NegexScore score =
        score(
            "1\tcyst\tNo CYST.\tNegated\trecent\tpatient\n"
                + "1\tcyst\tA CYST.\tNegated\trecent\tpatient\n"
                + "1\tcyst\tNo cyst.\tAffirmed\trecent\tpatient\n"
                + "1\tcyst\tHer mother had a CYST.\tAffirmed\trecent\tother\n"
                + "1\tcyst\tIf a CYST is seen.\tAffirmed\thypothetical\tpatient\n"
                + "1\tcyst\tOld CYST.\tAffirmed\thistorical\tpatient\n"
                + "1\tcyst\tNothing here.\tNegated\trecent\tpatient\n");

    NegexScore.Counts negation = score.axes().get(Axis.CERTAINTY);
    assertThat(negation).isEqualTo(new NegexScore.Counts(1, 1, 1));
    assertThat(negation.f1()).isEqualTo(0.5);
    assertThat(score.axes().get(Axis.HISTORICAL).f1()).isEqualTo(1);
    assertThat(score.axes().get(Axis.HYPOTHETICAL).f1()).isEqualTo(1);
    assertThat(score.axes().get(Axis.EXPERIENCER).f1()).isEqualTo(1);
    assertThat(score.disagreements())
        .containsExactly(
            new NegexScore.Disagreement(3, Axis.CERTAINTY, false),
            new NegexScore.Disagreement(4, Axis.CERTAINTY, true));
    assertThat(score.unfound()).containsExactly(8);
  }

  @Test
  void takesTheTargetInCapitalsBeforeItsFirstPlaceAndAHeadingLast() throws Exception {
    assertThat(score("1\tcyst\tA cyst, no CYST.\tNegated\trecent\tpatient\n").disagreements())
        .isEmpty();
    assertThat(score("1\tcysts\tCYSTS: has no CYSTS.\tNegated\trecent\tpatient\n").disagreements())
        .isEmpty();
  }

  @Test
  void refusesALineWithOtherColumns() {
    assertThatThrownBy(() -> score("1\tcyst\n"))
        .isInstanceOf(IOException.class)
        .hasMessage("line 2 has 2 columns, not 6");
  }
}
