package org.overread.study;

import java.util.HashMap;
import java.util.Map;

/**
 * Which open associations have sent instances of which studies: as long as one is open, the study's
 * quiet period does not run (CMP-02). In memory only, because associations do not survive a restart
 * either. Safe for several threads.
 */
final class OpenSenders {
  /** By association: its studies, and whether it brought news of them. */
  private final Map<Long, Map<Long, Boolean>> studiesOf = new HashMap<>();

  /** By study: open associations that have sent of it. */
  private final Map<Long, Integer> senders = new HashMap<>();

  synchronized void sent(long association, long studyPk, boolean news) {
    Map<Long, Boolean> studies = studiesOf.computeIfAbsent(association, id -> new HashMap<>());
    Boolean before = studies.put(studyPk, news || studies.getOrDefault(studyPk, false));
    if (before == null) {
      senders.merge(studyPk, 1, Integer::sum);
    }
  }

  synchronized boolean anyOf(long studyPk) {
    return senders.containsKey(studyPk);
  }

  /** Forgets an association; gives its studies and whether it brought news of them. */
  synchronized Map<Long, Boolean> ended(long association) {
    Map<Long, Boolean> studies = studiesOf.remove(association);
    if (studies == null) {
      return Map.of();
    }
    studies
        .keySet()
        .forEach(study -> senders.computeIfPresent(study, (pk, n) -> n == 1 ? null : n - 1));
    return studies;
  }
}
