package org.overread.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One data element: tag, VR and either bytes (little endian, as read, padding included), items, or
 * fragments.
 */
public final class Element {
  private static final byte[] NO_BYTES = {};

  private final int tag;
  private final VR vr;
  private final byte[] bytes;
  private final List<Attributes> items;
  private final List<byte[]> fragments;

  private Element(int tag, VR vr, byte[] bytes, List<Attributes> items, List<byte[]> fragments) {
    this.tag = tag;
    this.vr = vr;
    this.bytes = bytes;
    this.items = items;
    this.fragments = fragments;
  }

  /**
   * An element with a value field of little-endian bytes; an odd length is padded as the VR asks.
   */
  public static Element ofBytes(int tag, VR vr, byte[] bytes) {
    byte[] even = bytes;
    if ((bytes.length & 1) == 1) {
      even = Arrays.copyOf(bytes, bytes.length + 1);
      even[bytes.length] = vr.padding();
    }
    return new Element(tag, vr, even, List.of(), List.of());
  }

  public static Element ofItems(int tag, List<Attributes> items) {
    return new Element(tag, VR.SQ, NO_BYTES, List.copyOf(items), List.of());
  }

  /**
   * Encapsulated Pixel Data (PS3.5 A.4).
   *
   * @param vr OB or OW
   * @param fragments first the Basic Offset Table, which may have no bytes, then the fragments; at
   *     least one entry
   */
  public static Element ofFragments(int tag, VR vr, List<byte[]> fragments) {
    if (fragments.isEmpty()) {
      throw new IllegalArgumentException(
          "encapsulated pixel data begins with a Basic Offset Table (PS3.5 A.4)");
    }
    return new Element(tag, vr, NO_BYTES, List.of(), List.copyOf(fragments));
  }

  /** Numbers in the binary form of a VR; for the text VRs DS and IS as decimal text. */
  public static Element ofNumbers(int tag, VR vr, double... values) {
    ByteBuffer buffer =
        ByteBuffer.allocate(values.length * Math.max(4, vr.unit())).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      switch (vr) {
        case US, SS, OW -> buffer.putShort((short) (int) value);
        case UL, SL, OL -> buffer.putInt((int) (long) value);
        case FL, OF -> buffer.putFloat((float) value);
        case FD, OD -> buffer.putDouble(value);
        case UV, SV, OV -> buffer.putLong((long) value);
        case AT -> buffer.putShort((short) ((long) value >>> 16)).putShort((short) (long) value);
        default -> throw new IllegalArgumentException("VR " + vr + " does not hold binary numbers");
      }
    }
    return ofBytes(tag, vr, Arrays.copyOf(buffer.array(), buffer.position()));
  }

  public int tag() {
    return tag;
  }

  public VR vr() {
    return vr;
  }

  /** The value field in little endian; zero length for a sequence. Not a copy: do not change it. */
  public byte[] bytes() {
    return bytes;
  }

  public List<Attributes> items() {
    return items;
  }

  /**
   * The Basic Offset Table and the fragments of encapsulated pixel data; empty for every other
   * element.
   */
  public List<byte[]> fragments() {
    return fragments;
  }

  public boolean isEmpty() {
    return bytes.length == 0 && items.isEmpty() && fragments.isEmpty();
  }

  /**
   * Values as text without padding; numbers of binary VRs in decimal, AT as "ggggeeee"; empty for a
   * sequence.
   */
  public List<String> strings(SpecificCharacterSet characterSet) {
    if (bytes.length == 0) {
      return List.of();
    }
    VR meant = meant();
    if (meant.kind() == VR.Kind.TEXT) {
      return meant.usesCharacterSet()
          ? characterSet.decode(bytes, meant)
          : SpecificCharacterSet.DEFAULT.decode(bytes, meant);
    }
    List<String> result = new ArrayList<>();
    for (double number : numbers()) {
      result.add(meant == VR.AT ? String.format("%08X", (long) number) : plain(number));
    }
    return result;
  }

  /**
   * This element with its text in another character set; itself when the set does not matter to it.
   */
  Element recoded(SpecificCharacterSet from, SpecificCharacterSet to) {
    return vr.usesCharacterSet() && bytes.length > 0
        ? ofBytes(tag, vr, to.encode(String.join("\\", from.decode(bytes, vr)), vr))
        : this;
  }

  boolean canRecode(SpecificCharacterSet from, SpecificCharacterSet to) {
    return !vr.usesCharacterSet() || to.canEncode(String.join("\\", from.decode(bytes, vr)));
  }

  private static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  /**
   * Values as numbers, NaN where a value is not a finite number; zero length where numbers make no
   * sense.
   */
  public double[] numbers() {
    VR meant = meant();
    if (meant == VR.DS || meant == VR.IS) {
      return SpecificCharacterSet.DEFAULT.decode(bytes, meant).stream()
          .mapToDouble(Element::parse)
          .toArray();
    }
    if (meant.kind() != VR.Kind.BINARY || meant == VR.UN || meant == VR.OB) {
      return new double[0];
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int unit = meant == VR.AT ? 4 : meant.unit();
    double[] result = new double[bytes.length / unit];
    for (int i = 0; i < result.length; i++) {
      result[i] = number(buffer, meant);
    }
    return result;
  }

  /**
   * The VR by which a value is understood: for UN, which keeps bytes of any VR (PS3.5 6.2.2), that
   * of the dictionary.
   */
  private VR meant() {
    return vr == VR.UN ? Dictionary.vrOf(tag) : vr;
  }

  private static double number(ByteBuffer buffer, VR vr) {
    return switch (vr) {
      case US, OW -> buffer.getShort() & 0xFFFF;
      case SS -> buffer.getShort();
      case UL, OL -> buffer.getInt() & 0xFFFFFFFFL;
      case SL -> buffer.getInt();
      case FL, OF -> buffer.getFloat();
      case FD, OD -> buffer.getDouble();
      case AT -> (buffer.getShort() & 0xFFFFL) << 16 | buffer.getShort() & 0xFFFF;
      default -> buffer.getLong();
    };
  }

  private static double parse(String text) {
    // Double.parseDouble also takes "NaN", "0x1p3" and "1d", which are no DS.
    if (!text.chars().allMatch(c -> c >= '0' && c <= '9' || "+-.eE".indexOf(c) >= 0)) {
      return Double.NaN;
    }
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? value : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN; // PS3.5 6.2: a bad DS or IS is carried, but absent for logic
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Element that
        && tag == that.tag
        && vr == that.vr
        && Arrays.equals(bytes, that.bytes)
        && items.equals(that.items)
        && Arrays.deepEquals(fragments.toArray(), that.fragments.toArray());
  }

  @Override
  public int hashCode() {
    return 31 * tag + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return String.format(
        "(%04X,%04X) %s #%d",
        tag >>> 16, tag & 0xFFFF, vr, vr == VR.SQ ? items.size() : bytes.length);
  }
}
