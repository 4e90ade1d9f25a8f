package org.overread.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.overread.findings.Mention;
import org.overread.report.ReportStatus;
import org.overread.report.SectionKind;

/**
 * The findings of one case that a rule may see, by concept. When the report that they are part of
 * is not there to be seen, {@code unknown} says why; what the order mentions is there all the same.
 * Immutable.
 */
final class FindingIndex {
  private static final Set<String> ORDER = Set.of(SectionKind.ORDER.term());

  private final List<Finding> all = new ArrayList<>();
  private final Map<String, List<Finding>> byConcept = new HashMap<>();
  private final Optional<String> unknown;

  private FindingIndex(Optional<CaseText> text, Optional<String> unknown) {
    this.unknown = unknown;
    for (Mention mention : text.map(CaseText::mentions).orElse(List.of())) {
      boolean seen = unknown.isEmpty() || mention.section() == SectionKind.ORDER;
      if (seen && mention.section() != SectionKind.IGNORED) {
        Finding finding = new Finding(text.orElseThrow().text(), mention);
        all.add(finding);
        byConcept.computeIfAbsent(mention.concept(), c -> new ArrayList<>()).add(finding);
      }
    }
  }

  /**
   * @param unsigned whether a preliminary report may be seen
   */
  static FindingIndex of(Optional<CaseText> text, boolean unsigned) {
    Optional<ReportStatus> status = text.flatMap(CaseText::status);
    Optional<String> unknown = Optional.empty();
    if (status.isEmpty()) {
      unknown = Optional.of(FactField.Subject.NO_REPORT);
    } else if (status.get() == ReportStatus.WITHDRAWN) {
      unknown = Optional.of("the report was withdrawn");
    } else if (status.get() == ReportStatus.PRELIMINARY && !unsigned) {
      unknown = Optional.of("the report is preliminary");
    }
    return new FindingIndex(text, unknown);
  }

  Optional<String> unknown() {
    return unknown;
  }

  /** The findings that can meet the bounds, in the order of the text. */
  List<Finding> within(FindingBounds bounds) {
    List<Finding> found = new ArrayList<>();
    for (Finding finding : ofConcepts(bounds)) {
      if (finding.isWithin(bounds)) {
        found.add(finding);
      }
    }
    return found;
  }

  /** True when a known finding can meet the bounds. */
  boolean hasSome(FindingBounds bounds) {
    for (Finding finding : ofConcepts(bounds)) {
      if (finding.isWithin(bounds)) {
        return true;
      }
    }
    return false;
  }

  /** Those of the concepts and groups, whatever is claimed of them and wherever they stand. */
  List<Finding> ofConcepts(FindingBounds bounds) {
    List<Finding> found = all;
    if (bounds.concepts().isPresent()) {
      found = ofConcepts(bounds.concepts().get());
    }
    if (bounds.groups().isPresent()) {
      Set<String> groups = bounds.groups().get();
      found = found.stream().filter(f -> groups.contains(f.mention().group())).toList();
    }
    return found;
  }

  private List<Finding> ofConcepts(Set<String> concepts) {
    if (concepts.size() == 1) {
      return byConcept.getOrDefault(concepts.iterator().next(), List.of());
    }
    if (Collections.disjoint(byConcept.keySet(), concepts)) {
      return List.of();
    }
    List<Finding> found = new ArrayList<>();
    for (Finding finding : all) {
      if (concepts.contains(finding.mention().concept())) {
        found.add(finding);
      }
    }
    return found;
  }

  /** True when a report that cannot be seen could still have what is looked for. */
  boolean isOpen(FindingBounds bounds) {
    return unknown.isPresent() && bounds.sections().map(s -> !ORDER.containsAll(s)).orElse(true);
  }
}
