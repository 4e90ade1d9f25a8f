package org.overread.config;

import static org.overread.config.ValueTypes.aeTitle;
import static org.overread.config.ValueTypes.amount;
import static org.overread.config.ValueTypes.anything;
import static org.overread.config.ValueTypes.code;
import static org.overread.config.ValueTypes.constant;
import static org.overread.config.ValueTypes.duration;
import static org.overread.config.ValueTypes.flag;
import static org.overread.config.ValueTypes.host;
import static org.overread.config.ValueTypes.integer;
import static org.overread.config.ValueTypes.label;
import static org.overread.config.ValueTypes.listOf;
import static org.overread.config.ValueTypes.percent;
import static org.overread.config.ValueTypes.perhapsNothing;
import static org.overread.config.ValueTypes.prefix;
import static org.overread.config.ValueTypes.requestDocument;
import static org.overread.config.ValueTypes.setOf;
import static org.overread.config.ValueTypes.size;
import static org.overread.config.ValueTypes.word;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.overread.archive.ArchiveSettings.Durability;
import org.overread.routing.RequestDocument;
import org.overread.routing.TimeWindow;
import org.overread.services.Peer.Permission;

/**
 * Every key there is, with its type, default and meaning: the one place for defaults. In the order
 * of the reference.
 */
final class KnownKeys {
  private static final List<Key<?>> ALL = new ArrayList<>();
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  /**
   * Range of PDU lengths: below, headers cost more than data; above, one association holds too much
   * memory.
   */
  private static final String LEAST_PDU = "4KiB";

  private static final String MOST_PDU = "1MiB";
  private static final int MOST_PORT = 65_535;

  static final Key<List<String>> AE_TITLES =
      key(
          "node.ae-titles",
          listOf(aeTitle()),
          "OVERREAD",
          "AE titles the node answers to; the first is its calling title");
  static final Key<String> DATA =
      key(
          "data.directory",
          anything("a folder"),
          "../data",
          "archive, database, log and token; relative to this file");
  static final Key<String> RULES =
      key(
          "rules.directory",
          anything("a folder"),
          "rules",
          "folder of the rule files; relative to this file");
  static final Key<String> VOCABULARY =
      key(
          "vocabulary.directory",
          anything("a folder"),
          "vocabulary",
          "folder of the words that reports are read for; relative to this file");

  static final Key<String> BIND =
      key("dicom.bind", host(), "127.0.0.1", "address to listen on for DICOM; 0.0.0.0 for all");
  static final Key<Integer> PORT =
      key(
          "dicom.port",
          integer(0, MOST_PORT),
          "11112",
          "port to listen on for DICOM; 0 takes a free one");
  static final Key<Boolean> ALLOW_ANY =
      key(
          "dicom.allow-any",
          flag(),
          "false",
          "callers that are no peer may store; for tests in a closed network");
  static final Key<Boolean> UNKNOWN_SOP_CLASSES =
      key(
          "dicom.accept-unknown-sop-classes",
          flag(),
          "false",
          "store private and unknown SOP classes too");
  static final Key<Long> RECEIVE_MAX_PDU =
      key(
          "dicom.receive-max-pdu",
          size(LEAST_PDU, MOST_PDU),
          "64KiB",
          "longest P-DATA we announce that we take");
  static final Key<Long> SEND_MAX_PDU =
      key(
          "dicom.send-max-pdu",
          size(LEAST_PDU, MOST_PDU),
          "128KiB",
          "longest P-DATA we send to a peer without limit");
  static final Key<Integer> MAX_ASSOCIATIONS =
      key("dicom.max-associations", integer(1, 2_000), "200", "associations accepted at once");
  static final Key<Integer> MAX_PER_ADDRESS =
      key("dicom.max-per-address", integer(1, 2_000), "32", "connections at once from one address");
  static final Key<Integer> MAX_PER_CALLER =
      key(
          "dicom.max-per-calling-ae-title",
          integer(1, 2_000),
          "16",
          "associations at once of one calling AE title");
  static final Key<Duration> ARTIM =
      key(
          "dicom.artim",
          duration(SECOND, HOUR),
          "30s",
          "ARTIM timer: from the connection to the association request");
  static final Key<Duration> PROGRESS =
      key(
          "dicom.progress-timeout",
          duration(SECOND, HOUR),
          "20s",
          "longest silence inside a message");
  static final Key<Duration> IDLE =
      key("dicom.idle-timeout", duration(SECOND, DAY), "10m", "longest silence between messages");
  static final Key<Duration> RESPONSE =
      key(
          "dicom.response-timeout",
          duration(SECOND, HOUR),
          "60s",
          "longest wait for the response of a destination");
  static final Key<Duration> CONNECT =
      key(
          "dicom.connect-timeout",
          duration(SECOND, HOUR),
          "10s",
          "longest wait for a connection to a destination");
  static final Key<Duration> WRITE =
      key(
          "dicom.write-timeout",
          duration(SECOND, HOUR),
          "60s",
          "longest time a peer may leave unread what we send");
  static final Key<Duration> SHUTDOWN_GRACE =
      key(
          "dicom.shutdown-grace",
          duration(SECOND, HOUR),
          "30s",
          "how long running transfers may go on at shutdown");

