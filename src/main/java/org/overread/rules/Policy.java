package org.overread.rules;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a site does with the answers of its rules; the document {@code policy:} of the rule folder.
 *
 * @param off criteria that flag nothing, whatever the modes of their rules
 * @param leastUrgent the highest level number that flags, 1 to 5
 * @param sameEpisode whether a study of an episode that was flagged before flags again
 * @param deadlines by when the second reading is wanted, for level 1 to 5
 */
public record Policy(
    Set<String> off, int leastUrgent, boolean sameEpisode, List<Duration> deadlines) {
  /** Level 1 is most urgent, 5 least. */
  public static final int LEVELS = 5;

  /** Without a policy document: everything flags, an episode once. */
  public static final Policy STANDARD =
      new Policy(
          Set.of(),
          LEVELS,
          false,
          List.of(
              Duration.ofHours(24),
              Duration.ofHours(24),
              Duration.ofHours(48),
              Duration.ofHours(72),
              Duration.ofHours(72)));

  public Policy {
    off = Set.copyOf(off);
    deadlines = List.copyOf(deadlines);
    if (leastUrgent < 1 || leastUrgent > LEVELS || deadlines.size() != LEVELS) {
      throw new IllegalArgumentException("levels are 1 to " + LEVELS + ", each with a deadline");
    }
  }

  /**
   * How long after the study is with the group the second reading is wanted.
   *
   * @param level 1 to 5
   */
  public Duration deadline(int level) {
    return deadlines.get(level - 1);
  }
}
