package org.overread.routing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which subspecialties read which body part, best first. Read from subspecialties.tsv once. */
public final class Subspecialties {
  /** A group that reads children is asked first for patients under 18. */
  public static final String PAEDIATRIC = "paediatric";

  private static final Map<String, List<String>> BY_BODY_PART = read();

  private Subspecialties() {}

  /** All names that a reading group may list. */
  public static Set<String> names() {
    Set<String> names = new TreeSet<>(Set.of(PAEDIATRIC));
    BY_BODY_PART.values().forEach(names::addAll);
    return names;
  }

  /**
   * For a term of {@link org.overread.rules.BodyParts}; empty for parts that are nobody's, e.g.
   * whole body.
   */
  public static List<String> of(String bodyPart) {
    return BY_BODY_PART.getOrDefault(bodyPart, List.of());
  }

  private static Map<String, List<String>> read() {
    Map<String, List<String>> table = new LinkedHashMap<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Subspecialties.class.getResourceAsStream("subspecialties.tsv"),
                StandardCharsets.UTF_8))) {
      in.lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\t"))
          .forEach(
              columns ->
                  table.put(
                      columns[0], Stream.of(columns[1].split(",")).map(String::strip).toList()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table;
  }
}
