package org.overread.flow;

import java.time.LocalDateTime;
import java.util.function.ToIntFunction;
import org.overread.routing.RoutingChoice;
import org.overread.rules.CaseFacts;
import org.overread.rules.Decision;

/**
 * How the reading group is chosen: {@code RoutingTable::choose}, of the table that is in force when
 * it is asked.
 */
@FunctionalInterface
public interface GroupChoice {

  /**
   * @param now local time of the node
   * @param sentToday requests made since local midnight, by group name
   */
  RoutingChoice choose(
      CaseFacts facts, Decision decision, LocalDateTime now, ToIntFunction<String> sentToday);
}
