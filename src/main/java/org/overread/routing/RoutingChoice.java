package org.overread.routing;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Which group reads a study. Three outcomes: a group now (group, no notBefore); a group later, when
 * only its hours or its daily cap stand in the way (group and notBefore); no group (both empty).
 *
 * @param group chosen
 * @param notBefore local time from which it takes the study; ask again then, for others may have
 *     filled its cap
 * @param subspecialty the study calls for, e.g. musculoskeletal; empty text when it could not be
 *     told
 * @param explanation lines for the administrator, in the order of the choice
 */
public record RoutingChoice(
    Optional<ReadingGroup> group,
    Optional<LocalDateTime> notBefore,
    String subspecialty,
    List<String> explanation) {

  public RoutingChoice {
    explanation = List.copyOf(explanation);
  }

  public boolean isNow() {
    return group.isPresent() && notBefore.isEmpty();
  }
}
