package org.overread.services;

import java.util.List;
import java.util.Set;
import org.overread.services.Prefilter.Comparison;

/** Single UID and list of UID matching (PS3.4 C.2.2.2.2). */
record UidMatch(Set<String> uids) implements KeyMatch {

  @Override
  public boolean matches(String stored) {
    return uids.contains(stored);
  }

  @Override
  public Prefilter prefilter() {
    return new Prefilter(Comparison.EQUAL, List.copyOf(uids));
  }
}
