package org.overread.services;

import java.util.Optional;

/**
 * Query/Retrieve Level (0008,0052), from the top of the hierarchy down (PS3.4 C.6.1.1, C.6.2.1).
 */
enum QueryLevel {
  PATIENT,
  STUDY,
  SERIES,
  IMAGE;

  /** The level with this value; defined terms are upper case (PS3.5 6.2 CS). */
  static Optional<QueryLevel> of(String value) {
    for (QueryLevel level : values()) {
      if (level.name().equals(value)) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }

  boolean isAbove(QueryLevel other) {
    return compareTo(other) < 0;
  }
}
