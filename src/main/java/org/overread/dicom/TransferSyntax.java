package org.overread.dicom;

/**
 * How a data set is encoded (PS3.5 section 10, Annex A).
 *
 * @param uid the transfer syntax UID
 * @param explicitVr VR fields are present
 * @param bigEndian numbers are big-endian
 * @param deflated the data set is a raw RFC 1951 stream (A.5)
 * @param encapsulated pixel data is in fragments (A.4)
 */
public record TransferSyntax(
    String uid, boolean explicitVr, boolean bigEndian, boolean deflated, boolean encapsulated) {

  public static final TransferSyntax IMPLICIT_VR_LITTLE_ENDIAN =
      new TransferSyntax(Uid.ImplicitVRLittleEndian, false, false, false, false);
  public static final TransferSyntax EXPLICIT_VR_LITTLE_ENDIAN =
      new TransferSyntax(Uid.ExplicitVRLittleEndian, true, false, false, false);
  public static final TransferSyntax EXPLICIT_VR_BIG_ENDIAN =
      new TransferSyntax(Uid.ExplicitVRBigEndian, true, true, false, false);
  public static final TransferSyntax DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN =
      new TransferSyntax(Uid.DeflatedExplicitVRLittleEndian, true, false, true, false);

  /**
   * The encoding behind a UID. Every UID that is not one of the native ones, known or not, is
   * Explicit VR Little Endian outside its pixel data (A.4), so unknown and private syntaxes pass
   * through.
   */
  public static TransferSyntax of(String uid) {
    return switch (uid) {
      case Uid.ImplicitVRLittleEndian -> IMPLICIT_VR_LITTLE_ENDIAN;
      case Uid.ExplicitVRLittleEndian -> EXPLICIT_VR_LITTLE_ENDIAN;
      case Uid.ExplicitVRBigEndian -> EXPLICIT_VR_BIG_ENDIAN;
      case Uid.DeflatedExplicitVRLittleEndian,
          Uid.JPIPReferencedDeflate,
          Uid.JPIPHTJ2KReferencedDeflate ->
          new TransferSyntax(uid, true, false, true, false);
      default -> new TransferSyntax(uid, true, false, false, true);
    };
  }

  /** One of the syntaxes without compression: Implicit LE, Explicit LE, Explicit BE, Deflated. */
  public boolean isNative() {
    return !encapsulated && (!deflated || uid.equals(Uid.DeflatedExplicitVRLittleEndian));
  }
}
