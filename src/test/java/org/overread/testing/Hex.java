package org.overread.testing;

import java.util.HexFormat;

/** Bytes as tests write them: hexadecimal digits with spaces where they help the reader. */
public final class Hex {
  private Hex() {}

  public static byte[] bytes(String... hex) {
    return HexFormat.of().parseHex(String.join("", hex).replaceAll("\\s", ""));
  }

  public static String text(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