  static final Key<Durability> DURABILITY =
      key(
          "archive.durability",
          constant(Durability.class),
          "disk",
          "what an acknowledged image survives: disk = power cut, os = end of the process only");
  static final Key<Amount> RESERVE =
      key(
          "archive.reserve",
          amount(),
          "5%",
          "free disk space below which nothing is accepted (status A700)");
  static final Key<Long> MAX_INSTANCE =
      key("archive.max-instance", size("1MiB", "1TiB"), "8GiB", "longest object accepted");
  static final Key<Duration> KEEP_FOR =
      key(
          "archive.keep-for",
          duration(HOUR, DAY.multipliedBy(36_500)),
          "30d",
          "a study that is forwarded or not flagged is removed so long after its last image");
  static final Key<Amount> KEEP_FREE =
      key(
          "archive.keep-free",
          amount(),
          "10%",
          "free disk space below which the oldest such studies go earlier");

  static final Key<String> DATABASE_URL =
      key(
          "database.url",
          anything("a JDBC URL of H2 or PostgreSQL"),
          "jdbc:h2:file:DATA/database/overread;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE",
          "where the database is; DATA stands for data.directory");
  static final Key<String> DATABASE_USER =
      key("database.user", perhapsNothing("a name, or nothing"), "", "user of the database");
  static final Key<String> DATABASE_PASSWORD =
      key(
          "database.password",
          perhapsNothing("a password, best as ${env:NAME}"),
          "",
          "password of the database");
  static final Key<Integer> DATABASE_CONNECTIONS =
      key(
          "database.connections",
          integer(2, 200),
          "16",
          "connections to the database open at once");

  static final Key<Duration> QUIET =
      key(
          "study.quiet-period",
          duration(SECOND, DAY.multipliedBy(7)),
          "10m",
          "a study is complete when nothing of it arrived for so long");
  static final Key<Duration> AFTER_RELEASE =
      key(
          "study.after-release",
          duration(SECOND, DAY),
          "60s",
          "the same after the release by a peer with one-association-per-study; at most"
              + " study.quiet-period");
  static final Key<Duration> UPPER_BOUND =
      key(
          "study.upper-bound",
          duration(SECOND, DAY.multipliedBy(30)),
          "24h",
          "a study that still grows after so long is decided with what is there");
  static final Key<Integer> MAX_MATCHES =
      key(
          "query.max-matches",
          integer(1, 1_000_000),
          "1000",
          "C-FIND matches returned to one query");

  static final Key<String> HL7_BIND =
      key("hl7.bind", host(), "127.0.0.1", "address to listen on for HL7; 0.0.0.0 for all");
  static final Key<Integer> HL7_PORT =
      key(
          "hl7.port",
          integer(0, MOST_PORT),
          "port to listen on for HL7 (MLLP), 0 takes a free one; no HL7 when left out");
  static final Key<Set<String>> HL7_ADDRESSES =
      key(
          "hl7.addresses",
          setOf(anything("an address, or a range such as 10.1.0.0/16")),
          "who may connect to the HL7 port; all when left out");
  static final Key<Set<String>> HL7_SENDERS =
      key(
          "hl7.senders",
          setOf(anything("APPLICATION^FACILITY, or APPLICATION")),
          "senders (MSH-3 and MSH-4) whose messages are taken; all when left out");
  static final Key<ProcessingId> HL7_PROCESSING_ID =
      key(
          "hl7.processing-id",
          constant(ProcessingId.class),
          "p",
          "MSH-11 of messages that are taken: p = production, t = training, d = debugging");
  static final Key<OtherMessages> HL7_OTHER_TYPES =
      key(
          "hl7.other-types",
          constant(OtherMessages.class),
          "refuse",
          "messages of types that are not read: refuse = AR, ignore = AA");
  static final Key<Duration> REPORT_WAIT =
      key(
          "report.wait",
          duration(Duration.ZERO, DAY.multipliedBy(30)),
          "24h",
          "with an HL7 port: a study without a signed report is decided so long after its last"
              + " image");
  static final Key<Duration> REPORT_UNMATCHED =
      key(
          "report.unmatched-after",
          duration(HOUR, DAY.multipliedBy(365)),
          "14d",
          "a report or order without its study is listed as unmatched so long after it came");
  static final Key<String> SAMPLING_SALT =
      key(
          "sampling.salt",
          perhapsNothing("words of the site, best as ${env:NAME}"),
          "",
          "makes the random sample of the site its own; without it rules on sampling.draw are"
              + " NOT_KNOWN");

