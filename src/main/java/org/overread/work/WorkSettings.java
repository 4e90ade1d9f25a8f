package org.overread.work;

import java.time.Duration;
import java.util.List;

/**
 * How work is done.
 *
 * @param owner name of this node, different from that of every other node on the same database,
 *     1..64 characters
 * @param perQueue pieces of work of one queue done at once
 * @param lease a node that does not renew its claim for so long is taken for dead
 * @param poll longest wait before work of other nodes, and work whose time has come, is looked for
 * @param failureDelays waits after the first, second, ... unforeseen exception; after the last one
 *     work is given up
 */
public record WorkSettings(
    String owner, int perQueue, Duration lease, Duration poll, List<Duration> failureDelays) {
  public WorkSettings {
    if (owner.isEmpty()
        || owner.length() > 64
        || perQueue < 1
        || lease.isNegative()
        || lease.isZero()) {
      throw new IllegalArgumentException(
          "owner of 1 to 64 characters, at least one at once, a lease over zero");
    }
    failureDelays = List.copyOf(failureDelays);
  }

  /**
   * One at once in a queue (why: see package-info), one minute's lease, one second's poll, given up
   * after 10 s, 1 min, 10 min and 1 h.
   */
  public static WorkSettings of(String owner) {
    List<Duration> delays =
        List.of(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(10),
            Duration.ofHours(1));
    return new WorkSettings(owner, 1, Duration.ofMinutes(1), Duration.ofSeconds(1), delays);
  }
}
