package org.overread.hl7;

/** MSA-1 (HL7 table 0008). */
public enum AckCode {
  /** Stored. */
  AA,
  /** Trouble of the receiver: the sender tries again. */
  AE,
  /** Never: wrong type, version or processing ID, or not readable. */
  AR,
  /** Enhanced mode: safely stored. */
  CA,
  /** Enhanced mode: not stored for now. */
  CE,
  /** Enhanced mode: never. */
  CR;

  /** The same answer as enhanced mode's accept acknowledgement (HL7 v2.5.1 chapter 2.9.3). */
  public AckCode asAccept() {
    return switch (this) {
      case AA, CA -> CA;
      case AE, CE -> CE;
      case AR, CR -> CR;
    };
  }

  public boolean isPositive() {
    return this == AA || this == CA;
  }
}
