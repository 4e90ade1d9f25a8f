package org.overread.hl7;

/** Bytes that are no HL7 message. Says what and where, never a value: it may be patient data. */
public final class Hl7Exception extends Exception {
  private static final long serialVersionUID = 1L;

  private final int segment;
  private final int offset;

  /**
   * @param segment index of the segment, from 0
   * @param offset in bytes from the start of the message
   */
  public Hl7Exception(String what, int segment, int offset) {
    super(what + " (segment " + segment + ", offset " + offset + ")");
    this.segment = segment;
    this.offset = offset;
  }

  /** Index of the segment, from 0. */
  public int segment() {
    return segment;
  }

  /** In bytes from the start of the message. */
  public int offset() {
    return offset;
  }
}
