package org.overread.admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.overread.admin.Explanation.DecisionReport;
import org.overread.admin.Explanation.Event;
import org.overread.admin.Explanation.RequestReport;
import org.overread.database.Transaction;
import org.overread.network.service.RemoteAe;
import org.overread.request.DecisionRow;
import org.overread.request.DecisionTable;
import org.overread.request.DeliveryTable;
import org.overread.request.Ledger;
import org.overread.request.RequestRow;
import org.overread.request.RequestTable;
import org.overread.routing.ReadingGroup;
import org.overread.rules.Decision;
import org.overread.study.InstanceRow;
import org.overread.study.InstanceTable;
import org.overread.study.SeriesCount;
import org.overread.study.StudyRow;
import org.overread.study.StudyState;
import org.overread.study.StudyTable;
import org.overread.study.StudyTracker;

/** Studies, and why each is where it is. */
final class LiveStudies {
  private final RunningParts parts;
  private final StudyTable studies = new StudyTable();
  private final InstanceTable instances = new InstanceTable();
  private final DecisionTable decisions = new DecisionTable();
  private final RequestTable requests = new RequestTable();
  private final DeliveryTable deliveries = new DeliveryTable();

  LiveStudies(RunningParts parts) {
    this.parts = parts;
  }

  List<StudySummary> list(Optional<String> state, int limit) {
    return parts
        .database()
        .inTransaction(
            tx -> {
              List<StudyRow> rows =
                  state.isPresent()
                      ? studies.newest(tx, StudyState.valueOf(state.get()), limit)
                      : studies.newest(tx, limit);
              return rows.stream().map(row -> summary(tx, row)).toList();
            });
  }

  Optional<Explanation> explain(String studyUid) {
    return parts
        .database()
        .inTransaction(tx -> studies.find(tx, studyUid).map(row -> explain(tx, row)));
  }

  /**
   * Numbers of the files of the newest versions, in order of arrival; empty when there is no such
   * study.
   */
  Optional<List<Long>> fileNumbers(String studyUid) {
    return parts
        .database()
        .inTransaction(
            tx ->
                studies
                    .find(tx, studyUid)
                    .map(
                        study ->
                            instances.ofStudy(tx, study.pk()).stream()
                                .map(InstanceRow::fileNumber)
                                .toList()));
  }

  private Explanation explain(Transaction tx, StudyRow study) {
    List<Event> events =
        studies.events(tx, study.pk()).stream()
            .map(event -> new Event(event.happenedAt().toString(), event.who(), event.what()))
            .toList();
    return new Explanation(
        summary(tx, study),
        studies.description(tx, study.pk()),
        events.stream()
            .filter(LiveStudies::isCompletion)
            .map(Event::what)
            .reduce("", (former, last) -> last),
        parts.reports().ofStudy(tx, study),
        decisions.ofStudy(tx, study.pk()).stream()
            .sorted(Comparator.comparingLong(DecisionRow::pk).reversed())
            .map(this::decision)
            .toList(),
        requests.ofStudy(tx, study.pk()).stream().map(request -> request(tx, request)).toList(),
        events);
  }

  private static boolean isCompletion(Event event) {
    return event.who().equals(StudyTracker.WHO);
  }

  private StudySummary summary(Transaction tx, StudyRow study) {
    List<SeriesCount> series = instances.countBySeries(tx, study.pk());
    String modalities =
        series.stream()
            .map(SeriesCount::modality)
            .filter(modality -> !modality.isEmpty())
            .distinct()
            .collect(Collectors.joining("+"));
    String bodyParts =
        String.join("+", instances.bodyParts(tx, study.pk())).toLowerCase(Locale.ROOT);
    return new StudySummary(
        study.studyUid(),
        study.state().name(),
        study.reason(),
        study.stateSince().toString(),
        study.lastReceivedAt().toString(),
        study.sourceAeTitle(),
        (modalities + " " + bodyParts).strip(),
        series.size(),
        series.stream().mapToLong(SeriesCount::instances).sum());
  }

  private DecisionReport decision(DecisionRow row) {
    Decision decision = row.decision();
    long hours =
        decision.flagged()
            ? parts.rules().current().rules().policy().deadline(decision.level()).toHours()
            : 0;
    return new DecisionReport(
        row.contentVersion(),
        row.decidedAt().toString(),
        row.decision().flagged(),
        row.decision().level(),
        row.decision().ruleSetVersion(),
        decision.needsApproval(),
        decision.careMustNotWait(),
        hours,
        decision.withheld(),
        decision.results());
  }

  private RequestReport request(Transaction tx, RequestRow request) {
    Ledger ledger = deliveries.ledger(tx, request.pk());
    return new RequestReport(
        request.readingGroup(),
        destination(request.readingGroup()),
        request.choice(),
        request.state().name(),
        request.reason(),
        ledger.sent(),
        ledger.total(),
        ledger.firstSentAt().map(Instant::toString).orElse(""),
        ledger.lastSentAt().map(Instant::toString).orElse(""),
        notes(tx, request, ledger));
  }

  private List<String> notes(Transaction tx, RequestRow request, Ledger ledger) {
    List<String> notes = new ArrayList<>();
    for (Ledger.Remark remark : ledger.remarks()) {
      String state = remark.state().name().toLowerCase(Locale.ROOT);
      notes.add(remark.count() + " " + state + ": " + remark.text());
    }
    boolean blinded = group(request.readingGroup()).filter(ReadingGroup::blinded).isPresent();
    int withheld = blinded ? deliveries.withheld(tx, request.pk()) : 0;
    if (withheld > 0) {
      notes.add(withheld + " withheld: documents of the first reading; the group reads blinded");
    }
    return notes;
  }

  private Optional<ReadingGroup> group(String name) {
    return parts.configuration().readingGroups().stream()
        .filter(each -> each.name().equals(name))
        .findFirst();
  }

  /** AE title and address, or the name alone when the settings no longer know the group. */
  private String destination(String group) {
    return group(group)
        .map(each -> new RemoteAe(each.aeTitle(), each.host(), each.port()).toString())
        .orElse(group);
  }
}
