package org.overread.network.association;

/**
 * Text of a peer made safe for a log line: an AE title may hold line breaks or escape sequences.
 */
final class Printable {

  private Printable() {}

  /** Every character outside printable ASCII becomes {@code \xNN}. */
  static String of(String received) {
    StringBuilder out = new StringBuilder(received.length());
    for (int i = 0; i < received.length(); i++) {
      char c = received.charAt(i);
      if (c >= ' ' && c <= '~') {
        out.append(c);
      } else {
        out.append(String.format("\\x%02X", (int) c));
      }
    }
    return out.toString();
  }
}
