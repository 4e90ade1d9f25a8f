package org.overread.findings;

import java.util.List;

/**
 * All cues and stops of a vocabulary. In the tree, a payload below {@code cues.size()} is a cue's
 * number, above it a stop's.
 */
record Cues(PhraseTrie trie, List<Cue> cues, List<Cue.Stop> stops) {
  Cues {
    cues = List.copyOf(cues);
    stops = List.copyOf(stops);
  }

  boolean isCue(int payload) {
    return payload < cues.size();
  }

  Cue cue(int payload) {
    return cues.get(payload);
  }

  Cue.Stop stop(int payload) {
    return stops.get(payload - cues.size());
  }
}
