package org.overread.dicom;

/** How this software names itself in associations (PS3.7 D.3.3.2) and files (PS3.10 7.1). */
public final class Implementation {
  /**
   * Implementation Class UID. Derived from a UUID made once for this software (PS3.5 B.2), because
   * the project owns no registered root; a root of its own would replace it. It does not change
   * with the version.
   */
  public static final String CLASS_UID = "2.25.72355996156565378389897736939599995783";

  /** Implementation Version Name, at most 16 characters (PS3.7 D.3.3.2.3). */
  public static final String VERSION_NAME = "OVERREAD_010";

  private Implementation() {}
}
