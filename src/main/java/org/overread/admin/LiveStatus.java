package org.overread.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.overread.config.Configuration;
import org.overread.database.Transaction;
import org.overread.forward.SendWindows;
import org.overread.network.association.AssociationRegistry.OpenAssociation;
import org.overread.network.dimse.Status;
import org.overread.network.service.RemoteAe;
import org.overread.report.DocumentState;
import org.overread.request.RequestTable;
import org.overread.routing.ReadingGroup;
import org.overread.services.MessageState;
import org.overread.study.StudyState;
import org.overread.study.StudyTable;
import org.overread.work.QueueRow;

/** The node at a glance, its callers and its destinations. */
final class LiveStatus {
  private final RunningParts parts;
  private final Configuration configuration;
  private final StudyTable studies = new StudyTable();
  private final RequestTable requests = new RequestTable();

  LiveStatus(RunningParts parts) {
    this.parts = parts;
    this.configuration = parts.configuration();
  }

  StatusReport report() {
    Map<StudyState, Long> states = parts.database().inTransaction(studies::countByState);
    Map<Integer, Long> answers = parts.storage().answers();
    Map<String, Long> documents =
        parts.database().inTransaction(tx -> parts.reports().documentCounts(tx));
    Map<String, Long> messages =
        parts.database().inTransaction(tx -> parts.reports().messageCounts(tx));
    long free = freeBytes();
    return new StatusReport(
        version(),
        parts.startedAt().toString(),
        listening(),
        hl7(),
        byName(states),
        documents,
        messages,
        queues(),
        free,
        configuration.archive().reserveBytes(),
        parts.listener().registry().snapshot().open().size(),
        new StatusReport.Received(stored(answers), parts.storage().bytesReceived()),
        byCode(answers),
        parts.rules().current().version(),
        configuration.forward().dryRun(),
        attention(states, documents, messages, free));
  }

  private static String version() {
    return Optional.ofNullable(LiveStatus.class.getPackage().getImplementationVersion())
        .orElse("(not packaged)");
  }

  private List<String> listening() {
    return configuration.node().aeTitles().stream()
        .map(
            title ->
                new RemoteAe(title, configuration.network().bind(), parts.listener().port())
                    .toString())
        .toList();
  }

  private String hl7() {
    return parts
        .hl7Listener()
        .flatMap(
            listener ->
                configuration
                    .reports()
                    .listener()
                    .map(settings -> settings.bind() + ":" + listener.port()))
        .orElse("");
  }

  private static Map<String, Long> byName(Map<StudyState, Long> states) {
    Map<String, Long> result = new TreeMap<>();
    states.forEach((state, count) -> result.put(state.name(), count));
    return result;
  }

  private Map<String, Long> queues() {
    Instant now = parts.clock().instant();
    return parts.database().inTransaction(tx -> parts.work().queues(tx, now)).stream()
        .collect(
            Collectors.toMap(
                QueueRow::queue, row -> row.waiting() + row.running(), Long::sum, TreeMap::new));
  }

  private long freeBytes() {
    try {
      return parts.store().freeBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot ask the disk", e);
    }
  }

  private static long stored(Map<Integer, Long> answers) {
    return answers.entrySet().stream()
        .filter(entry -> Status.of(entry.getKey()).isStored())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static Map<String, Long> byCode(Map<Integer, Long> answers) {
    Map<String, Long> result = new TreeMap<>();
    answers.forEach((code, count) -> result.put(String.format("%04X", code), count));
    return result;
  }

  private List<String> attention(
      Map<StudyState, Long> states,
      Map<String, Long> documents,
      Map<String, Long> messages,
      long free) {
    List<String> result = new ArrayList<>();
    if (free < configuration.archive().reserveBytes()) {
      result.add("the disk is below archive.reserve: nothing is accepted; free some space");
    }
    count(states, StudyState.NEEDS_ATTENTION)
        .ifPresent(
            text ->
                result.add(
                    text + " attention; overread studies --state NEEDS_ATTENTION lists them"));
    count(states, StudyState.HELD)
        .ifPresent(
            text -> result.add(text + " a release; overread studies --state HELD lists them"));
    long held = documents.getOrDefault(DocumentState.HELD.name(), 0L);
    if (held > 0) {
      result.add(
          held
              + " reports or orders are not certain to be of their study; overread documents"
              + " --state HELD lists them");
    }
    long refused = messages.getOrDefault(MessageState.REFUSED.name(), 0L);
    if (refused > 0) {
      result.add(
          refused + " HL7 messages cannot be read; overread messages --state REFUSED lists them");
    }
    Instant now = parts.clock().instant();
    for (ReadingGroup group : configuration.readingGroups()) {
      if (parts.breakers().of(group).isOpen(now)) {
        result.add(
            group.name()
                + " is paused after failures; overread echo "
                + group.name()
                + " tests it");
      }
    }
    return result;
  }

  private static Optional<String> count(Map<StudyState, Long> states, StudyState state) {
    long count = states.getOrDefault(state, 0L);
    return count == 0
        ? Optional.empty()
        : Optional.of(count == 1 ? "1 study needs" : count + " studies need");
  }

  List<AssociationReport> associations() {
    return parts.listener().registry().snapshot().open().stream()
        .map(LiveStatus::association)
        .toList();
  }

  private static AssociationReport association(OpenAssociation open) {
    return new AssociationReport(
        open.id(),
        open.callingAeTitle(),
        open.calledAeTitle(),
        open.address().getHostAddress(),
        open.state(),
        open.age().toSeconds(),
        open.bytesReceived() + open.bytesSent());
  }

  List<DestinationReport> destinations() {
    Map<String, Long> queues = queues();
    return parts
        .database()
        .inTransaction(
            tx ->
                configuration.readingGroups().stream()
                    .map(group -> destination(tx, group, queues.getOrDefault(group.name(), 0L)))
                    .toList());
  }

  private DestinationReport destination(Transaction tx, ReadingGroup group, long queued) {
    LocalDate today = LocalDate.now(parts.clock());
    Instant midnight = today.atStartOfDay(parts.clock().getZone()).toInstant();
    Instant tomorrow = today.plusDays(1).atStartOfDay(parts.clock().getZone()).toInstant();
    return new DestinationReport(
        group.name(),
        new RemoteAe(group.aeTitle(), group.host(), group.port()).toString(),
        requests.madeBetween(tx, group.name(), midnight, tomorrow),
        group.dailyCap(),
        queued,
        condition(group));
  }

  private String condition(ReadingGroup group) {
    Instant now = parts.clock().instant();
    if (!group.enabled()) {
      return "disabled";
    }
    if (parts.breakers().of(group).isOpen(now)) {
      return "paused after failures";
    }
    return SendWindows.opensAt(group.sendWindows(), now, parts.clock().getZone())
        .map(opens -> "outside its send windows until " + opens)
        .orElse("ready");
  }
}
