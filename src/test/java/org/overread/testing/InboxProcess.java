package org.overread.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.overread.database.Database;
import org.overread.network.MllpListener;
import org.overread.network.mllp.MllpSettings;
import org.overread.report.Matching;
import org.overread.report.ReportIntake;
import org.overread.services.Hl7Settings;
import org.overread.services.Inbox;
import org.overread.services.MessageReceiver;
import org.overread.services.ReadMessage;
import org.overread.work.Lease;
import org.overread.work.Outcome;
import org.overread.work.WorkHandler;
import org.overread.work.WorkItem;
import org.overread.work.WorkSettings;
import org.overread.work.WorkTable;
import org.overread.work.Worker;

/**
 * The HL7 side of a node as a process of its own: takes messages over MLLP, reads them from the
 * inbox. Prints its port when it listens. Arguments: the folder of the database.
 */
public final class InboxProcess implements AutoCloseable {
  private final Database database;
  private final MllpListener listener;
  private final Worker worker;

  public InboxProcess(Database database) throws IOException {
    Clock clock = Clock.systemUTC();
    Hl7Settings settings = Hl7Settings.production();
    this.database = database;
    WorkTable work = new WorkTable();
    Inbox inbox = new Inbox(database, work, settings.duplicatePeriod(), clock);
    MessageReceiver receiver = new MessageReceiver(inbox, settings, clock);
    Matching matching = new Matching(Map.of(), (tx, studyPk) -> {}, clock);
    ReadMessage reader =
        new ReadMessage(database, new ReportIntake(matching, clock), settings, clock);
    worker = new Worker(database, work, handler(reader), WorkSettings.of("inbox"), clock);
    worker.start();
    listener = new MllpListener(MllpSettings.usual("127.0.0.1", 0), receiver, clock);
    listener.start();
  }

  public int port() {
    return listener.port();
  }

  private static WorkHandler handler(ReadMessage reader) {
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

  @Override
  public void close() {
    try {
      listener.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    worker.close();
    database.close();
  }

  public static void main(String[] arguments) throws Exception {
    Database database = TestDatabase.in(Path.of(arguments[0]));
    System.out.println("port " + new InboxProcess(database).port());
  }
}
