package org.overread.dicom;

import java.util.List;

/**
 * A data set, sequence or encapsulated Pixel Data that {@link DataSetParser} is inside of. Frames
 * are used again, one for each depth, so that walking past unwanted sequences allocates nothing.
 */
final class Frame {
  /** What may come next inside. */
  enum Kind {
    /** Elements: the data set itself, or an item. */
    DATA_SET,
    /** Items with elements. */
    SEQUENCE,
    /** Items with bytes (PS3.5 A.4). */
    FRAGMENTS
  }

  /** The limit of the outermost data set, whose end only the caller knows. */
  static final long NO_LIMIT = Long.MAX_VALUE;

  Kind kind = Kind.DATA_SET;

  /** True with a length of its own, false when a delimiter ends it. */
  boolean defined;

  /** Offset at which it, or the innermost enclosing frame with a length, ends. */
  long limit = NO_LIMIT;

  boolean explicitVr;
  boolean bigEndian;

  /**
   * Pixel Representation (0028,0103) is 1, here or in the enclosing data set: decides US or SS in
   * Implicit VR.
   */
  boolean signedPixels;

  /** Tag and VR of the sequence or Pixel Data. */
  int tag;

  VR vr = VR.SQ;

  /** Where elements go; null when they are only walked past. */
  Attributes attributes;

  /** Where items go; null when they are only walked past. */
  List<Attributes> items;

  /** Where fragments go; null when they are only walked past. */
  List<byte[]> fragments;

  /**
   * Takes over what is inherited from the enclosing frame (PS3.5 7.5.3) and forgets its earlier
   * use.
   */
  void enter(Kind newKind, Frame outer) {
    kind = newKind;
    defined = false;
    limit = outer.limit;
    explicitVr = outer.explicitVr;
    bigEndian = outer.bigEndian;
    signedPixels = outer.signedPixels;
    attributes = null;
    items = null;
    fragments = null;
  }

  boolean isKept() {
    return attributes != null || items != null || fragments != null;
  }
}
