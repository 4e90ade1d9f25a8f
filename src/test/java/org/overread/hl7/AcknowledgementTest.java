package org.overread.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.v25.message.ACK;
import ca.uhn.hl7v2.parser.PipeParser;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.overread.testing.Hl7Samples;

class AcknowledgementTest {
  private static final ZonedDateTime NOW = ZonedDateTime.of(2026, 1, 2, 3, 4, 5, 0, ZoneOffset.UTC);
  private static final AckError ERROR =
      new AckError(
          AckError.Condition.REQUIRED_FIELD_MISSING,
          "no order | number",
          Optional.of(new AckError.Location("OBR", 1, 3)));

  private static Header header(byte[] message) {
    return Hl7Message.header(message, Charsets.USUAL_FALLBACK).orElseThrow();
  }

  private static String ack(String msh, AckCode code, Optional<AckError> error) {
    return new String(
        Acknowledgement.of(header(Hl7Samples.bytes(msh)), code, "OWN", NOW, error),
        StandardCharsets.UTF_8);
  }

  @Test
  void hl06IsReadByHapiAsTheAnswerToTheMessage() throws HL7Exception {
    byte[] ack =
        Acknowledgement.of(
            header(Hl7Samples.oru("C9")), AckCode.AR, "OWN1", NOW, Optional.of(ERROR));
    ACK read = (ACK) new PipeParser().parse(new String(ack, StandardCharsets.US_ASCII));
    assertThat(read.getMSH().getSendingApplication().getNamespaceID().getValue())
        .isEqualTo("OVERREAD");
    assertThat(read.getMSH().getReceivingApplication().encode()).isEqualTo("RIS^1.2.3^ISO");
    assertThat(read.getMSH().getMessageType().encode()).isEqualTo("ACK^R01^ACK");
    assertThat(read.getMSH().getMessageControlID().getValue()).isEqualTo("OWN1");
    assertThat(read.getMSH().getVersionID().encode()).isEqualTo("2.5");
    assertThat(read.getMSH().getProcessingID().encode()).isEqualTo("P");
    assertThat(read.getMSA().getAcknowledgmentCode().getValue()).isEqualTo("AR");
    assertThat(read.getMSA().getMessageControlID().getValue()).isEqualTo("C9");
    assertThat(read.getERR().getErrorLocation(0).encode()).isEqualTo("OBR^1^3");
    assertThat(read.getERR().getHL7ErrorCode().getIdentifier().getValue()).isEqualTo("101");
    assertThat(read.getERR().getUserMessage().getValue()).isEqualTo("no order | number");
  }

  @ParameterizedTest
  @CsvSource({
    "2.1,ACK",
    "2.2,ACK^R01",
    "2.3,ACK^R01",
    "2.3.1,ACK^R01^ACK",
    "2.8,ACK^R01^ACK",
    "x,ACK^R01"
  })
  void hl06WritesTheMessageTypeByVersion(String version, String type) {
    String ack = ack("MSH|^~\\&|A|B|C|D|||ORU^R01|1|P|" + version, AckCode.AA, Optional.empty());
    assertThat(ack).contains("||" + type + "|OWN|P|" + version + "\rMSA|AA|1\r");
  }

  @Test
  void hl06WritesErrByVersionAndWithTheDelimitersOfTheMessage() {
    assertThat(ack("MSH|^~\\&|A|B|C|D|||ORU^R01|1|P|2.3", AckCode.AR, Optional.of(ERROR)))
        .endsWith(
            "MSA|AR|1|no order \\F\\ number\rERR|OBR^1^3^101&Required field missing&HL70357\r");
    assertThat(ack("MSH$*!?+$A$B$C$D$$$ORU*R01$1$P$2.7", AckCode.AR, Optional.of(ERROR)))
        .startsWith("MSH$*!?+$C$D$A$B$")
        .contains(
            "MSA$AR$1\rERR$$OBR*1*3$101*Required field missing*HL70357$E$$$$no order | number");
  }

  @Test
  void hl06AnswersInACharacterSetThatHoldsTheNames() throws Hl7Exception {
    byte[] message =
        "MSH|^~\\&|A|K\u00f6ln|C|D|||ORU^R01|1|P|2.5||||||8859/1"
            .getBytes(StandardCharsets.ISO_8859_1);
    byte[] ack = Acknowledgement.of(header(message), AckCode.AA, "OWN", NOW, Optional.empty());
    Header read = Hl7Message.parse(ack, Charsets.USUAL_FALLBACK).header();
    assertThat(read.receivingFacility()).isEqualTo("K\u00f6ln");
    assertThat(read.charsetNames()).containsExactly("8859/1");
  }

  @Test
  void hl06ReturnsAControlIdWithDelimitersAsItCame() throws Hl7Exception {
    String ack = ack("MSH|^~\\&|A|B|C|D|||ORU^R01|1~2^3\\T\\4|P|2.5", AckCode.AA, Optional.empty());
    assertThat(ack).contains("MSA|AA|1~2^3\\T\\4\r");
    assertThat(Acknowledgement.read(Hl7Samples.bytes(ack)).controlId()).isEqualTo("1~2^3&4");
  }

  @Test
  void hl09AnswersWithoutHeader() throws Hl7Exception {
    byte[] ack = Acknowledgement.withoutHeader(AckCode.AR, "OWN", NOW, "not HL7");
    assertThat(new String(ack, StandardCharsets.US_ASCII)).endsWith("\rMSA|AR||not HL7\r");
    assertThat(Acknowledgement.read(ack).controlId()).isEmpty();
  }

  @Test
  void readsTheAnswersOfPeers() throws Hl7Exception {
    Acknowledgement ack =
        Acknowledgement.read(
            Hl7Samples.bytes(
                "MSH|^~\\&|||||||ACK|1|P|2.5\rMSA|AE|77\rERR||PID|101^Missing|E||||busy"));
    assertThat(ack.code()).isEqualTo(AckCode.AE);
    assertThat(ack.controlId()).isEqualTo("77");
    assertThat(ack.text()).isEqualTo("busy");
    for (String msa : new String[] {"", "\rMSA|XX|1", "\rMSA"}) {
      assertThatThrownBy(
              () -> Acknowledgement.read(Hl7Samples.bytes("MSH|^~\\&|||||||ACK|1|P|2.5" + msa)))
          .isInstanceOf(Hl7Exception.class);
    }
  }
}
