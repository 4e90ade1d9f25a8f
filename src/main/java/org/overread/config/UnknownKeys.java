package org.overread.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Keys nobody reads: most are misspelled, and a misspelled limit is no limit. */
final class UnknownKeys {
  private UnknownKeys() {}

  static void report(Settings settings) {
    for (String key : Set.copyOf(settings.keys())) {
      if (KnownKeys.all().stream().noneMatch(known -> known.matches(key))) {
        settings.wrong(
            key,
            "is not a key",
            Spelling.closest(key, candidates(key))
                .map(candidate -> "did you mean " + candidate + "?")
                .orElse("check-config --reference prints all keys"));
      }
    }
  }

  /** Known keys, with the name of the peer or group as it is written in the key. */
  private static List<String> candidates(String key) {
    String[] parts = key.split("\\.", -1);
    String name = parts.length >= 3 && !parts[1].isEmpty() ? parts[1] : "NAME";
    List<String> result = new ArrayList<>();
    KnownKeys.all().forEach(known -> result.add(known.of(name)));
    return result;
  }
}
