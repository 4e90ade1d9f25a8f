package org.overread.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.overread.testing.Hl7Texts.msh;
import static org.overread.testing.Hl7Texts.report;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.overread.database.Database;
import org.overread.database.Row;
import org.overread.hl7.AckCode;
import org.overread.report.SenderConventions;
import org.overread.testing.InboxRig;
import org.overread.testing.TestDatabase;

/** What is answered to a message, and what is in the inbox then. */
class MessageReceiverTest {
  private Database database;
  private InboxRig rig;

  Database open() {
    return TestDatabase.h2();
  }

  @BeforeEach
  void rig() {
    database = open();
    rig = new InboxRig(database, Hl7Settings.production());
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private static Hl7Settings settings(
      String processingId, Set<String> senders, boolean acceptOtherTypes, int mostTries) {
    return new Hl7Settings(
        processingId,
        senders,
        acceptOtherTypes,
        true,
        mostTries,
        Duration.ofDays(7),
        Map.of(),
        SenderConventions.usual());
  }

  private long rows(String table) {
    return database.inTransaction(
        tx ->
            tx.first("SELECT COUNT(*) AS n FROM " + table, (Row row) -> row.number("n"))
                .orElseThrow());
  }

  @Test
  void hl05AnAcceptedMessageIsInTheInboxByteForByteWithWorkToReadIt() {
    byte[] message = report(1, "M1", "No fracture. \u00e4").getBytes(StandardCharsets.UTF_8);

    assertThat(rig.send(message)).isEqualTo("AA");

    MessageRow row = rig.newest(MessageState.RECEIVED).orElseThrow();
    assertThat(row.sender()).isEqualTo("RIS^HOSPITAL");
    assertThat(row.messageType()).isEqualTo("ORU^R01");
    byte[] stored = database.inTransaction(tx -> new MessageTable().octets(tx, row.pk()));
    assertThat(stored).isEqualTo(message);
    assertThat(rows("work")).isEqualTo(1);
  }

  @Test
  void hl05AMessageOfSeveralMegabytesIsStoredWhole() {
    byte[] message = report(1, "M1", "word ".repeat(500_000)).getBytes(StandardCharsets.UTF_8);

    rig.send(message);

    long pk = rig.newest(MessageState.RECEIVED).orElseThrow().pk();
    byte[] stored = database.inTransaction(tx -> new MessageTable().octets(tx, pk));
    assertThat(stored).isEqualTo(message);
  }

  @Test
  void hl07AnswersAeWhenTheDatabaseIsDownHoweverOftenItIsTried() {
    database.close();

    for (int i = 0; i < 10; i++) {
      assertThat(rig.send(report(1, "M1", "text"))).isEqualTo("AE");
    }
  }

  @Test
  void hl07AMessageThatCannotBeStoredWhileOthersCanBecomesAr() {
    rig = new InboxRig(database, settings("P", Set.of(), false, 3));
    // stands for whatever makes the database refuse just this one
    database.run(
        tx ->
            tx.update(
                "ALTER TABLE message ADD CONSTRAINT no_m1 CHECK (message_type <> 'ORM^O01')"));
    String poison = msh("ORM^O01", "M1") + "PID|1||P1\rORC|NW|1\r";

    assertThat(List.of(rig.send(poison), rig.send(poison), rig.send(poison), rig.send(poison)))
        .containsExactly("AE", "AE", "AR", "AR");
    assertThat(rig.send(report(1, "M2", "text"))).isEqualTo("AA");
  }

  @Test
  void hl07RefusesATypeAVersionAndWhatCannotBeRead() {
    assertThat(rig.send(msh("DFT^P03", "M1"))).isEqualTo("AR");
    assertThat(rig.send(msh("ADT^A01", "M2"))).isEqualTo("AR");
    assertThat(rig.send(report(1, "M3", "text").replace("|2.5.1|", "|3.0|"))).isEqualTo("AR");
    assertThat(rig.send("not HL7")).isEqualTo("AR");
    assertThat(rig.send(new byte[0])).isEqualTo("AR");
    assertThat(rows("message")).isZero();
    assertThat(rig.receiver.answers()).containsExactly(Map.entry(AckCode.AR, 5L));
  }

  @Test
  void hl08EnhancedModeIsAnsweredWithCommitCodes() {
    String message = report(1, "M1", "text").replace("|2.5.1||||||", "|2.5.1|||AL|NE||");

    assertThat(rig.send(message)).isEqualTo("CA");
  }

  @Test
  void hl10TheSameMessageAgainWithinSevenDaysIsAcceptedWithoutEffect() {
    rig.sendAndRead(report(1, "M1", "text"));
    rig.reports.clock.advance(Duration.ofDays(6));

    assertThat(rig.sendAndRead(report(1, "M1", "text"))).isEqualTo("AA");

    assertThat(rows("message")).isEqualTo(1);
    assertThat(rows("work")).isZero();
  }

  @Test
  void hl10TheSameMessageAfterSevenDaysIsReadAgain() {
    rig.sendAndRead(report(1, "M1", "text"));
    rig.reports.clock.advance(Duration.ofDays(8));

    rig.sendAndRead(report(1, "M1", "text"));

    assertThat(rows("message")).isEqualTo(2);
  }

  @Test
  void hl10Atk094AUsedControlIdWithAnotherBodyIsReadAndNoted() {
    rig.sendAndRead(report(1, "M1", "first"));

    assertThat(rig.sendAndRead(report(2, "M1", "second"))).isEqualTo("AA");

    assertThat(rig.messages(MessageState.PROCESSED)).hasSize(2);
    assertThat(rig.newest(MessageState.PROCESSED).orElseThrow().reason())
        .isEqualTo("its control ID was used before for another message");
  }

  @Test
  void hl11Atk096RefusesTestMessagesOnAProductionNode() {
    assertThat(rig.send(report(1, "M1", "text").replace("|M1|P|", "|M1|T|"))).isEqualTo("AR");
    assertThat(rig.send(report(1, "M1", "text").replace("|M1|P|", "|M1|D|"))).isEqualTo("AR");
    assertThat(rows("message")).isZero();
  }

  @Test
  void hl11Atk096RefusesProductionMessagesOnATestNode() {
    rig = new InboxRig(database, settings("T", Set.of(), false, 3));

    assertThat(rig.send(report(1, "M1", "text"))).isEqualTo("AR");
    assertThat(rig.send(report(1, "M1", "text").replace("|M1|P|", "|M1|T|"))).isEqualTo("AA");
  }

  @Test
  void hl14Atk096RefusesASenderThatIsNotInTheSettings() {
    rig = new InboxRig(database, settings("P", Set.of("RIS^OTHER", "PACS"), false, 3));

    assertThat(rig.send(report(1, "M1", "text"))).isEqualTo("AR");
    assertThat(rig.send(report(1, "M2", "text").replace("|HOSPITAL|OV", "|OTHER|OV")))
        .isEqualTo("AA");
    assertThat(rig.send(report(1, "M3", "text").replace("|RIS|", "|PACS|"))).isEqualTo("AA");
  }

  @Test
  void hl13EachMessageOfABatchIsStoredAndAnswered() {
    String batch =
        "FHS|^~\\&|RIS\rBHS|^~\\&|RIS\r"
            + report(1, "M1", "one")
            + report(2, "M2", "two").replace("|P|", "|T|")
            + "BTS|2\rFTS|1\r";

    String answer =
        new String(rig.answer(batch.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);

    assertThat(answer).startsWith("BHS|").contains("MSA|AA|M1\r", "MSA|AR|M2|").endsWith("BTS|2\r");
    assertThat(rows("message")).isEqualTo(1);
  }

  @Test
  void hl13ABatchIsRefusedWhereTheSettingsSaySo() {
    rig =
        new InboxRig(
            database,
            new Hl7Settings(
                "P",
                Set.of(),
                false,
                false,
                3,
                Duration.ofDays(7),
                Map.of(),
                SenderConventions.usual()));

    assertThat(rig.send("BHS|^~\\&|RIS\r" + report(1, "M1", "one"))).isEqualTo("AR");
    assertThat(rows("message")).isZero();
  }

  @Test
  void hl40OtherTypesAreKeptUnreadWhereTheSettingsSaySo() {
    rig = new InboxRig(database, settings("P", Set.of(), true, 3));

    assertThat(rig.sendAndRead(msh("DFT^P03", "M1"))).isEqualTo("AA");

    assertThat(rig.newest(MessageState.IGNORED).orElseThrow().reason())
        .isEqualTo("messages of this type are not read");
  }

  @Test
  void atk091AnEndlessControlIdAndAnEndlessSenderBreakNothing() {
    String longId = "x".repeat(10 * 1024);

    assertThat(rig.send(report(1, longId, "text"))).isEqualTo("AA");
    assertThat(rig.send(report(1, "", "text"))).isEqualTo("AR");
    assertThat(rig.send(report(1, "M1", "text").replace("|RIS|", "|" + longId + "|")))
        .isEqualTo("AR");
  }

  @Test
  void aSenderThatNobodyNamedCannotMakeQueuesWithoutEnd() {
    for (int i = 0; i < 100; i++) {
      rig.send(report(1, "M" + i, "text").replace("|RIS|", "|RIS" + i + "|"));
    }

    long queues =
        database.inTransaction(
            tx ->
                tx.first("SELECT COUNT(DISTINCT queue) AS n FROM work", row -> row.number("n"))
                    .orElseThrow());
    assertThat(queues).isLessThanOrEqualTo(4);
  }

  @Test
  void hl12EachSenderHasAQueueOfItsOwn() {
    rig = new InboxRig(database, settings("P", Set.of("RIS", "PACS^HOSPITAL"), false, 3));
    rig.send(report(1, "M1", "text"));
    rig.send(report(1, "M2", "text").replace("|RIS|", "|PACS|"));

    List<String> queues =
        database.inTransaction(
            tx -> tx.query("SELECT queue FROM work ORDER BY work_pk", row -> row.string("queue")));
    assertThat(queues).containsExactly("(hl7 RIS^HOSPITAL)", "(hl7 PACS^HOSPITAL)");
  }

  @Test
  void messagesOfSeveralConnectionsAreAllStoredOnce() throws InterruptedException {
    int connections = 8;
    List<Thread> threads = new ArrayList<>();
    List<String> codes = Collections.synchronizedList(new ArrayList<>());
    for (int c = 0; c < connections; c++) {
      int connection = c;
      threads.add(
          new Thread(
              () -> {
                for (int i = 0; i < 20; i++) {
                  codes.add(rig.send(report(i, "M" + connection + "-" + i, "text")));
                  codes.add(rig.send(report(i, "shared" + i, "text")));
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(codes).hasSize(320).containsOnly("AA");
    assertThat(rows("message")).isEqualTo(180);
    assertThat(rows("work")).isEqualTo(180);
  }

  @Test
  void aRefusedMessageIsReadAgainWhenAnAdministratorAsks() {
    rig.send(report(1, "M1", "text"));
    long pk = rig.newest(MessageState.RECEIVED).orElseThrow().pk();
    rig.reader.gaveUp(pk, "unforeseen");
    rig.readAll();
    assertThat(rig.newest(MessageState.REFUSED).orElseThrow().reason())
        .isEqualTo("cannot be read: unforeseen");

    assertThat(rig.inbox.readAgain(pk)).isTrue();
    rig.readAll();

    assertThat(rig.newest(MessageState.PROCESSED)).isPresent();
    assertThat(rig.inbox.readAgain(pk)).isFalse();
  }

  @Test
  void readMessagesAreRemovedInTimeAndOthersStay() {
    rig.sendAndRead(report(1, "M1", "text"));
    rig.send(report(2, "M2", "text"));
    rig.reports.clock.advance(Duration.ofDays(100));

    int removed =
        database.inTransaction(
            tx -> new MessageTable().removeRead(tx, rig.reports.clock.instant()));

    assertThat(removed).isEqualTo(1);
    assertThat(rig.messages(MessageState.RECEIVED)).hasSize(1);
    assertThat(rows("document")).isEqualTo(2); // the report, and the order it repeats
  }
}
