package org.overread.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.overread.admin.ActionResult;
import org.overread.admin.AssociationReport;
import org.overread.admin.DestinationReport;
import org.overread.admin.DocumentReport;
import org.overread.admin.EchoReport;
import org.overread.admin.Explanation;
import org.overread.admin.MessageReport;
import org.overread.admin.NodeOperations;
import org.overread.admin.Progress;
import org.overread.admin.ReloadReport;
import org.overread.admin.StatusReport;
import org.overread.admin.StudyAction;
import org.overread.admin.StudySummary;
import org.overread.report.DocumentState;
import org.overread.rules.Answer;
import org.overread.rules.Evidence;
import org.overread.rules.RuleMode;
import org.overread.rules.RuleResult;
import org.overread.services.MessageState;

/** Operations of a node that knows one study and writes down what it is asked. */
public final class PaperNode implements NodeOperations {
  public static final String STUDY = "1.2.840.1";
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private volatile List<String> attention = List.of();
  private volatile boolean broken;

  public List<String> asked() {
    return List.copyOf(asked);
  }

  public void needsAttention(String what) {
    attention = List.of(what);
  }

  /** From now on every question fails as a bug would. */
  public void breakDown() {
    broken = true;
  }

  private StudySummary study() {
    return new StudySummary(
        STUDY,
        "FORWARDED",
        "",
        "2026-11-23T14:03:14Z",
        "2026-11-23T13:53:00Z",
        "MAINPACS",
        "MR knee",
        3,
        384);
  }

  @Override
  public StatusReport status() {
    if (broken) {
      throw new IllegalStateException("a secret detail");
    }
    return new StatusReport(
        "0.1.0",
        "2026-11-23T08:00:00Z",
        List.of("OVERREAD@127.0.0.1:11112"),
        "127.0.0.1:2575",
        Map.of("FORWARDED", 1L),
        Map.of("WAITING", 4L),
        Map.of("REFUSED", 5L),
        Map.of("msk", 2L),
        500L << 30,
        50L << 30,
        3,
        new StatusReport.Received(384, 1L << 30),
        Map.of("0000", 384L),
        "0123456789abcdef",
        false,
        attention);
  }

  @Override
  public List<StudySummary> studies(Optional<String> state, int limit) {
    asked.add("studies " + state.orElse("all") + " " + limit);
    return List.of(study());
  }

  @Override
  public Optional<Explanation> explain(String studyUid) {
    if (!studyUid.equals(STUDY)) {
      return Optional.empty();
    }
    List<RuleResult> rules =
        List.of(
            new RuleResult(
                "pre-operative",
                "surgery_recommended",
                RuleMode.AUTO,
                3,
                Answer.YES,
                List.of(
                    new Evidence("order text", "pre-op \u001b[31mknee\r\nsecond line"),
                    new Evidence(
                        "impression, sentence 2",
                        "[Surgery] recommended.",
                        40,
                        47,
                        "not negated, not historical, not conditional")),
                List.of(),
                "Surgery is planned."),
            new RuleResult(
                "low-field",
                "poor_quality",
                RuleMode.AUTO,
                4,
                Answer.NO,
                List.of(new Evidence("Magnetic Field Strength (0018,0087)", "3")),
                List.of(),
                ""),
            new RuleResult(
                "thick-slices",
                "poor_quality",
                RuleMode.SHADOW,
                4,
                Answer.NOT_KNOWN,
                List.of(),
                List.of("Slice Thickness (0018,0050)"),
                ""),
            new RuleResult(
                "poor-quality",
                "poor_quality",
                RuleMode.SHADOW,
                4,
                Answer.YES,
                List.of(
                    new Evidence("points", "3 points; 2 flag the study"),
                    new Evidence(
                        "2 points: Field strength below 0.5 T.",
                        "Magnetic Field Strength (0018,0087): 0.2")),
                List.of(),
                "Technical reasons."));
    return Optional.of(
        new Explanation(
            study(),
            "MR knee left",
            "complete: 10 min quiet",
            List.of(document()),
            List.of(
                new Explanation.DecisionReport(
                    1,
                    "2026-11-23T14:03:01Z",
                    true,
                    2,
                    "0123456789abcdef",
                    true,
                    true,
                    24,
                    List.of("criterion poor_quality is off"),
                    rules)),
            List.of(
                new Explanation.RequestReport(
                    "msk",
                    "MSK_READ@reader:104",
                    List.of("knee -> musculoskeletal"),
                    "SENT",
                    "",
                    384,
                    384,
                    "2026-11-23T14:03:11.123Z",
                    "2026-11-23T14:03:14Z",
                    List.of())),
            List.of(
                new Explanation.Event(
                    "2026-11-23T14:03:00Z", "completion", "complete: 10 min quiet"),
                new Explanation.Event(
                    "2026-11-23T14:03:01Z",
                    "overread",
                    "FLAGGED: requested of msk: knee -> musculoskeletal"))));
  }

