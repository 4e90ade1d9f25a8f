package org.overread.flow;

import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.overread.database.Transaction;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;
import org.overread.request.DecisionRow;
import org.overread.request.FirstReport;
import org.overread.request.Ledger;
import org.overread.request.Purpose;
import org.overread.request.RequestContent;
import org.overread.request.RequestDocumentRow;
import org.overread.request.RequestIdentity;
import org.overread.request.RequestRow;
import org.overread.request.SentInstance;
import org.overread.routing.ReadingGroup;
import org.overread.routing.RequestDocument;
import org.overread.study.InstanceRow;
import org.overread.study.StudyRow;

/** Puts together what the documents of a request say. */
final class CaseContent {
  private final CaseTables tables;
  private final CaseRules rules;
  private final Clock clock;

  CaseContent(CaseTables tables, CaseRules rules, Clock clock) {
    this.tables = tables;
    this.rules = rules;
    this.clock = clock;
  }

  /** A request taken back is told of with other documents than one that stands. */
  static Purpose purposeOf(RequestRow request) {
    return switch (request.state()) {
      case RECALLED -> Purpose.WITHDRAWAL;
      case WAITING, SENDING, SENT, NEEDS_ATTENTION, DRY_RUN -> Purpose.REQUEST;
    };
  }

  /**
   * What was read outside of the transaction.
   *
   * @param header of an instance as the group got it
   * @param instances that the group acknowledged
   */
  record Source(Attributes header, Optional<FirstReport> report, List<InstanceRow> instances) {}

  /**
   * @param earlier documents of this request
   */
  RequestContent of(
      Transaction tx,
      RequestRow request,
      StudyRow study,
      ReadingGroup group,
      Source source,
      List<RequestDocumentRow> earlier) {
    Ledger ledger = tables.deliveries().ledger(tx, request.pk());
    Instant last = ledger.lastSentAt().orElseGet(clock::instant);
    Purpose purpose = purposeOf(request);
    DecisionRow decision =
        tables.decisions().ofStudy(tx, study.pk()).stream()
            .filter(row -> row.pk() == request.decisionPk())
            .findFirst()
            .orElseThrow();
    return new RequestContent(
        identity(request, study, group, purpose, earlier),
        source.header(),
        decision.decision(),
        request.level(),
        ZonedDateTime.ofInstant(
            last.plus(rules.deadline(Math.max(1, request.level()))), clock.getZone()),
        source.report(),
        group.blinded(),
        source.header().string(Tag.InstitutionName).orElse(group.callingAeTitle()),
        group.name(),
        source.instances().stream().map(SentInstance::of).toList(),
        ledger.total() - ledger.sent(),
        purpose == Purpose.WITHDRAWAL ? request.reason() : "",
        ZonedDateTime.ofInstant(clock.instant(), clock.getZone()));
  }

  private static RequestIdentity identity(
      RequestRow request,
      StudyRow study,
      ReadingGroup group,
      Purpose purpose,
      List<RequestDocumentRow> earlier) {
    return new RequestIdentity(
        study.studyUid(),
        request.pk(),
        request.createdAt(),
        group.callingAeTitle(),
        purpose,
        earlier.stream().mapToInt(RequestDocumentRow::revision).max().orElse(0) + 1,
        earlier.stream()
            .filter(row -> row.kind() == RequestDocument.COVER_SHEET)
            .reduce((a, b) -> b)
            .map(RequestDocumentRow::sopInstanceUid));
  }
}
