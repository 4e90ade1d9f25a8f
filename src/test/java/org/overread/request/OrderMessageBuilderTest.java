package org.overread.request;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.v25.message.ORM_O01;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.util.Terser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;
import org.overread.dicom.VR;
import org.overread.routing.OrderPort;
import org.overread.testing.RequestContents;
import org.overread.testing.Studies;

/** The order as HAPI, which knows the message's structure, reads it. */
class OrderMessageBuilderTest {
  private static final OrderPort PORT = new OrderPort("localhost", 2575, "READ", "MSK|1");
  private static final String ORDER = "/ORDER/";
  private static final String DETAIL = "/ORDER/ORDER_DETAIL/";

  private static List<Attributes> study() {
    List<Attributes> study = Studies.mrKnee(1, 2);
    study
        .get(0)
        .set(Tag.PatientName, VR.PN, "Żółć^Jan^Maria^Dr.^Jr.")
        .set(Tag.IssuerOfPatientID, VR.LO, "HOSP")
        .set(Tag.ReasonForTheRequestedProcedure, VR.LO, "Fall | 3 weeks & pain");
    return study;
  }

  private static byte[] bytes(Purpose purpose, boolean blinded, boolean placed) {
    RequestContent content =
        RequestContents.of(study(), purpose, 1, Optional.of(RequestContents.report()), blinded);
    return OrderMessageBuilder.build(content, PORT, placed);
  }

  private static String text(Purpose purpose, boolean blinded, boolean placed) {
    return new String(bytes(purpose, blinded, placed), StandardCharsets.UTF_8);
  }

  private static Terser read(String text) throws HL7Exception {
    return new Terser((ORM_O01) new PipeParser().parse(text));
  }

  @Test
  void hapiReadsPatientOrderAndStudy() throws HL7Exception {
    Terser order = read(text(Purpose.REQUEST, false, false));

    assertThat(order.get("/MSH-6")).isEqualTo("MSK|1");
    assertThat(order.get("/PATIENT/PID-3-1")).isEqualTo("P1");
    assertThat(order.get("/PATIENT/PID-3-4-1")).isEqualTo("HOSP");
    assertThat(order.get("/PATIENT/PID-5-1-1")).isEqualTo("Żółć");
    assertThat(order.get("/PATIENT/PID-5-4")).isEqualTo("Jr.");
    assertThat(order.get("/PATIENT/PID-5-5")).isEqualTo("Dr.");
    assertThat(order.get(ORDER + "ORC-1")).isEqualTo("NW");
    assertThat(order.get(ORDER + "ORC-2-1")).isEqualTo("OVR17");
    assertThat(order.get(ORDER + "ORC-7-6")).isEqualTo("A");
    assertThat(order.get(DETAIL + "OBR-18")).isEqualTo("A1");
    assertThat(order.get(DETAIL + "OBR-13"))
        .isEqualTo(
            "Requested procedure: MRI knee left without contrast; Reason for the requested"
                + " procedure: Fall | 3 weeks & pain");
    assertThat(order.get(DETAIL + "OBR-31-2")).startsWith("surgery_recommended: Surgery");
    assertThat(order.get(DETAIL + "OBR-31(1)-2")).startsWith("poor_quality: ");
    String readBack = new PipeParser().parse(text(Purpose.REQUEST, false, false)).encode();
    assertThat(readBack).contains("\rZDS|" + Studies.studyUid(1) + "^OVERREAD^Application^DICOM");
  }

  @Test
  void hl24EveryDelimiterIsEscapedAndLinesAreBroken() {
    String text = text(Purpose.REQUEST, false, false);

    assertThat(text).contains("MSK\\F\\1", "Fall \\F\\ 3 weeks \\T\\ pain", "\\.br\\Dr. Żółć");
    assertThat(text).doesNotContain("\n").contains("|UNICODE UTF-8");
    assertThat(text.split("\r")).allMatch(line -> line.matches("[A-Z][A-Z0-9]{2}\\|.*"));
  }

  @Test
  void evidenceIsQuotedWithItsSectionAndStandsWithItsCriterion() throws HL7Exception {
    Terser order = read(text(Purpose.REQUEST, false, false));

    assertThat(order.get(DETAIL + "OBSERVATION(5)/OBX-3-1")).isEqualTo("CRITERION");
    assertThat(order.get(DETAIL + "OBSERVATION(6)/OBX-3-1")).isEqualTo("QUOTE");
    assertThat(order.get(DETAIL + "OBSERVATION(6)/OBX-4")).isEqualTo("1");
    assertThat(order.get(DETAIL + "OBSERVATION(6)/OBX-5"))
        .isEqualTo("impression, sentence 2: " + RequestContents.QUOTE);
  }

  @Test
  void aBlindedGroupIsNotToldWhatTheFirstReadingFound() {
    String text = text(Purpose.REQUEST, true, false);

    assertThat(text)
        .contains("Magnetic Field Strength")
        .doesNotContain(RequestContents.QUOTE, "surgery", "Torn cuff");
  }

  @Test
  void fwd11AWithdrawalCancelsTheOrderAndSaysWhy() throws HL7Exception {
    String text = text(Purpose.WITHDRAWAL, false, true);
    Terser order = read(text);

    assertThat(order.get(ORDER + "ORC-1")).isEqualTo("CA");
    assertThat(order.get(ORDER + "ORC-2-1")).isEqualTo("OVR17");
    assertThat(order.get(ORDER + "ORC-16-2")).isEqualTo("wrong patient");
    assertThat(text).doesNotContain(RequestContents.QUOTE, "OBX|");
  }

  @Test
  void hl43AnOrderThatWasPlacedIsChanged() throws HL7Exception {
    assertThat(read(text(Purpose.REQUEST, false, true)).get(ORDER + "ORC-1")).isEqualTo("XO");
  }

  @Test
  void theSameContentGivesTheSameBytesAndAnotherPurposeAnotherControlId() throws HL7Exception {
    assertThat(bytes(Purpose.REQUEST, false, false))
        .isEqualTo(bytes(Purpose.REQUEST, false, false));
    String request = read(text(Purpose.REQUEST, false, false)).get("/MSH-10");
    String withdrawal = read(text(Purpose.WITHDRAWAL, false, false)).get("/MSH-10");
    assertThat(request).hasSize(20).isNotEqualTo(withdrawal);
  }
}
