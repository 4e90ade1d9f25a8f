package org.overread.network.pdu;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The bytes of {@code src/test/resources/pdu/*.hex}; lines that begin with # say what they mean.
 */
final class HexFile {

  private HexFile() {}

  static byte[] read(String name) {
    try (InputStream in =
        Objects.requireNonNull(HexFile.class.getResourceAsStream("/pdu/" + name), name)) {
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
      String digits =
          lines.lines().filter(line -> !line.startsWith("#")).collect(Collectors.joining(" "));
      return HexFormat.of().parseHex(digits.replace(" ", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
