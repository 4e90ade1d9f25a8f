package org.overread.testing;

import java.nio.charset.StandardCharsets;

/** Small invented HL7 messages. */
public final class Hl7Samples {

  private Hl7Samples() {}

  /** An ORU^R01 of v2.5 in UTF-8 with this control ID. */
  public static byte[] oru(String controlId) {
    return bytes(
        "MSH|^~\\&|RIS^1.2.3^ISO|HOSP|OVERREAD|READ|20260102030405+0100||ORU^R01^ORU_R01|"
            + controlId
            + "|P|2.5|||||||\r"
            + "PID|1||123456^^^HOSP^MR~98^^^NAT^NI||Muster^Erika^^^Dr.\r"
            + "OBR|1|P1^RIS|F1^RIS|MRKNEE^MR knee^L|||20260102|||||||||||ACC7||||20260102||MR|F\r"
            + "OBX|1|FT|19005-8^Impression^LN||Tear of the meniscus.\\.br\\Size 3 \\T\\ 4"
            + " mm.||||||F\r");
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  public static byte[] framed(byte[] message) {
    byte[] frame = new byte[message.length + 3];
    System.arraycopy(message, 0, frame, 1, message.length);
    frame[0] = 0x0B;
    frame[frame.length - 2] = 0x1C;
    frame[frame.length - 1] = 0x0D;
    return frame;
  }
}
