package org.overread.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overread.request.DecisionRow;
import org.overread.request.DecisionTable;
import org.overread.routing.RequestDocument;
import org.overread.rules.FactsJson;
import org.overread.rules.Replay;
import org.overread.rules.RuleBook;
import org.overread.study.StudyState;
import org.overread.testing.CaseRig;
import org.overread.testing.Studies;
import org.overread.testing.TrialFolders;

/** Decisions after the rules have changed, and decisions computed again. */
class ReevaluationTest {
  private static final String KNEE = "study.modality == \"MR\"";
  private static final String NEVER = "study.modality == \"CT\"";

  @TempDir Path folder;
  private CaseRig rig;
  private TrialFolders conf;

  @BeforeEach
  void open() throws Exception {
    rig = new CaseRig(folder);
    conf = TrialFolders.in(folder.resolve("conf"));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private RuleBook rules(String when) throws Exception {
    conf.rule("surgery", "auto", 3, when);
    RuleBook book = RuleBook.load(conf.conf().resolve("rules"), conf.conf().resolve("vocabulary"));
    rig.book = Optional.of(book);
    return book;
  }

  private void images() {
    rig.receive("PACS", Studies.mrKnee(1, 2));
    rig.newWorker().runDue();
  }

  private List<DecisionRow> decisions() {
    long pk = rig.study(1).pk();
    return rig.database.inTransaction(tx -> new DecisionTable().ofStudy(tx, pk));
  }

  private Replay replay(RuleBook book) {
    DecisionRow decided = decisions().get(0);
    String inputs =
        rig.database
            .inTransaction(tx -> new DecisionTable().inputs(tx, decided.pk()))
            .orElseThrow();
    return Replay.of(book, FactsJson.read(inputs), decided.decision());
  }

  @Test
  void changedRulesDecideNothingAgainUntilTheyAreAskedTo() throws Exception {
    rules(NEVER);
    images();
    rules(KNEE);
    rig.newWorker().runDue();
    assertThat(rig.study(1).state()).isEqualTo(StudyState.NOT_FLAGGED);

    assertThat(rig.flowControl.evaluate(Studies.studyUid(1), "anna"))
        .isEqualTo(FlowControl.Result.DONE);
    rig.newWorker().runDue();

    assertThat(rig.study(1).state()).isEqualTo(StudyState.FORWARDED);
    assertThat(rig.destination.received()).hasSize(2);
    assertThat(decisions())
        .extracting(row -> row.decision().flagged())
        .containsExactly(false, true);
  }

  @Test
  void rulesThatNoLongerFlagTakeTheRequestBackWhenAsked() throws Exception {
    rig.groups.set(
        0, rig.groups.get(0).withDocuments(EnumSet.of(RequestDocument.KEY_OBJECT), false));
    rules(KNEE);
    images();
    rules(NEVER);

    rig.flowControl.evaluate(Studies.studyUid(1), "anna");
    rig.newWorker().runDue();

    assertThat(rig.study(1).state()).isEqualTo(StudyState.NOT_FLAGGED);
    assertThat(rig.study(1).reason()).startsWith("recalled: ");
  }

  @Test
  void aStudyThatIsNotCompleteIsNotEvaluatedOnDemand() {
    rig.store("PACS", Studies.mrKnee(1, 1));

    assertThat(rig.flowControl.evaluate("9.9", "anna")).isEqualTo(FlowControl.Result.UNKNOWN_STUDY);
    assertThat(rig.flowControl.evaluate(Studies.studyUid(1), "anna"))
        .isEqualTo(FlowControl.Result.NOT_NOW);
  }

  @Test
  void aStoredDecisionIsComputedAgainFromItsStoredInputs() throws Exception {
    RuleBook book = rules(KNEE);
    images();

    assertThat(replay(book).differences()).isEmpty();
    assertThat(replay(rules(NEVER)).differences())
        .contains("the rules have changed since", "rule surgery: YES then, NO now");
  }
}
