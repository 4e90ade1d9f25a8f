package org.overread.services;

import java.util.List;
import java.util.Map;

/**
 * One stored patient, study, series or instance with the values of the keys asked for.
 *
 * @param pk of the study (also for a patient: its newest), series or instance
 * @param texts by key; "" where there is no value, several values separated by backslashes
 */
record FoundRow(long pk, Map<FindKey, String> texts) {

  String text(FindKey key) {
    return texts.getOrDefault(key, "");
  }

  List<String> values(FindKey key) {
    return FindQuery.isList(key) ? List.of(text(key).split("\\\\")) : List.of(text(key));
  }
}
