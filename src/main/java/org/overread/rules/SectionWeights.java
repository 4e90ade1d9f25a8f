package org.overread.rules;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.overread.report.SectionKind;

/**
 * How much a mention counts by the section it stands in, for each criterion. What the impression
 * says counts in full; what the order says counts in full for criteria that are about the order,
 * and not at all for those about what was found. A {@code weights:} document changes single values.
 */
final class SectionWeights {
  /** The sections a mention can stand in, as rules name them. */
  static final Set<String> SECTIONS =
      Arrays.stream(SectionKind.values())
          .filter(kind -> kind != SectionKind.IGNORED)
          .map(SectionKind::term)
          .collect(Collectors.toUnmodifiableSet());

  private static final double FULL = 1.0;

  /** Prose and telegraphic reports often have no impression: findings alone still count. */
  private static final double OF_FINDINGS = 0.8;

  /** Criteria for which the referring physician's words count. */
  private static final Set<String> ABOUT_THE_ORDER =
      Set.of(
          "surgery_recommended",
          "mismatch_findings_exceed_symptoms",
          "mismatch_symptoms_exceed_findings",
          "treatment_failure");

  /** Without a {@code weights:} document. */
  static final SectionWeights STANDARD = new SectionWeights(Map.of());

  private final Map<String, Map<SectionKind, Double>> changed;

  /**
   * @param changed by criterion, then by section
   */
  SectionWeights(Map<String, Map<SectionKind, Double>> changed) {
    this.changed = Map.copyOf(changed);
  }

  Map<SectionKind, Double> of(String criterion) {
    Map<SectionKind, Double> weights = new EnumMap<>(SectionKind.class);
    for (SectionKind section : SectionKind.values()) {
      weights.put(section, standard(criterion, section));
    }
    weights.putAll(changed.getOrDefault(criterion, Map.of()));
    return weights;
  }

  private static double standard(String criterion, SectionKind section) {
    return switch (section) {
      case IMPRESSION, RECOMMENDATION, ADDENDUM -> FULL;
      case FINDINGS, BODY -> OF_FINDINGS;
      case ORDER, HISTORY -> ABOUT_THE_ORDER.contains(criterion) ? FULL : 0;
      case TECHNIQUE -> criterion.equals("poor_quality") ? FULL : 0;
      case COMPARISON, IGNORED -> 0;
    };
  }
}
