package org.overread.testing;

/** HL7 messages of nobody, for tests. */
public final class Hl7Texts {
  private Hl7Texts() {}

  /** MSH of a message from RIS^HOSPITAL, with its control ID, at 12:00 of the test's day. */
  public static String msh(String type, String controlId) {
    return msh(type, controlId, "202611231200", "P");
  }

  public static String msh(String type, String controlId, String time, String processingId) {
    return "MSH|^~\\&|RIS|HOSPITAL|OVERREAD|HOSPITAL|"
        + time
        + "||"
        + type
        + "|"
        + controlId
        + "|"
        + processingId
        + "|2.5.1||||||UNICODE UTF-8\r";
  }

  /** PID with one identifier. */
  public static String pid(String id) {
    return "PID|1||" + id + "^^^HOSPA||Test^Patient\r";
  }

  /** OBR with filler F n, accession A n and a result status. */
  public static String obr(int number, String status) {
    return segment(
        "OBR",
        1,
        "1",
        2,
        "PL" + number,
        3,
        "F" + number,
        4,
        "71020^Chest",
        18,
        "A" + number,
        25,
        status);
  }

  /** A segment of numbered fields: number, value, number, value ..., in order. */
  public static String segment(String name, Object... fields) {
    StringBuilder result = new StringBuilder(name);
    int last = 0;
    for (int i = 0; i < fields.length; i += 2) {
      int number = (Integer) fields[i];
      result.append("|".repeat(number - last)).append(fields[i + 1]);
      last = number;
    }
    return result.append('\r').toString();
  }

  /** OBX of type TX with a status. */
  public static String obx(int number, String code, String text, String status) {
    return "OBX|" + number + "|TX|" + code + "||" + text + "||||||" + status + "\r";
  }

  /** A final report of study number n in one line of text. */
  public static String report(int number, String controlId, String text) {
    return msh("ORU^R01^ORU_R01", controlId)
        + pid("P" + number)
        + obr(number, "F")
        + obx(1, "18748-4^Report^LN", text, "F");
  }
}
