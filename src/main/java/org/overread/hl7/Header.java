package org.overread.hl7;

import java.nio.charset.Charset;
import java.util.List;

/**
 * The message header, MSH (HL7 v2.5.1 chapter 2.15.9). Fields that were not sent are "".
 *
 * @param segment the MSH segment
 * @param charset that of the message
 */
public record Header(Segment segment, Delimiters delimiters, Charset charset) {

  /** MSH-3.1. */
  public String sendingApplication() {
    return segment.value(3);
  }

  /** MSH-4.1. */
  public String sendingFacility() {
    return segment.value(4);
  }

  /** MSH-5.1. */
  public String receivingApplication() {
    return segment.value(5);
  }

  /** MSH-6.1. */
  public String receivingFacility() {
    return segment.value(6);
  }

  /** MSH-7; see {@link Hl7DateTime#parse}. */
  public String dateTime() {
    return segment.value(7);
  }

  /** MSH-9.1, as in ORU. */
  public String messageType() {
    return segment.get(9).component(1);
  }

  /** MSH-9.2, as in R01. */
  public String trigger() {
    return segment.get(9).component(2);
  }

  /** MSH-9.3, as in ORU_R01. */
  public String structure() {
    return segment.get(9).component(3);
  }

  /** MSH-10, not split. */
  public String controlId() {
    return segment.get(10).unsplit();
  }

  /** MSH-11.1: P, T or D. */
  public String processingId() {
    return segment.value(11);
  }

  /** MSH-12.1. */
  public String version() {
    return segment.value(12);
  }

  /** MSH-15: AL, NE, ER, SU. */
  public String acceptAck() {
    return segment.value(15);
  }

  /** MSH-16: AL, NE, ER, SU. */
  public String applicationAck() {
    return segment.value(16);
  }

  /** MSH-18; the first is the set of the message. */
  public List<String> charsetNames() {
    return segment.get(18).repetitions().stream().map(Repetition::text).toList();
  }

  /** The sender asks for enhanced acknowledgement (2.9.3); otherwise it is the original mode. */
  public boolean isEnhancedMode() {
    return !acceptAck().isEmpty() || !applicationAck().isEmpty();
  }
}
