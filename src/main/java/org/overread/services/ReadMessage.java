package org.overread.services;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.overread.database.Database;
import org.overread.database.Transaction;
import org.overread.hl7.Header;
import org.overread.hl7.Hl7Exception;
import org.overread.hl7.Hl7Message;
import org.overread.report.Filed;
import org.overread.report.MdmReader;
import org.overread.report.MergeReader;
import org.overread.report.OrderMessage;
import org.overread.report.OrderReader;
import org.overread.report.OruReader;
import org.overread.report.PatientMerge;
import org.overread.report.ReportDocument;
import org.overread.report.ReportIntake;
import org.overread.report.ReportOrigin;
import org.overread.report.SenderConventions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a message of the inbox: the step {@link Inbox#READ_MESSAGE}. One transaction files what the
 * message holds, matches it, tells the listener, and marks the message.
 */
public final class ReadMessage {
  private static final Logger LOG = LoggerFactory.getLogger(ReadMessage.class);

  private final Database database;
  private final ReportIntake intake;
  private final Hl7Settings settings;
  private final Clock clock;
  private final MessageTable messages = new MessageTable();

  public ReadMessage(Database database, ReportIntake intake, Hl7Settings settings, Clock clock) {
    this.database = database;
    this.intake = intake;
    this.settings = settings;
    this.clock = clock;
  }

  /** How reading ended. */
  private record Result(MessageState state, String reason) {}

  /**
   * Reads a message once: one that was read before, or is gone, is left alone. An exception is a
   * bug or damage; the message is then as it was.
   */
  public void read(long messagePk) {
    // Lost with the process, it would leave the message unread and its work due; any durable commit
    // after it, that of whatever the listener enqueued included, keeps it too.
    database.inRebuildableTransaction(
        tx -> {
          boolean ours =
              messages
                  .find(tx, messagePk)
                  .filter(row -> row.state() == MessageState.RECEIVED)
                  .isPresent();
          if (ours) {
            Result result = read(tx, messagePk, messages.octets(tx, messagePk));
            messages.move(
                tx,
                messagePk,
                MessageState.RECEIVED,
                result.state(),
                result.reason(),
                clock.instant());
            tx.afterCommit(() -> log(messagePk, result));
          }
          return ours;
        });
  }

  /** Reading is not tried again: the message is kept for a human. */
  public void gaveUp(long messagePk, String reason) {
    database.run(
        tx ->
            messages.move(
                tx,
                messagePk,
                MessageState.RECEIVED,
                MessageState.REFUSED,
                "cannot be read: " + reason,
                clock.instant()));
    LOG.atError().addKeyValue("message", messagePk).log("gave up reading an HL7 message");
  }

  private static void log(long messagePk, Result result) {
    LOG.atDebug()
        .addKeyValue("message", messagePk)
        .addKeyValue("state", result.state())
        .log("HL7 message read");
  }

  private Result read(Transaction tx, long messagePk, byte[] octets) {
    Hl7Message message;
    SenderConventions conventions;
    try {
      Header header =
          Hl7Message.header(octets, settings.otherConventions().charset())
              .orElseThrow(() -> new Hl7Exception("no readable MSH", 0, 0));
      conventions = settings.conventionsOf(Sender.of(header));
      message = Hl7Message.parse(octets, conventions.charset());
    } catch (Hl7Exception e) {
      return new Result(MessageState.REFUSED, e.getMessage());
    }
    if (!MessageCheck.isRead(message.header())) {
      return new Result(MessageState.IGNORED, "messages of this type are not read");
    }
    ReportOrigin origin =
        new ReportOrigin(
            Sender.of(message.header()).name(),
            ReportOrigin.time(message.header().dateTime()),
            OptionalLong.of(messagePk));
    return switch (message.header().messageType().strip()) {
      case "ORU" -> reports(tx, origin, OruReader.read(message, conventions), message, conventions);
      case "MDM" ->
          reports(
              tx,
              origin,
              MdmReader.read(message, conventions).stream().toList(),
              message,
              conventions);
      case "ADT" -> merges(tx, MergeReader.read(message));
      default -> orders(tx, origin, message, conventions);
    };
  }

  /** The order first: it may know which study the report belongs to. */
  private Result reports(
      Transaction tx,
      ReportOrigin origin,
      List<ReportDocument> reports,
      Hl7Message message,
      SenderConventions conventions) {
    Result orders = orders(tx, origin, message, conventions);
    List<Filed> filed = new ArrayList<>();
    reports.forEach(report -> filed.add(intake.add(tx, report, origin)));
    if (filed.isEmpty()) {
      return orders.state() == MessageState.PROCESSED
          ? new Result(MessageState.PROCESSED, "an order, and no report yet")
          : new Result(MessageState.IGNORED, "no report in it");
    }
    boolean repeated = filed.stream().noneMatch(Filed::isNew);
    return new Result(MessageState.PROCESSED, repeated ? "repeats what was known" : "");
  }

  private Result orders(
      Transaction tx, ReportOrigin origin, Hl7Message message, SenderConventions conventions) {
    List<OrderMessage> orders = OrderReader.read(message, conventions);
    orders.forEach(order -> intake.add(tx, order, origin));
    return orders.isEmpty()
        ? new Result(MessageState.IGNORED, "no order in it")
        : new Result(MessageState.PROCESSED, "");
  }

  private Result merges(Transaction tx, List<PatientMerge> merges) {
    intake.merge(tx, merges);
    return merges.isEmpty()
        ? new Result(MessageState.IGNORED, "no merge of patients in it")
        : new Result(MessageState.PROCESSED, "");
  }
}
