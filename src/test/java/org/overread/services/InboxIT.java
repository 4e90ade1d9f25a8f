package org.overread.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.overread.testing.Hl7Texts.report;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.app.Connection;
import ca.uhn.hl7v2.llp.LLPException;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overread.database.Database;
import org.overread.database.Row;
import org.overread.report.CurrentReport;
import org.overread.report.ReportTable;
import org.overread.study.StudyTable;
import org.overread.testing.Eventually;
import org.overread.testing.InboxProcess;
import org.overread.testing.IndexTable;
import org.overread.testing.ReportRig;
import org.overread.testing.Studies;
import org.overread.testing.TestDatabase;

/** Messages of HAPI's sender over a real socket, and a receiver that is killed meanwhile. */
class InboxIT {
  private static final int CONNECTIONS = 3;
  private static final int ENOUGH = 60;

  @TempDir Path folder;

  /** Sends with HAPI HL7v2 and gives MSA-1. */
  private static String send(HapiContext hapi, Connection connection, String message)
      throws HL7Exception, IOException, LLPException {
    Message parsed = hapi.getPipeParser().parse(message);
    Message answer = connection.getInitiator().sendAndReceive(parsed);
    return new Terser(answer).get("/MSA-1");
  }

  private static HapiContext hapi() {
    return new DefaultHapiContext(ValidationContextFactory.noValidation());
  }

  @Test
  void aReportFromHapiIsAcceptedAndReachesItsStudy() throws Exception {
    Database database = TestDatabase.h2();
    new IndexTable(database).add(List.of(ReportRig.header(1)));
    long study =
        database
            .inTransaction(tx -> new StudyTable().find(tx, Studies.studyUid(1)))
            .orElseThrow()
            .pk();
    try (InboxProcess inbox = new InboxProcess(database);
        HapiContext hapi = hapi()) {
      Connection connection = hapi.newClient("127.0.0.1", inbox.port(), false);

      String code = send(hapi, connection, report(1, "M1", "No fracture. T1 & T2"));
      connection.close();

      assertThat(code).isEqualTo("AA");
      Eventually.until("the report is read", () -> !current(database, study).isEmpty());
      assertThat(current(database, study).get(0).document().parts().get(0).text())
          .startsWith("No fracture. T1");
    }
  }

  private static List<CurrentReport> current(Database database, long study) {
    return database.inTransaction(tx -> new ReportTable().current(tx, study));
  }

  @Test
  void hl05EveryMessageThatWasAcceptedIsThereAfterTheReceiverWasKilled() throws Exception {
    Process process = start();
    Set<String> accepted = ConcurrentHashMap.newKeySet();
    AtomicInteger number = new AtomicInteger();
    try {
      int port = port(process);
      List<Thread> senders = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        senders.add(new Thread(() -> sendUntilItBreaks(port, number, accepted)));
      }
      senders.forEach(Thread::start);
      Eventually.until("some are accepted", () -> accepted.size() >= ENOUGH);
      process.destroyForcibly().waitFor(); // kill -9 while others are on their way
      for (Thread sender : senders) {
        sender.join();
      }
    } finally {
      process.destroyForcibly();
    }

    try (Database database = TestDatabase.in(folder)) {
      Set<String> kept = ConcurrentHashMap.newKeySet();
      database.run(
          tx ->
              tx.query(
                  "SELECT control_sha256 FROM message",
                  (Row row) -> kept.add(row.string("control_sha256"))));
      // accepted ones, and at most one for each connection whose answer was on its way
      assertThat((long) kept.size())
          .isBetween((long) accepted.size(), (long) accepted.size() + CONNECTIONS);
      assertThat(accepted).allSatisfy(id -> assertThat(isThere(database, id)).isTrue());
      try (InboxProcess again = new InboxProcess(database)) {
        Eventually.until("what was not read is read now", () -> unread(database) == 0);
        assertThat(again.port()).isPositive();
      }
    }
  }

  private static boolean isThere(Database database, String controlId) {
    Optional<String> octets =
        database.inTransaction(
            tx ->
                tx
                    .query("SELECT octets FROM message_part", (Row row) -> row.bytes("octets"))
                    .stream()
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                    .filter(text -> text.contains("|" + controlId + "|"))
                    .findFirst());
    return octets.isPresent();
  }

  private static long unread(Database database) {
    return database.inTransaction(
        tx -> new MessageTable().countByState(tx).get(MessageState.RECEIVED));
  }

  private static void sendUntilItBreaks(int port, AtomicInteger number, Set<String> accepted) {
    try (HapiContext hapi = hapi()) {
      Connection connection = hapi.newClient("127.0.0.1", port, false);
      while (true) {
        int next = number.incrementAndGet();
        if (send(hapi, connection, report(next, "M" + next, "text")).equals("AA")) {
          accepted.add("M" + next);
        }
      }
    } catch (HL7Exception | LLPException | IOException e) {
      return; // the receiver was killed: the end of this sender
    }
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            InboxProcess.class.getName(),
            folder.toString())
        .redirectErrorStream(true)
        .start();
  }

  private static int port(Process process) throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = output.readLine();
    while (line != null && !line.startsWith("port ")) {
      line = output.readLine();
    }
    if (line == null) {
      throw new IOException("the receiver did not start");
    }
    return Integer.parseInt(line.substring("port ".length()));
  }
}
