package org.overread.network.association;

/** Who we are in every association (PS3.7 D.3.3.2). */
final class Ours {
  static final String CLASS_UID = "2.25.143387165422087915214046239512127433741";
  static final String VERSION_NAME = "OVERREAD_010";

  private Ours() {}
}
