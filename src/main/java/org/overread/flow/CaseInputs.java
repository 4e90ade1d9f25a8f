package org.overread.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.overread.database.Transaction;
import org.overread.report.CurrentReport;
import org.overread.report.OrderField;
import org.overread.report.OrderMessage;
import org.overread.report.OrderTable;
import org.overread.report.ReportDocument;
import org.overread.report.ReportPart;
import org.overread.report.ReportStatus;
import org.overread.report.ReportTable;
import org.overread.request.DecisionRow;
import org.overread.study.InstanceRow;
import org.overread.study.StudyRow;

/**
 * What the tables know of a case when it is decided.
 *
 * @param sentTo AE titles the study was sent to within the time in which it may come back
 * @param requested a reading group was asked, or is being asked
 * @param reports as rules read them, the oldest document first
 * @param decided the last decision
 */
record CaseInputs(
    StudyRow study,
    List<InstanceRow> instances,
    List<String> sentTo,
    boolean requested,
    List<ReportDocument> reports,
    List<OrderMessage> orders,
    Optional<DecisionRow> decided) {
  private static final ReportTable REPORTS = new ReportTable();
  private static final OrderTable ORDERS = new OrderTable();
  private static final List<OrderField> WORDS =
      List.of(
          OrderField.REASON,
          OrderField.CLINICAL_INFORMATION,
          OrderField.NOTES,
          OrderField.DIAGNOSES);

  static Optional<CaseInputs> load(
      Transaction tx, CaseTables tables, long studyPk, Instant sentSince) {
    return tables
        .studies()
        .find(tx, studyPk)
        .map(
            study ->
                new CaseInputs(
                    study,
                    tables.instances().ofStudy(tx, studyPk),
                    tables.sentStudies().destinations(tx, study.studyUid(), sentSince),
                    !tables.openRequests(tx, studyPk).isEmpty(),
                    REPORTS.current(tx, studyPk).stream().map(CurrentReport::document).toList(),
                    ORDERS.current(tx, studyPk),
                    tables.decisions().newest(tx, studyPk)));
  }

  /** Everything in it came from where the study was sent. */
  boolean isReturned() {
    return !instances.isEmpty()
        && instances.stream().allMatch(instance -> sentTo.contains(instance.sourceAeTitle()));
  }

  /** The reports rules decide on: the signed ones, or where there is none the unsigned. */
  List<ReportDocument> read() {
    List<ReportDocument> signed =
        reports.stream().filter(report -> report.status().isSigned()).toList();
    return signed.isEmpty() ? reports : signed;
  }

  /** Of all reports together; a correction or addendum of one counts for all. */
  Optional<ReportStatus> status() {
    return read().stream().map(ReportDocument::status).max(Enum::compareTo);
  }

  boolean isReported() {
    return status().filter(ReportStatus::isSigned).isPresent();
  }

  List<ReportPart> parts() {
    return read().stream().flatMap(report -> report.parts().stream()).toList();
  }

  /** The referring physician's words of the HL7 orders, each once. */
  List<String> orderWords() {
    Set<String> words = new LinkedHashSet<>();
    for (OrderMessage order : orders) {
      for (OrderField field : WORDS) {
        words.addAll(order.of(field));
      }
    }
    return new ArrayList<>(words);
  }

  /** The first value an order gives, the newest order first. */
  Optional<String> order(OrderField field) {
    for (int i = orders.size() - 1; i >= 0; i--) {
      List<String> values = orders.get(i).of(field);
      if (!values.isEmpty()) {
        return Optional.of(values.get(0));
      }
    }
    return Optional.empty();
  }
}