  @Override
  public List<AssociationReport> associations() {
    return List.of(new AssociationReport(7, "MAINPACS", "OVERREAD", "10.1.2.3", "Sta6", 12, 4711));
  }

  @Override
  public List<DestinationReport> destinations() {
    return List.of(new DestinationReport("msk", "MSK_READ@reader:104", 12, 40, 2, "ready"));
  }

  @Override
  public ActionResult act(StudyAction action, String studyUid, String who) {
    asked.add(action.word() + " " + studyUid + " by " + who);
    if (!studyUid.equals(STUDY)) {
      return ActionResult.unknownStudy();
    }
    return action == StudyAction.RELEASE
        ? ActionResult.refused("the study is not held", "nothing is to be done")
        : ActionResult.done("done");
  }

  private static DocumentReport document() {
    return new DocumentReport(
        12,
        "REPORT",
        "HL7",
        "RIS^MAIN",
        "FINAL",
        "MATCHED",
        "by accession number and patient",
        "2026-11-23T14:02:00Z",
        List.of(STUDY));
  }

  @Override
  public List<DocumentReport> documents(DocumentState state, int limit) {
    asked.add("documents " + state + " " + limit);
    return List.of(document());
  }

  @Override
  public List<MessageReport> messages(MessageState state, int limit) {
    asked.add("messages " + state + " " + limit);
    return List.of(
        new MessageReport(
            34,
            "RIS^MAIN",
            "10.1.2.3",
            "ORU^R01",
            812,
            state.name(),
            "no readable MSH",
            "2026-11-23T14:01:00Z"));
  }

  @Override
  public ActionResult attach(long document, String studyUid, String who) {
    asked.add("attach " + document + " " + studyUid + " by " + who);
    return studyUid.equals(STUDY) ? ActionResult.done("attached") : ActionResult.unknownStudy();
  }

  @Override
  public ActionResult discard(long document, String who) {
    asked.add("discard " + document + " by " + who);
    return ActionResult.done("put aside");
  }

  @Override
  public ActionResult readAgain(long message, String who) {
    asked.add("read-again " + message + " by " + who);
    return ActionResult.done("it is read again");
  }

  @Override
  public ReloadReport reload(String who) {
    asked.add("reload by " + who);
    return new ReloadReport("0123456789abcdef", attention);
  }

  @Override
  public ActionResult replay(String studyUid) {
    asked.add("replay " + studyUid);
    return studyUid.equals(STUDY)
        ? ActionResult.done("the same decision")
        : ActionResult.unknownStudy();
  }

  @Override
  public Optional<EchoReport> echo(String destination) {
    return switch (destination) {
      case "msk" -> Optional.of(new EchoReport("msk", "MSK_READ@reader:104", true, "0000", 3));
      case "away" ->
          Optional.of(new EchoReport("away", "AWAY@reader:105", false, "connection refused", 1));
      default -> Optional.empty();
    };
  }

  @Override
  public ActionResult export(String studyUid, Path folder, Consumer<Progress> progress)
      throws IOException {
    for (int i = 1; i <= 3; i++) {
      Files.createFile(folder.resolve(i + ".dcm"));
      progress.accept(new Progress(i, 3));
    }
    return ActionResult.done("3 files written");
  }

  @Override
  public ActionResult scan(Consumer<Progress> progress) {
    progress.accept(new Progress(1, 0));
    return ActionResult.done("1 file looked at, nothing to mend");
  }
}
