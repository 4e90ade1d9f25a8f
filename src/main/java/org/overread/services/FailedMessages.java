package org.overread.services;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts how often a message could not be stored, so that one that never will be does not come back
 * for ever (HL-07). Remembers the last ones only. Safe for several threads.
 */
final class FailedMessages {
  private static final int MOST = 1_000;

  private final Map<String, Integer> tries =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > MOST;
        }
      };

  /** Counts one more; gives how many it were for this message. */
  synchronized int failed(String sha256) {
    return tries.merge(sha256, 1, Integer::sum);
  }

  synchronized void stored(String sha256) {
    tries.remove(sha256);
  }
}
