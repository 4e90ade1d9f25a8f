package org.overread.flow;

import java.util.List;
import java.util.Optional;
import org.overread.routing.ReadingGroup;

/** The reading groups of the settings, by name. */
record ReadingGroups(List<ReadingGroup> groups) {
  ReadingGroups {
    groups = List.copyOf(groups);
  }

  Optional<ReadingGroup> find(String name) {
    return groups.stream().filter(group -> group.name().equals(name)).findFirst();
  }

  /** AE title of a group; empty when the settings no longer know it. */
  String aeTitleOf(String name) {
    return find(name).map(ReadingGroup::aeTitle).orElse("");
  }
}
