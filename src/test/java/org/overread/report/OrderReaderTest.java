package org.overread.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.overread.testing.Hl7Texts.msh;
import static org.overread.testing.Hl7Texts.pid;
import static org.overread.testing.Hl7Texts.segment;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.overread.report.CaseKeys.Identifier;

/** Orders and merges. */
class OrderReaderTest {

  private static List<OrderMessage> read(String type, String segments) {
    return OrderReader.read(
        OruReaderTest.parse(msh(type, "M1") + segments), SenderConventions.usual());
  }

  /** OBR with the fields an order speaks of. */
  private static String obr(String clinical, String reason) {
    return segment(
        "OBR",
        1,
        "1",
        2,
        "PL",
        3,
        "FI",
        4,
        "73721^MRI KNEE^C4",
        5,
        "S",
        13,
        clinical,
        15,
        "KNEE^Left knee",
        18,
        "ACC",
        19,
        "RP1",
        31,
        reason);
  }

  @ParameterizedTest
  @CsvSource({"ORM^O01", "OMI^O23", "OMG^O19"})
  void hl40ReadsWhatAnOrderSays(String type) {
    List<OrderMessage> orders =
        read(
            type,
            pid("P1")
                + "PV1|1|E|ER^12\r"
                + "ORC|NW|PL|FI||||^^^^^R||202611230800\r"
                + "TQ1|1||||||||A\r"
                + obr("fell & twisted", "R52^Pain")
                + "NTE|1||please compare\r"
                + "DG1|1||S83.2^Tear of meniscus^I10||20261101|W\r"
                + "OBX|1|ST|Q||answer\r"
                + "NTE|1||not of the order\r"
                + "IPC|ACC|RP1|1.2.3\r");

    assertThat(orders).hasSize(1);
    OrderMessage order = orders.get(0);
    assertThat(order.documentId()).isEqualTo("FI");
    assertThat(order.status()).isEqualTo(OrderStatus.ACTIVE);
    assertThat(order.keys().studyUids()).containsExactly("1.2.3");
    assertThat(order.of(OrderField.REASON)).containsExactly("Pain");
    assertThat(order.text(OrderField.CLINICAL_INFORMATION)).isEqualTo("fell & twisted");
    assertThat(order.of(OrderField.NOTES)).containsExactly("please compare");
    assertThat(order.of(OrderField.DIAGNOSES))
        .containsExactly("S83.2 Tear of meniscus (W, 20261101)");
    assertThat(order.of(OrderField.PROCEDURE)).containsExactly("MRI KNEE", "73721");
    assertThat(order.of(OrderField.BODY_SITE)).containsExactly("Left knee");
    assertThat(order.of(OrderField.PRIORITY)).containsExactly("A");
    assertThat(order.of(OrderField.PATIENT_CLASS)).containsExactly("E");
    assertThat(order.of(OrderField.LOCATION)).containsExactly("ER");
    assertThat(order.of(OrderField.REQUESTED_PROCEDURE_ID)).containsExactly("RP1");
  }

  @ParameterizedTest
  @CsvSource({"CA", "OC", "CR", "DC"})
  void anOrderIsCancelledByItsControlCode(String control) {
    assertThat(read("ORM^O01", pid("P1") + "ORC|" + control + "|PL|FI\r" + obr("", "")))
        .extracting(OrderMessage::status)
        .containsExactly(OrderStatus.CANCELLED);
  }

  @Test
  void hl22DeletesWhatIsNulledAndKeepsWhatIsNotGiven() {
    OrderMessage first = read("ORM^O01", obr("history", "reason")).get(0);
    OrderMessage second = read("ORM^O01", obr("", "\"\"")).get(0);

    OrderMessage together = second.over(first);

    assertThat(together.of(OrderField.CLINICAL_INFORMATION)).containsExactly("history");
    assertThat(together.of(OrderField.REASON)).isEmpty();
    assertThat(second.values()).containsKey(OrderField.REASON);
  }

  @Test
  void aReportRepeatsItsOrderAndItsNotesAreNotTheOrders() {
    OrderMessage order =
        read("ORU^R01", pid("P1") + obr("history", "reason") + "NTE|1||on the result\r").get(0);

    assertThat(order.text(OrderField.REASON)).isEqualTo("reason");
    assertThat(order.of(OrderField.NOTES)).isEmpty();
  }

  @Test
  void hl50ReadsMergesToTheSurvivorOfTheSameIssuer() {
    List<PatientMerge> merges =
        MergeReader.read(
            OruReaderTest.parse(
                msh("ADT^A40", "M1")
                    + "PID|1||N1^^^CITY~N2^^^HOSPA\r"
                    + "MRG|O2^^^HOSPA~O3^^^OTHER\r"));

    assertThat(merges)
        .containsExactly(
            new PatientMerge(new Identifier("O2", "HOSPA"), new Identifier("N2", "HOSPA")),
            new PatientMerge(new Identifier("O3", "OTHER"), new Identifier("N1", "CITY")));
  }

  @Test
  void hl40AnUpdateOfAPatientMergesNothing() {
    assertThat(MergeReader.read(OruReaderTest.parse(msh("ADT^A08", "M1") + pid("P1")))).isEmpty();
  }
}
