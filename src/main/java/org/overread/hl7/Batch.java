package org.overread.hl7;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The batch protocol (HL7 v2.5.1 chapter 2.10.3): FHS, BHS, messages, BTS, FTS. Works on bytes, so
 * that each message is kept as it was received.
 */
public final class Batch {
  private static final int NAME = 3;
  private static final int UTF_8_MARK = 3;

  private Batch() {}

  /** Begins with FHS or BHS. */
  public static boolean isBatch(byte[] frame) {
    int start = start(frame);
    return start + NAME < frame.length && isAt(frame, start, "FHS", "BHS");
  }

  /**
   * The messages of a frame, each from its MSH to before the next one or the batch's end; none when
   * there is no MSH at the beginning of a line. What stands before the first MSH is not returned.
   */
  public static List<byte[]> messages(byte[] frame) {
    List<byte[]> messages = new ArrayList<>();
    int begin = -1;
    for (int line = start(frame); line < frame.length; line = nextLine(frame, line)) {
      boolean header = isAt(frame, line, "MSH");
      if (begin >= 0 && (header || isAt(frame, line, "FHS", "BHS", "BTS", "FTS"))) {
        messages.add(Arrays.copyOfRange(frame, begin, line));
        begin = -1;
      }
      if (header) {
        begin = line;
      }
    }
    if (begin >= 0) {
      messages.add(Arrays.copyOfRange(frame, begin, frame.length));
    }
    return messages;
  }

  /** Past a byte order mark and blank lines. */
  private static int start(byte[] frame) {
    boolean marked =
        frame.length >= UTF_8_MARK
            && frame[0] == (byte) 0xEF
            && frame[1] == (byte) 0xBB
            && frame[2] == (byte) 0xBF;
    int at = marked ? UTF_8_MARK : 0;
    while (at < frame.length && isEnd(frame[at])) {
      at++;
    }
    return at;
  }

  private static int nextLine(byte[] frame, int from) {
    int at = from;
    while (at < frame.length && !isEnd(frame[at])) {
      at++;
    }
    while (at < frame.length && isEnd(frame[at])) {
      at++;
    }
    return at;
  }

  private static boolean isEnd(byte b) {
    return b == '\r' || b == '\n';
  }

  /** One of the names, and a delimiter after it or the end of the line. */
  private static boolean isAt(byte[] frame, int at, String... names) {
    if (at + NAME > frame.length) {
      return false;
    }
    if (at + NAME < frame.length && Character.isLetterOrDigit(frame[at + NAME])) {
      return false;
    }
    String found = new String(frame, at, NAME, StandardCharsets.ISO_8859_1);
    return List.of(names).contains(found);
  }
}
