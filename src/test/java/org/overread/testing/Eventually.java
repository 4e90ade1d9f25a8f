package org.overread.testing;

import java.util.function.BooleanSupplier;

/** Waits for a condition that another thread makes true. */
public final class Eventually {
  private static final long LIMIT_NANOS = 15_000_000_000L;

  private Eventually() {}

  /** Fails when the condition has not become true within 15 s. */
  public static void until(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + LIMIT_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not happen: " + what);
      }
      Thread.onSpinWait();
      Thread.yield();
    }
  }
}
