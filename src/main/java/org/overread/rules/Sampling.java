package org.overread.rules;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The random sample of studies that is read a second time to have something to compare with. */
public final class Sampling {
  /** A draw is below this. */
  public static final int DRAWS = 1000;

  private static final int HEX_DIGITS = 15; // 60 bits: a positive long

  private Sampling() {}

  /**
   * The draw of a study, 0 to 999: always the same for one study at one site, and for all that is
   * known of the study without relation to it. The salt keeps sites from drawing alike, and anyone
   * who chooses UIDs from choosing the draw.
   */
  public static int draw(String studyUid, String siteSalt) {
    String hash =
        Fingerprint.sha256(
            (siteSalt.length() + ":" + siteSalt + studyUid).getBytes(StandardCharsets.UTF_8));
    return (int) (HexFormat.fromHexDigitsToLong(hash, 0, HEX_DIGITS) % DRAWS);
  }
}
