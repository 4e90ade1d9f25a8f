package org.overread.hl7;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/**
 * One HL7 v2 message as its segments, without knowledge of message structures: what a site sends
 * beside the standard is kept. Immutable.
 */
public final class Hl7Message {
  private final Header header;
  private final List<Segment> segments;
  private final List<String> notes;

  Hl7Message(Header header, List<Segment> segments, List<String> notes) {
    this.header = header;
    this.segments = List.copyOf(segments);
    this.notes = List.copyOf(notes);
  }

  /**
   * Reads the bytes between the framing characters.
   *
   * @param fallback the set of a sender that names none, and of bytes that are not of the set named
   * @throws Hl7Exception when there is no readable MSH, or the message exceeds {@link Limits}
   */
  public static Hl7Message parse(byte[] message, Charset fallback) throws Hl7Exception {
    return new MessageParser(message, fallback).parse();
  }

  /**
   * The header alone, also of a message that is cut off or damaged further on; empty when it cannot
   * be read.
   */
  public static Optional<Header> header(byte[] message, Charset fallback) {
    try {
      return Optional.of(new MessageParser(message, fallback).header());
    } catch (Hl7Exception e) {
      return Optional.empty();
    }
  }

  public Header header() {
    return header;
  }

  public Delimiters delimiters() {
    return header.delimiters();
  }

  /** The set of MSH-18, else the fall-back. */
  public Charset charset() {
    return header.charset();
  }

  /** In the order received; blank ones are left out, unknown ones are not. */
  public List<Segment> segments() {
    return segments;
  }

  /** Those of this name, in order. */
  public List<Segment> all(String name) {
    return segments.stream().filter(segment -> segment.name().equals(name)).toList();
  }

  public Optional<Segment> first(String name) {
    return segments.stream().filter(segment -> segment.name().equals(name)).findFirst();
  }

  /** What deviated from the standard and was understood all the same; without values. */
  public List<String> notes() {
    return notes;
  }

  /** No value shows: it may be patient data. */
  @Override
  public String toString() {
    return "Hl7Message[" + segments.size() + " segments]";
  }
}
