package org.overread.study;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Primary keys of the studies and series that instances arrived for last, so that the usual
 * instance costs no look-up. Holds only what is committed. Used by one thread at a time: the one
 * that runs a batch.
 */
final class KeyCache {
  private static final int STUDIES = 1_000;
  private static final int SERIES = 10_000;

  record SeriesKey(long studyPk, String seriesUid) {}

  private final Map<String, StudyKey> studies = limited(STUDIES);
  private final Map<SeriesKey, Long> series = limited(SERIES);

  Optional<StudyKey> study(String studyUid) {
    return Optional.ofNullable(studies.get(studyUid));
  }

  Optional<Long> series(SeriesKey key) {
    return Optional.ofNullable(series.get(key));
  }

  void putAll(Map<String, StudyKey> newStudies, Map<SeriesKey, Long> newSeries) {
    studies.putAll(newStudies);
    series.putAll(newSeries);
  }

  void clear() {
    studies.clear();
    series.clear();
  }

  private static <K, V> Map<K, V> limited(int most) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
      }
    };
  }
}
