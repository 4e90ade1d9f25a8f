package org.overread.admin;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Status and lists as lines for a terminal. */
final class StatusText {
  private static final double MIB = 1 << 20;
  private static final int VERSION_SHOWN = 12;

  private StatusText() {}

  static String of(StatusReport status) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "Overread " + status.version() + ", running since " + ClockText.of(status.startedAt()));
    line(
        text,
        "Listens   "
            + String.join(", ", status.dicom())
            + (status.hl7().isEmpty() ? "" : ", HL7 on " + status.hl7())
            + (status.dryRun() ? "   DRY RUN: nothing is sent" : ""));
    line(
        text,
        "Received  "
            + status.received().instances()
            + " instances, "
            + size(status.received().bytes())
            + " since the start; "
            + status.openAssociations()
            + " associations open");
    line(text, "Studies   " + counts(status.studies(), "none"));
    line(text, "Reports   " + counts(status.documents(), "none"));
    line(text, "Messages  " + counts(status.messages(), "none"));
    line(text, "Waiting   " + counts(status.queues(), "nothing"));
    line(
        text,
        "Disk      " + size(status.freeBytes()) + " free, reserve " + size(status.reserveBytes()));
    line(text, "Rules     " + version(status.rules()));
    if (status.attention().isEmpty()) {
      line(text, "Nothing needs attention.");
    } else {
      status.attention().forEach(item -> line(text, "ATTENTION " + item));
    }
    return text.toString();
  }

  static String of(List<StudySummary> studies) {
    if (studies.isEmpty()) {
      return "No study." + System.lineSeparator();
    }
    StringBuilder text = new StringBuilder();
    for (StudySummary study : studies) {
      line(
          text,
          String.format(
              Locale.ROOT,
              "%-15s %6d  %s  %-12s  %s  %s",
              study.state(),
              study.instances(),
              ClockText.of(study.lastReceivedAt()),
              study.description(),
              study.studyUid(),
              study.reason()));
    }
    return text.toString();
  }

  static String ofDocuments(List<DocumentReport> documents) {
    StringBuilder text = new StringBuilder();
    for (DocumentReport document : documents) {
      line(
          text,
          String.format(
              Locale.ROOT,
              "%8d  %-7s %-12s %s  %s  from %s  %s  %s",
              document.document(),
              document.kind(),
              document.status(),
              ClockText.of(document.receivedAt()),
              document.state(),
              document.sender(),
              document.reason(),
              String.join(", ", document.studies())));
    }
    return text.toString();
  }

  static String ofMessages(List<MessageReport> messages) {
    StringBuilder text = new StringBuilder();
    for (MessageReport message : messages) {
      line(
          text,
          String.format(
              Locale.ROOT,
              "%8d  %-12s %s  %s  from %s at %s  %d bytes  %s",
              message.message(),
              message.type(),
              ClockText.of(message.receivedAt()),
              message.state(),
              message.sender(),
              message.address(),
              message.bytes(),
              message.reason()));
    }
    return text.toString();
  }

  static String of(EchoReport echo) {
    return echo.name()
        + " ("
        + echo.destination()
        + ") "
        + (echo.success() ? "answered" : "FAILED")
        + " after "
        + echo.millis()
        + " ms: "
        + echo.text().replaceAll("\\p{Cntrl}", "?")
        + System.lineSeparator();
  }

  private static String counts(Map<String, Long> counts, String none) {
    String text =
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
    return text.isEmpty() ? none : text;
  }

  private static String size(long bytes) {
    return bytes < MIB * 1024
        ? String.format(Locale.ROOT, "%.1f MiB", bytes / MIB)
        : String.format(Locale.ROOT, "%.1f GiB", bytes / MIB / 1024);
  }

  /** The beginning of a rule set's hash: enough to tell two apart. */
  static String version(String hash) {
    return hash.substring(0, Math.min(VERSION_SHOWN, hash.length()));
  }

  private static void line(StringBuilder text, String content) {
    text.append(content.replaceAll("\\p{Cntrl}", "?").stripTrailing())
        .append(System.lineSeparator());
  }
}
