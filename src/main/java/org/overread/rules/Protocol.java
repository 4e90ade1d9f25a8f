package org.overread.rules;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The series an examination should have, and their limits.
 *
 * @param name of the examination
 * @param modality it is for
 * @param bodyParts it is for, by the terms of {@link BodyParts}
 * @param thickestSlice limit in mm
 * @param largestGap limit in mm
 */
record Protocol(
    String name,
    String modality,
    Set<String> bodyParts,
    OptionalDouble thickestSlice,
    OptionalDouble largestGap,
    List<Requirement> required,
    List<Requirement> recommended) {

  /**
   * Series of one kind. Empty sets and Optionals ask nothing.
   *
   * @param inPlanes how many different planes the series together must show
   * @param lowestB lowest acceptable highest b-value, s/mm2
   */
  record Requirement(
      String name,
      Set<String> weighting,
      Set<String> plane,
      Optional<Boolean> fatSuppressed,
      Optional<Boolean> postContrast,
      OptionalDouble lowestB,
      int inPlanes) {
    private static final int ALL_PLANES = 3;

    boolean isMetBy(List<FactSet> series) {
      List<FactSet> matching = series.stream().filter(this::matches).toList();
      if (matching.stream().anyMatch(Requirement::isVolume)) {
        return inPlanes <= ALL_PLANES; // a volume can be looked at in any plane
      }
      Set<String> planes =
          matching.stream()
              .flatMap(set -> set.text(FactField.SERIES_PLANE).stream())
              .collect(Collectors.toSet());
      return !matching.isEmpty() && (inPlanes == 1 || planes.size() >= inPlanes);
    }

    private boolean matches(FactSet set) {
      boolean inPlane =
          plane.isEmpty()
              || isVolume(set)
              || plane.contains(set.text(FactField.SERIES_PLANE).orElse(""));
      boolean weighted =
          weighting.isEmpty()
              || weighting.contains(set.text(FactField.SERIES_WEIGHTING).orElse(""));
      OptionalDouble b = set.number(FactField.SERIES_B_VALUE);
      return inPlane
          && weighted
          && mayBe(set, FactField.SERIES_FAT_SUPPRESSED, fatSuppressed)
          && mayBe(set, FactField.SERIES_POST_CONTRAST, postContrast)
          && (lowestB.isEmpty() || b.isEmpty() || b.getAsDouble() >= lowestB.getAsDouble());
    }

    /**
     * An unknown flag is taken in favour of the study: a series is missing only when it certainly
     * is.
     */
    private static boolean mayBe(FactSet set, FactField field, Optional<Boolean> wanted) {
      return wanted.isEmpty() || set.get(field).isEmpty() || wanted.get().equals(set.isSet(field));
    }

    private static boolean isVolume(FactSet set) {
      return set.text(FactField.SERIES_ACQUISITION).filter("3D"::equals).isPresent();
    }
  }
}
