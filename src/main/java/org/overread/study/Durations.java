package org.overread.study;

import java.time.Duration;

/** Durations as an administrator reads them. */
final class Durations {
  private Durations() {}

  /** The two largest units that are not zero, cut: "10 min", "1 h 5 min", "24 h", "0 s". */
  static String inWords(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds >= 3600) {
      long minutes = seconds % 3600 / 60;
      return seconds / 3600 + " h" + (minutes == 0 ? "" : " " + minutes + " min");
    }
    if (seconds >= 60) {
      return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
    }
    return seconds + " s";
  }
}