  static final Key<Set<String>> READER_IDS =
      key(
          "reader.*.ids",
          setOf(anything("an identifier")),
          "identifiers of a reader of this site in messages (OBR-32), or the name where there is"
              + " none");
  static final Key<Set<String>> READER_SUBSPECIALTIES =
      key("reader.*.subspecialties", setOf(word()), "what the reader is trained in");
  static final Key<Boolean> READER_TRAINEE =
      key("reader.*.trainee", flag(), "false", "true for a reader in training");
  static final Key<String> OPT_OUT_FILE =
      key(
          "opt-out.file",
          anything("a file"),
          "opt-out.txt",
          "patients whose studies are not forwarded, an ID or ID^issuer a line; without the file"
              + " nobody; DATA stands for data.directory");
  static final Key<Duration> EPISODE =
      key(
          "study.episode",
          duration(DAY, DAY.multipliedBy(365)),
          "30d",
          "a request for the same patient and body part within this time makes study.flaggedBefore"
              + " true");

  static final Key<List<Duration>> RETRY_DELAYS =
      key(
          "forward.retry-delays",
          listOf(duration(SECOND, DAY)),
          "1m, 5m, 15m, 60m",
          "waits after the first, second ... failed attempt; the last one repeats");
  static final Key<Duration> GIVE_UP =
      key(
          "forward.give-up-after",
          duration(SECOND, DAY.multipliedBy(60)),
          "48h",
          "a request that still fails after so long needs attention");
  static final Key<Double> JITTER =
      key("forward.jitter", percent(50), "10%", "waits vary by up to this share");
  static final Key<Integer> BREAKER_FAILURES =
      key(
          "forward.breaker-failures",
          integer(1, 1_000),
          "5",
          "failures in a row after which a destination is paused");
  static final Key<Duration> BREAKER_PAUSE =
      key("forward.breaker-pause", duration(SECOND, DAY), "5m", "how long it is paused");
  static final Key<Integer> SENDS_PER_DAY =
      key(
          "forward.sends-per-study-and-day",
          integer(1, 1_000),
          "3",
          "requests for one study in one day");
  static final Key<Integer> INSTANCES_PER_ASSOCIATION =
      key(
          "forward.instances-per-association",
          integer(1, 1_000_000),
          "5000",
          "objects sent before a new association");
  static final Key<Boolean> DRY_RUN =
      key("forward.dry-run", flag(), "false", "decide and record, send nothing");

  static final Key<String> ADMIN_BIND =
      key("admin.bind", host(), "127.0.0.1", "address of the admin interface");
  static final Key<Integer> ADMIN_PORT =
      key(
          "admin.port",
          integer(0, MOST_PORT),
          "11180",
          "port of the admin interface; 0 takes a free one");
  static final Key<String> TOKEN_FILE =
      key(
          "admin.token-file",
          anything("a file"),
          "DATA/admin.token",
          "token of the admin interface; made with mode 0600; DATA stands for data.directory");

  static final Key<String> PEER_AE_TITLE =
      key("peer.*.ae-title", aeTitle(), "calling AE title of the peer");
  static final Key<Set<String>> PEER_HOST =
      key("peer.*.host", setOf(host()), "addresses or names it may call from; any when left out");
  static final Key<Integer> PEER_PORT =
      key("peer.*.port", integer(1, MOST_PORT), "where it listens, for the command echo");
  static final Key<Set<Permission>> PEER_MAY =
      key("peer.*.may", setOf(constant(Permission.class)), "store", "what it may ask for");
  static final Key<Duration> PEER_QUIET =
      key(
          "peer.*.quiet-period",
          duration(SECOND, DAY.multipliedBy(7)),
          "quiet period of studies it sends; study.quiet-period when left out");
  static final Key<Boolean> PEER_ONE_ASSOCIATION =
      key(
          "peer.*.one-association-per-study",
          flag(),
          "false",
          "its release ends a study after study.after-release");

