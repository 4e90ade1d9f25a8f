package org.overread.hl7;

/** MSH-12 as far as the form of an answer depends on it; unreadable ones count as 2.3. */
record Version(int major, int minor, int patch) {

  static Version of(String msh12) {
    int[] parts = {2, 3, 0};
    String[] given = msh12.strip().split("\\.", -1);
    if (given.length < 2 || given.length > 3) {
      return new Version(2, 3, 0);
    }
    for (int i = 0; i < given.length; i++) {
      if (!given[i].matches("\\d{1,3}")) {
        return new Version(2, 3, 0);
      }
      parts[i] = Integer.parseInt(given[i]);
    }
    return new Version(parts[0], parts[1], parts[2]);
  }

  boolean isAtLeast(int otherMajor, int otherMinor) {
    return major > otherMajor || major == otherMajor && minor >= otherMinor;
  }

  /** MSH-9.3 came with 2.3.1. */
  boolean hasStructures() {
    return isAtLeast(2, 4) || isAtLeast(2, 3) && patch >= 1;
  }
}
