package org.overread.flow;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.overread.context.CaseContext;
import org.overread.report.OrderField;
import org.overread.report.ReportDocument;
import org.overread.rules.CaseFacts;
import org.overread.rules.FactField;

/** Puts together all that rules may know of a case: headers, order, report, reader, sample. */
final class CaseFactsReader {
  /** Night is from 18:00 to 06:59, local time of the report. */
  private static final int NIGHT_BEGINS = 18;

  private static final int NIGHT_ENDS = 7;

  private final CaseReader headers;
  private final CaseRules rules;
  private final ReportPolicy policy;
  private final CaseContext context;

  /**
   * @param zone of the day on which a study was received
   */
  CaseFactsReader(
      ArchivedInstances archive,
      CaseRules rules,
      ReportPolicy policy,
      CaseContext context,
      ZoneId zone) {
    this.headers = new CaseReader(archive, zone);
    this.rules = rules;
    this.policy = policy;
    this.context = context;
  }

  /**
   * Reads the headers of all instances.
   *
   * @param now what the age of the report is counted to
   * @throws java.io.UncheckedIOException when one cannot be read
   */
  CaseFacts read(CaseInputs inputs, Instant now) {
    CaseFacts.Builder facts = headers.read(inputs.study(), inputs.instances());
    if (!policy.siteSalt().isEmpty()) {
      facts.sampling(inputs.study().studyUid(), policy.siteSalt());
    }
    order(facts, inputs);
    report(facts, inputs.read());
    context.addTo(facts, inputs.study().pk(), inputs.read(), now);
    String words = facts.build().order().text(FactField.ORDER_TEXT).orElse("");
    rules.read(facts, words, inputs.parts(), inputs.status());
    return facts.build();
  }

  private static void order(CaseFacts.Builder facts, CaseInputs inputs) {
    List<String> words = new ArrayList<>();
    facts.build().order().text(FactField.ORDER_TEXT).ifPresent(words::add);
    inputs.orderWords().stream()
        .filter(text -> words.isEmpty() || !words.get(0).contains(text))
        .forEach(words::add);
    if (!inputs.orderWords().isEmpty()) {
      facts.known(FactField.ORDER_TEXT, String.join("\n", words), "order (header and HL7)");
    }
    inputs
        .order(OrderField.PRIORITY)
        .ifPresent(
            value ->
                facts.known(FactField.ORDER_PRIORITY, value, FactField.ORDER_PRIORITY.label()));
    inputs
        .order(OrderField.PATIENT_CLASS)
        .ifPresent(
            value ->
                facts.known(
                    FactField.STUDY_PATIENT_CLASS, value, FactField.STUDY_PATIENT_CLASS.label()));
  }

  private static void report(CaseFacts.Builder facts, List<ReportDocument> reports) {
    if (reports.isEmpty()) {
      return;
    }
    boolean complete = reports.stream().allMatch(ReportDocument::complete);
    facts.known(FactField.REPORT_COMPLETE, complete, "report, parts that could be read");
    List<String> readers =
        reports.stream().flatMap(report -> report.readers().stream()).distinct().toList();
    if (!readers.isEmpty()) {
      facts.known(FactField.READER_IDS, readers, FactField.READER_IDS.label());
    }
    Optional<LocalDateTime> time =
        reports.stream()
            .flatMap(report -> report.statusTime().stream())
            .max(LocalDateTime::compareTo);
    time.ifPresent(at -> timed(facts, at));
  }

  private static void timed(CaseFacts.Builder facts, LocalDateTime at) {
    int hour = at.getHour();
    String source = FactField.READER_HOUR.label();
    facts.known(FactField.READER_HOUR, (long) hour, source);
    facts.known(FactField.READER_NIGHT, hour >= NIGHT_BEGINS || hour < NIGHT_ENDS, source);
  }
}
