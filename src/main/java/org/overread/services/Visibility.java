package org.overread.services;

import java.util.Set;

/**
 * What a caller may see (QR-36).
 *
 * @param everything a peer that may query
 * @param readingGroups otherwise: the groups whose sent instances are all it sees; none means
 *     nothing
 */
record Visibility(boolean everything, Set<String> readingGroups) {
  static final Visibility EVERYTHING = new Visibility(true, Set.of());

  static Visibility sentTo(Set<String> readingGroups) {
    return new Visibility(false, Set.copyOf(readingGroups));
  }
}
