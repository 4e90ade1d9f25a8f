package org.overread.routing;

import java.time.LocalDateTime;
import java.util.List;
import java.util.function.ToIntFunction;
import org.overread.rules.CaseFacts;
import org.overread.rules.Decision;

/** Chooses the reading group of a study. Immutable; used by any number of threads. */
public final class RoutingTable {
  private final List<ReadingGroup> groups;

  /** Groups in the order of the settings: of two that fit equally the first is chosen. */
  public RoutingTable(List<ReadingGroup> groups) {
    this.groups = groups.stream().filter(ReadingGroup::enabled).toList();
  }

  /**
   * Chooses.
   *
   * @param now local time of the node, for hours and deadlines
   * @param sentToday studies sent since local midnight, by group name
   */
  public RoutingChoice choose(
      CaseFacts facts, Decision decision, LocalDateTime now, ToIntFunction<String> sentToday) {
    return new RoutingCase(groups, facts, decision.level(), now, sentToday).choose();
  }
}
