package org.overread.flow;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.overread.routing.ReadingGroup;

/** The reading groups of the settings in force when they are asked for, by name. */
record ReadingGroups(Supplier<List<ReadingGroup>> inForce) {

  Optional<ReadingGroup> find(String name) {
    return inForce.get().stream().filter(group -> group.name().equals(name)).findFirst();
  }

  /** AE title of a group; empty when the settings no longer know it. */
  String aeTitleOf(String name) {
    return find(name).map(ReadingGroup::aeTitle).orElse("");
  }
}