  static final Key<String> GROUP_AE_TITLE =
      key("reading-group.*.ae-title", aeTitle(), "AE title of its receiver");
  static final Key<String> GROUP_HOST =
      key(
          "reading-group.*.host",
          host(),
          "host of its receiver; its own queries are taken from there only");
  static final Key<Integer> GROUP_PORT =
      key("reading-group.*.port", integer(1, MOST_PORT), "port of its receiver");
  static final Key<Set<String>> GROUP_SUBSPECIALTIES =
      key("reading-group.*.subspecialties", setOf(word()), "what it reads");
  static final Key<Set<String>> GROUP_MODALITIES =
      key("reading-group.*.modalities", setOf(code()), "modalities it reads; all when left out");
  static final Key<List<TimeWindow>> GROUP_HOURS =
      key(
          "reading-group.*.hours",
          listOf(new TimeWindowType()),
          "when it takes studies; always when left out");
  static final Key<List<TimeWindow>> GROUP_SEND_WINDOWS =
      key(
          "reading-group.*.send-windows",
          listOf(new TimeWindowType()),
          "when it may be sent to; always when left out; levels 1 and 2 ignore it");
  static final Key<Integer> GROUP_DAILY_CAP =
      key(
          "reading-group.*.daily-cap",
          integer(0, 100_000),
          "0",
          "most studies a day from local midnight; 0 for no cap");
  static final Key<Boolean> GROUP_FALLBACK =
      key("reading-group.*.fallback", flag(), "false", "takes what no other group takes");
  static final Key<Boolean> GROUP_ENABLED =
      key("reading-group.*.enabled", flag(), "true", "false sends nothing to it");
  static final Key<String> GROUP_CALLING =
      key(
          "reading-group.*.calling-ae-title",
          aeTitle(),
          "which of node.ae-titles calls it; the first when left out");
  static final Key<Integer> GROUP_ASSOCIATIONS =
      key("reading-group.*.associations", integer(1, 16), "2", "associations to it at once");

  static final Key<Set<RequestDocument>> GROUP_DOCUMENTS =
      key(
          "reading-group.*.documents",
          setOf(requestDocument()),
          "what it gets beside the images; nothing when left out");
  static final Key<Boolean> GROUP_BLINDED =
      key(
          "reading-group.*.blinded",
          flag(),
          "false",
          "it gets nothing that tells what the first reading found");
  static final Key<String> GROUP_HL7_HOST =
      key("reading-group.*.hl7.host", host(), "where its HL7 orders go, by MLLP");
  static final Key<Integer> GROUP_HL7_PORT =
      key("reading-group.*.hl7.port", integer(1, 65_535), "port of its HL7 receiver");
  static final Key<String> GROUP_HL7_APPLICATION =
      key("reading-group.*.hl7.application", label(), "receiving application, MSH-5");
  static final Key<String> GROUP_HL7_FACILITY =
      key("reading-group.*.hl7.facility", label(), "receiving facility, MSH-6");
  static final Key<String> GROUP_PATIENT_PREFIX =
      key("reading-group.*.patient-id.prefix", prefix(32), "put before Patient ID in its copies");
  static final Key<String> GROUP_PATIENT_ISSUER =
      key("reading-group.*.patient-id.issuer", label(), "Issuer of Patient ID in its copies");
  static final Key<String> GROUP_ACCESSION_PREFIX =
      key(
          "reading-group.*.accession.prefix",
          prefix(8),
          "put before Accession Number in its copies");
  static final Key<String> GROUP_ACCESSION_ISSUER =
      key(
          "reading-group.*.accession.issuer",
          label(),
          "Issuer of Accession Number in its copies, as local namespace");

  static final Key<Set<String>> GROUP_READERS =
      key(
          "reading-group.*.reader-ids",
          setOf(anything("an identifier")),
          "its readers (OBR-32): what they wrote is a second opinion");

  private KnownKeys() {}

  static List<Key<?>> all() {
    return List.copyOf(ALL);
  }

  private static <T> Key<T> key(String pattern, ValueType<T> type, String standard, String help) {
    return add(new Key<>(pattern, type, Optional.of(standard), help));
  }

  private static <T> Key<T> key(String pattern, ValueType<T> type, String help) {
    return add(new Key<>(pattern, type, Optional.empty(), help));
  }

  private static <T> Key<T> add(Key<T> key) {
    ALL.add(key);
    return key;
  }
}
