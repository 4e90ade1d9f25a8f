package org.overread.request;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** SHA-256, hexadecimal. */
public final class Fingerprint {
  private Fingerprint() {}

  static String of(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Of what the documents of a request are made for: the same needs no new revision. */
  public static String of(Purpose purpose, long decisionPk, List<Long> sentInstances) {
    String text =
        purpose
            + " "
            + decisionPk
            + sentInstances.stream().sorted().map(pk -> " " + pk).collect(Collectors.joining());
    return of(text.getBytes(StandardCharsets.UTF_8));
  }
}
