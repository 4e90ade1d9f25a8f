package org.overread.dicom;

import java.util.Optional;

/**
 * Value representations of PS3.5 section 6.2, with what a reader and a writer must know of each.
 */
public enum VR {
  AE(Kind.TEXT, 1, false, false),
  AS(Kind.TEXT, 1, false, false),
  AT(Kind.BINARY, 2, false, false),
  CS(Kind.TEXT, 1, false, false),
  DA(Kind.TEXT, 1, false, false),
  DS(Kind.TEXT, 1, false, false),
  DT(Kind.TEXT, 1, false, false),
  FD(Kind.BINARY, 8, false, false),
  FL(Kind.BINARY, 4, false, false),
  IS(Kind.TEXT, 1, false, false),
  LO(Kind.TEXT, 1, false, true),
  LT(Kind.TEXT, 1, false, true),
  OB(Kind.BINARY, 1, true, false),
  OD(Kind.BINARY, 8, true, false),
  OF(Kind.BINARY, 4, true, false),
  OL(Kind.BINARY, 4, true, false),
  OV(Kind.BINARY, 8, true, false),
  OW(Kind.BINARY, 2, true, false),
  PN(Kind.TEXT, 1, false, true),
  SH(Kind.TEXT, 1, false, true),
  SL(Kind.BINARY, 4, false, false),
  SQ(Kind.SEQUENCE, 1, true, false),
  SS(Kind.BINARY, 2, false, false),
  ST(Kind.TEXT, 1, false, true),
  SV(Kind.BINARY, 8, true, false),
  TM(Kind.TEXT, 1, false, false),
  UC(Kind.TEXT, 1, true, true),
  UI(Kind.TEXT, 1, false, false),
  UL(Kind.BINARY, 4, false, false),
  UN(Kind.BINARY, 1, true, false),
  UR(Kind.TEXT, 1, true, false),
  US(Kind.BINARY, 2, false, false),
  UT(Kind.TEXT, 1, true, true),
  UV(Kind.BINARY, 8, true, false);

  /** How the value field is to be understood. */
  public enum Kind {
    TEXT,
    BINARY,
    SEQUENCE
  }

  private static final VR[] BY_CODE = new VR[1 << 16];

  static {
    for (VR vr : values()) {
      BY_CODE[vr.code()] = vr;
    }
  }

  private final Kind kind;
  private final int unit;
  private final boolean longForm;
  private final boolean characterSet;

  VR(Kind kind, int unit, boolean longForm, boolean characterSet) {
    this.kind = kind;
    this.unit = unit;
    this.longForm = longForm;
    this.characterSet = characterSet;
  }

  /** The two VR bytes as a big-endian number, e.g. 0x5051 for "PQ". */
  public int code() {
    return name().charAt(0) << 8 | name().charAt(1);
  }

  /** The VR with these two bytes, if the standard knows it. */
  public static Optional<VR> of(int code) {
    return Optional.ofNullable(ofCode(code));
  }

  /**
   * As {@link #of}, without an object for each element read; null when the standard does not know
   * the code.
   */
  static VR ofCode(int code) {
    return BY_CODE[code & 0xFFFF];
  }

  public Kind kind() {
    return kind;
  }

  /**
   * Bytes per number, the unit of byte swapping in Explicit VR Big Endian (PS3.5 7.3); 1 for text.
   */
  public int unit() {
    return unit;
  }

  /** True when the explicit form has two reserved bytes and a 32-bit length (PS3.5 7.1.2). */
  public boolean longForm() {
    return longForm;
  }

  /** True when Specific Character Set (0008,0005) applies (PS3.5 6.1.2.3). */
  public boolean usesCharacterSet() {
    return characterSet;
  }

  /** The byte that pads an odd value: NUL for UI and binary, space for other text (PS3.5 6.2). */
  public byte padding() {
    return (byte) (kind == Kind.TEXT && this != UI ? ' ' : 0);
  }

  /** True when a backslash separates values (not in ST, LT, UT and UR). */
  public boolean multiValued() {
    return kind == Kind.TEXT && this != ST && this != LT && this != UT && this != UR;
  }
}
