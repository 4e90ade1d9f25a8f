package org.overread.testing;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.overread.database.Database;
import org.overread.hl7.Acknowledgement;
import org.overread.hl7.Hl7Exception;
import org.overread.network.service.MessageOrigin;
import org.overread.services.Hl7Settings;
import org.overread.services.Inbox;
import org.overread.services.MessageReceiver;
import org.overread.services.MessageRow;
import org.overread.services.MessageState;
import org.overread.services.MessageTable;
import org.overread.services.ReadMessage;
import org.overread.work.Lease;
import org.overread.work.Outcome;
import org.overread.work.WorkHandler;
import org.overread.work.WorkItem;
import org.overread.work.WorkSettings;
import org.overread.work.WorkTable;
import org.overread.work.Worker;

/** From the bytes of a message to the reports of a study, without a network. */
public final class InboxRig implements AutoCloseable {
  private static final MessageOrigin ORIGIN =
      new MessageOrigin(InetAddress.getLoopbackAddress(), 4711, "hl7-1");

  public final ReportRig reports;
  public final Inbox inbox;
  public final MessageReceiver receiver;
  public final ReadMessage reader;
  private final Worker worker;

  public InboxRig(Database database, Hl7Settings settings) {
    reports = new ReportRig(database);
    WorkTable work = new WorkTable();
    inbox = new Inbox(database, work, settings.duplicatePeriod(), reports.clock);
    receiver = new MessageReceiver(inbox, settings, reports.clock);
    reader = new ReadMessage(database, reports.intake, settings, reports.clock);
    worker = new Worker(database, work, handler(), WorkSettings.of("test"), reports.clock);
  }

  private WorkHandler handler() {
    return new WorkHandler() {
      @Override
      public Outcome handle(WorkItem item, Lease lease) {
        reader.read(item.subject());
        return Outcome.done();
      }

      @Override
      public void gaveUp(WorkItem item, String reason) {
        reader.gaveUp(item.subject(), reason);
      }
    };
  }

  /** Gives MSA-1 of the answer. */
  public String send(String message) {
    return send(message.getBytes(StandardCharsets.UTF_8));
  }

  public String send(byte[] message) {
    try {
      return Acknowledgement.read(answer(message)).code().name();
    } catch (Hl7Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** The acknowledgement as it is sent. */
  public byte[] answer(byte[] message) {
    return receiver.received(ORIGIN, message).orElseThrow();
  }

  /** Sends, and reads what is in the inbox. */
  public String sendAndRead(String message) {
    String code = send(message);
    readAll();
    return code;
  }

  public void readAll() {
    worker.runDue();
  }

  /** All messages in a state, newest first. */
  public List<MessageRow> messages(MessageState state) {
    return reports.database.inTransaction(tx -> new MessageTable().inState(tx, state, 1_000_000));
  }

  public Optional<MessageRow> newest(MessageState state) {
    return messages(state).stream().findFirst();
  }

  @Override
  public void close() {
    worker.close();
    reports.close();
  }
}
