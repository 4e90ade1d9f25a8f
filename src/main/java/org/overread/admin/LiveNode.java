package org.overread.admin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.overread.archive.StudyExport;
import org.overread.flow.FlowControl;
import org.overread.report.DocumentState;
import org.overread.services.MessageState;
import org.overread.study.ArchiveScan;
import org.overread.study.StudyControl;

/** Answers the admin interface from the parts of the running node. Safe for several threads. */
public final class LiveNode implements NodeOperations {
  private final RunningParts parts;
  private final LiveStatus status;
  private final LiveStudies studies;
  private final LiveEcho echo;
  private final LiveRulesDesk rules;
  private final ReentrantLock scanning = new ReentrantLock();

  public LiveNode(RunningParts parts) {
    this.parts = parts;
    this.status = new LiveStatus(parts);
    this.studies = new LiveStudies(parts);
    this.echo = new LiveEcho(parts);
    this.rules = new LiveRulesDesk(parts);
  }

  @Override
  public StatusReport status() {
    return status.report();
  }

  @Override
  public List<AssociationReport> associations() {
    return status.associations();
  }

  @Override
  public List<DestinationReport> destinations() {
    return status.destinations();
  }

  @Override
  public List<StudySummary> studies(Optional<String> state, int limit) {
    parts.queue().awaitIndexed();
    return studies.list(state, limit);
  }

  @Override
  public Optional<Explanation> explain(String studyUid) {
    parts.queue().awaitIndexed();
    return studies.explain(studyUid);
  }

  @Override
  public ActionResult act(StudyAction action, String studyUid, String who) {
    return switch (action) {
      case COMPLETE ->
          result(
              parts.studies().complete(studyUid, who),
              "complete; it is evaluated now",
              "the study is not being received",
              "overread explain tells its state");
      case HOLD ->
          result(
              parts.studies().hold(studyUid, who),
              "held; nothing of it is decided or sent",
              "the study is held already",
              "overread release ends the hold");
      case RELEASE ->
          result(
              parts.studies().release(studyUid, who),
              "released; it is complete when it is quiet",
              "the study is not held",
              "overread explain tells its state");
      case RETRY ->
          result(
              parts.flow().retry(studyUid, who),
              "goes on; what was sent is not sent again",
              "the study does not need attention");
      case APPROVE ->
          result(
              parts.flow().approve(studyUid, who),
              "approved; a reading group is asked",
              "the study does not wait for approval");
      case REJECT ->
          result(
              parts.flow().reject(studyUid, who),
              "not approved; nothing is sent",
              "the study does not wait for approval");
      case EVALUATE ->
          result(
              parts.flow().evaluate(studyUid, who),
              "it is evaluated by the rules in force",
              "the study is not complete, or is held");
    };
  }

  private static ActionResult result(
      StudyControl.Outcome outcome, String done, String refused, String next) {
    return switch (outcome) {
      case DONE -> ActionResult.done(done);
      case UNKNOWN_STUDY -> ActionResult.unknownStudy();
      case NOT_NOW -> ActionResult.refused(refused, next);
    };
  }

  private static ActionResult result(FlowControl.Result result, String done, String refused) {
    return switch (result) {
      case DONE -> ActionResult.done(done);
      case UNKNOWN_STUDY -> ActionResult.unknownStudy();
      case NOT_NOW -> ActionResult.refused(refused, "overread explain tells its state");
    };
  }

  @Override
  public List<DocumentReport> documents(DocumentState state, int limit) {
    return parts.reports().documents(state, limit);
  }

  @Override
  public List<MessageReport> messages(MessageState state, int limit) {
    return parts.reports().messages(state, limit);
  }

  @Override
  public ActionResult attach(long document, String studyUid, String who) {
    return parts.reports().attach(document, studyUid, who);
  }

  @Override
  public ActionResult discard(long document, String who) {
    return parts.reports().discard(document, who);
  }

  @Override
  public ActionResult readAgain(long message, String who) {
    return parts.reports().readAgain(message, who);
  }

  @Override
  public ReloadReport reload(String who) {
    return rules.reload(who);
  }

  @Override
  public ActionResult replay(String studyUid) {
    return rules.replay(studyUid);
  }

  @Override
  public Optional<EchoReport> echo(String destination) {
    return echo.to(destination);
  }

  @Override
  public ActionResult export(String studyUid, Path folder, Consumer<Progress> progress)
      throws IOException {
    parts.queue().awaitIndexed(); // what was acknowledged before the command belongs to it
    Optional<List<Long>> numbers = studies.fileNumbers(studyUid);
    if (numbers.isEmpty()) {
      return ActionResult.unknownStudy();
    }
    int total = numbers.get().size();
    new StudyExport(parts.store())
        .write(studyUid, numbers.get(), folder, done -> progress.accept(new Progress(done, total)));
    return ActionResult.done(total + " files written to " + folder);
  }

  @Override
  public ActionResult scan(Consumer<Progress> progress) throws IOException {
    if (!scanning.tryLock()) {
      return ActionResult.refused("a scan is running", "wait for its end");
    }
    try {
      ArchiveScan.Report report =
          parts.scan().all(files -> progress.accept(new Progress(files, 0)));
      progress.accept(new Progress(report.files(), report.files()));
      return ActionResult.done(
          report.files()
              + " files looked at; "
              + report.rowsAdded()
              + " added to the database, "
              + report.rowsRemoved()
              + " removed from it, "
              + report.unreadable()
              + " unreadable");
    } finally {
      scanning.unlock();
    }
  }
}
