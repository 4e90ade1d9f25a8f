package org.overread.admin;

import java.io.PrintWriter;
import java.util.Locale;

/** How far a long command is, on one line of the error stream. Used by one thread. */
final class ProgressBar implements AutoCloseable {
  private static final int WIDTH = 30;
  private static final long EVERY_NANOS = 250_000_000L;
  private static final double NANOS = 1e9;

  private final PrintWriter err;
  private final long total;
  private final long start = System.nanoTime();
  private long shown = start;
  private long done;
  private int length;

  /**
   * @param total steps at most; 0 when not known
   */
  ProgressBar(PrintWriter err, long total) {
    this.err = err;
    this.total = total;
  }

  void step() {
    done++;
    if (System.nanoTime() - shown > EVERY_NANOS) {
      shown = System.nanoTime();
      show();
    }
  }

  private void show() {
    double seconds = (shown - start) / NANOS;
    String line = done + " in " + Math.round(seconds) + " s";
    if (total > 0) {
      double share = Math.min(1, (double) done / total);
      int full = (int) (share * WIDTH);
      line =
          String.format(
              Locale.ROOT,
              "[%s%s] %3.0f %%  %d of %d, about %d s left",
              "#".repeat(full),
              ".".repeat(WIDTH - full),
              100 * share,
              done,
              total,
              Math.round(seconds / share * (1 - share)));
    }
    err.print("\r" + line + " ".repeat(Math.max(0, length - line.length())));
    err.flush();
    length = line.length();
  }

  /** Takes the line away, so that results can be written to the same terminal. */
  void clear() {
    if (length > 0) {
      err.print("\r" + " ".repeat(length) + "\r");
      err.flush();
      length = 0;
    }
  }

  @Override
  public void close() {
    clear();
  }
}
