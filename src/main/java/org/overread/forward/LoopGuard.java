package org.overread.forward;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.overread.routing.ReadingGroup;
import org.overread.study.InstanceRow;

/**
 * Refuses what would send a study in circles: to ourselves, or back to where an instance came from
 * (FWD-06).
 */
final class LoopGuard {
  private final Set<String> ourAeTitles;

  LoopGuard(Set<String> ourAeTitles) {
    this.ourAeTitles = Set.copyOf(ourAeTitles);
  }

  /** Why nothing may be sent to the group, if so. */
  Optional<String> forbids(ReadingGroup group) {
    if (!group.enabled()) {
      return Optional.of(group.name() + " is disabled");
    }
    return ourAeTitles.contains(group.aeTitle())
        ? Optional.of(group.name() + " has an AE title of this node: " + group.aeTitle())
        : Optional.empty();
  }

  /**
   * The addresses of the group's host that are compared with senders; none when the name has no
   * address now.
   */
  static List<InetAddress> addressesOf(ReadingGroup group) {
    try {
      return Arrays.stream(InetAddress.getAllByName(group.host()))
          .filter(address -> !address.isLoopbackAddress())
          .toList();
    } catch (UnknownHostException e) {
      return List.of(); // the attempt to connect will say so
    }
  }

  /** Why this instance may not be sent to the group, if so. */
  static Optional<String> forbids(
      ReadingGroup group, List<InetAddress> addresses, InstanceRow instance) {
    if (instance.sourceAeTitle().equals(group.aeTitle())) {
      return Optional.of("came from this destination: " + group.aeTitle());
    }
    return addresses.stream()
            .anyMatch(address -> address.getHostAddress().equals(instance.sourceAddress()))
        ? Optional.of("came from the host of this destination")
        : Optional.empty();
  }
}
