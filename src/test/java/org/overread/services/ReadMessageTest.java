package org.overread.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.overread.testing.Hl7Texts.msh;
import static org.overread.testing.Hl7Texts.obr;
import static org.overread.testing.Hl7Texts.obx;
import static org.overread.testing.Hl7Texts.pid;
import static org.overread.testing.Hl7Texts.report;
import static org.overread.testing.Hl7Texts.segment;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.overread.database.Database;
import org.overread.report.DocumentRow;
import org.overread.report.DocumentState;
import org.overread.report.OrderField;
import org.overread.report.OrderMessage;
import org.overread.report.OrderStatus;
import org.overread.testing.InboxRig;
import org.overread.testing.ReportRig;
import org.overread.testing.TestDatabase;

/** From a message in the inbox to what rules read of a study. */
class ReadMessageTest {
  private InboxRig rig;
  private ReportRig reports;

  Database open() {
    return TestDatabase.h2();
  }

  @BeforeEach
  void rig() {
    rig = new InboxRig(open(), Hl7Settings.production());
    reports = rig.reports;
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private static String oru(int minute, String controlId, String status, String text) {
    return msh("ORU^R01", controlId, "2026112312" + minute, "P")
        + pid("P1")
        + obr(1, status)
        + obx(1, "R", text, status);
  }

  @Test
  void hl40Hl46AReportReachesItsStudyAndTheListener() {
    long study = reports.study(1);

    rig.sendAndRead(report(1, "M1", "No fracture."));

    assertThat(reports.text(study)).isEqualTo("No fracture.");
    assertThat(reports.changed).contains(study);
    assertThat(rig.newest(MessageState.PROCESSED)).isPresent();
  }

  @Test
  void hl12AMessageOlderThanWhatIsKnownChangesNothing() {
    long study = reports.study(1);
    rig.sendAndRead(oru(30, "M2", "F", "newer"));
    reports.changed.clear();

    rig.sendAndRead(oru(10, "M1", "F", "older"));

    assertThat(reports.text(study)).isEqualTo("newer");
    assertThat(reports.changed).isEmpty();
  }

  @Test
  void hl12MessagesOfASenderAreReadInTheOrderTheyCame() {
    long study = reports.study(1);
    for (int i = 0; i < 20; i++) {
      rig.send(oru(10, "M" + i, "F", "text " + i)); // all of the same minute
    }

    rig.readAll();

    assertThat(reports.text(study)).isEqualTo("text 19");
  }

  @Test
  void hl43ACorrectionReplacesTheTextAndTellsTheListener() {
    long study = reports.study(1);
    rig.sendAndRead(oru(10, "M1", "F", "left"));
    reports.changed.clear();

    rig.sendAndRead(oru(20, "M2", "C", "right"));

    assertThat(reports.text(study)).isEqualTo("right");
    assertThat(reports.changed).containsExactly(study);
  }

  @Test
  void hl44AReportOfTheWrongPatientIsTakenBackAndTheListenerIsTold() {
    long study = reports.study(1);
    rig.sendAndRead(oru(10, "M1", "F", "text"));
    reports.changed.clear();

    rig.sendAndRead(oru(20, "M2", "W", "text"));

    assertThat(reports.current(study)).isEmpty();
    assertThat(reports.changed).containsExactly(study);
  }

  @Test
  void hl42AnMdmAddendumFollowsItsParent() {
    long study = reports.study(1);
    rig.sendAndRead(mdm("T02", "M1", "D1", "", "first"));

    rig.sendAndRead(mdm("T06", "M2", "D2", "D1", "added"));

    assertThat(reports.text(study)).isEqualTo("first\nadded");
  }

  private static String mdm(
      String trigger, String controlId, String id, String parent, String text) {
    return msh("MDM^" + trigger, controlId)
        + pid("P1")
        + segment("OBR", 18, "A1")
        + segment("TXA", 12, id, 13, parent, 17, "AU")
        + obx(1, "R", text, "F");
  }

  @Test
  void hl40AnOrderIsReadAndItsCancellationToo() {
    long study = reports.study(1);
    String order = pid("P1") + "ORC|NW|PL1|F1\r" + segment("OBR", 3, "F1", 18, "A1", 31, "^Pain");
    rig.sendAndRead(msh("ORM^O01", "M1") + order);
    assertThat(reports.orders(study).get(0).text(OrderField.REASON)).isEqualTo("Pain");
    assertThat(reports.changed).containsExactly(study);

    rig.sendAndRead(msh("ORM^O01", "M2", "202611231300", "P") + order.replace("|NW|", "|CA|"));

    assertThat(reports.orders(study))
        .extracting(OrderMessage::status)
        .containsExactly(OrderStatus.CANCELLED);
  }

  @Test
  void hl22AnOrderThatIsSentAgainWithoutItsReasonKeepsIt() {
    long study = reports.study(1);
    String orc = pid("P1") + "ORC|NW|PL1|F1\r";
    rig.sendAndRead(
        msh("ORM^O01", "M1") + orc + segment("OBR", 3, "F1", 13, "fell", 18, "A1", 31, "^Pain"));

    rig.sendAndRead(
        msh("ORM^O01", "M2", "202611231300", "P")
            + orc
            + segment("OBR", 3, "F1", 13, "\"\"", 18, "A1"));

    List<OrderMessage> orders = reports.orders(study);
    assertThat(orders).hasSize(1);
    assertThat(orders.get(0).text(OrderField.REASON)).isEqualTo("Pain");
    assertThat(orders.get(0).of(OrderField.CLINICAL_INFORMATION)).isEmpty();
  }

  @Test
  void aReportBringsTheReasonOfItsOrder() {
    long study = reports.study(1);

    rig.sendAndRead(
        msh("ORU^R01", "M1")
            + pid("P1")
            + segment("OBR", 3, "F1", 18, "A1", 25, "F", 31, "^Pain")
            + obx(1, "R", "text", "F"));

    assertThat(reports.orders(study).get(0).text(OrderField.REASON)).isEqualTo("Pain");
  }

  @Test
  void hl50AMergeMessageReleasesAHeldReport() {
    long study = reports.study(1);
    rig.sendAndRead(
        msh("ORU^R01", "M1") + pid("NEW") + obr(1, "F") + obx(1, "R", "No fracture.", "F"));
    assertThat(held()).hasSize(2); // the report, and the order it repeats

    rig.sendAndRead(msh("ADT^A40", "M2") + pid("NEW") + "MRG|P1^^^HOSPA\r");

    assertThat(held()).isEmpty();
    assertThat(reports.text(study)).isEqualTo("No fracture.");
  }

  private List<DocumentRow> held() {
    return reports.database.inTransaction(tx -> reports.matching.list(tx, DocumentState.HELD, 10));
  }

  @Test
  void hl40AnUpdateOfAPatientIsStoredAndSaysNothingForUs() {
    assertThat(rig.sendAndRead(msh("ADT^A08", "M1") + pid("P1"))).isEqualTo("AA");

    assertThat(rig.newest(MessageState.IGNORED).orElseThrow().reason())
        .isEqualTo("no merge of patients in it");
  }

  @Test
  void hl47AReportBeforeItsImagesWaits() {
    rig.sendAndRead(report(1, "M1", "No fracture."));
    long study = reports.study(1);

    reports.arrived(study);

    assertThat(reports.text(study)).isEqualTo("No fracture.");
  }

  @Test
  void atk093AFifteenMegabyteAttachmentIsReadAndTheMessageKept() {
    long study = reports.study(1);
    byte[] words = "No fracture. ".repeat(860_000).getBytes(StandardCharsets.UTF_8);
    String data = Base64.getEncoder().encodeToString(words);

    rig.sendAndRead(
        msh("ORU^R01", "M1")
            + pid("P1")
            + obr(1, "F")
            + "OBX|1|ED|R||RIS^TEXT^PLAIN^Base64^"
            + data
            + "||||||F\r");

    assertThat(reports.text(study)).hasSize(words.length);
  }

  @Test
  void atk093ABrokenAttachmentKeepsTheRestOfTheReport() {
    long study = reports.study(1);

    rig.sendAndRead(
        msh("ORU^R01", "M1")
            + pid("P1")
            + obr(1, "F")
            + obx(1, "A", "No fracture.", "F")
            + "OBX|2|ED|B||RIS^AP^PDF^Base64^!!!||||||F\r");

    assertThat(reports.text(study)).startsWith("No fracture.").contains("cannot be read");
    assertThat(reports.current(study).get(0).document().complete()).isFalse();
  }

  @Test
  void aMessageIsReadOnceHoweverOftenTheStepRuns() {
    reports.study(1);
    rig.sendAndRead(report(1, "M1", "No fracture."));
    long pk = rig.newest(MessageState.PROCESSED).orElseThrow().pk();
    reports.changed.clear();

    rig.reader.read(pk);
    rig.reader.read(pk + 1_000);

    assertThat(reports.changed).isEmpty();
  }
}
