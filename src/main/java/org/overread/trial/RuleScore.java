package org.overread.trial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What rules say beside what people said, over many reports.
 *
 * @param any over all criteria together
 * @param criteria by identifier, in the order of the first labelled report
 * @param subspecialty share of reports whose reading group is the labelled one or a listed
 *     alternative, 0 to 1; empty when no report is labelled so
 * @param errors what was missed and what was a false alarm, in the order of the file
 */
public record RuleScore(
    Tally any, Map<String, Tally> criteria, Optional<Double> subspecialty, List<RuleError> errors) {

  /**
   * A wrong answer.
   *
   * @param criterion "subspecialty" for a wrong group
   * @param missed true for a miss, false for a false alarm
   * @param labelled the words a person marked, or the groups that were right
   * @param said the rules and words that made the yes, or the group chosen
   */
  public record RuleError(
      String caseId, String criterion, boolean missed, List<String> labelled, List<String> said) {}

  /** Collects answers one after the other; used by one thread. */
  public static final class Builder {
    private static final String SUBSPECIALTY = "subspecialty";

    private final Map<String, Tally> criteria = new LinkedHashMap<>();
    private final List<RuleError> errors = new ArrayList<>();
    private Tally any = Tally.NONE;
    private int placed;
    private int wellPlaced;

    /**
     * Adds a labelled case and what was said of it.
     *
     * @throws IllegalArgumentException when the case has no labels
     */
    public void add(ReportCase reportCase, Judgement said) {
      ReportCase.Labels labels =
          reportCase
              .labels()
              .orElseThrow(
                  () -> new IllegalArgumentException(reportCase.id() + " has no \"labels\""));
      any = any.plus(labels.flagged(), !said.criteria().isEmpty());
      Set<String> names = new TreeSet<>(said.criteria().keySet());
      names.removeAll(labels.criteria().keySet());
      labels.criteria().forEach((name, expected) -> add(reportCase, name, expected, said));
      names.forEach(name -> add(reportCase, name, false, said));
      place(reportCase.id(), labels.subspecialties(), said.subspecialty());
    }

    private void add(ReportCase reportCase, String criterion, boolean expected, Judgement said) {
      List<String> evidence = said.criteria().getOrDefault(criterion, List.of());
      boolean yes = said.criteria().containsKey(criterion);
      criteria.merge(
          criterion, Tally.NONE.plus(expected, yes), (sum, one) -> sum.plus(expected, yes));
      if (expected != yes) {
        List<String> labelled =
            reportCase.labels().orElseThrow().evidence().getOrDefault(criterion, List.of());
        errors.add(new RuleError(reportCase.id(), criterion, expected, labelled, evidence));
      }
    }

    private void place(String id, List<String> right, String chosen) {
      if (right.isEmpty()) {
        return;
      }
      placed++;
      if (right.contains(chosen)) {
        wellPlaced++;
      } else {
        errors.add(new RuleError(id, SUBSPECIALTY, true, right, List.of(chosen)));
      }
    }

    public RuleScore build() {
      return new RuleScore(
          any,
          new LinkedHashMap<>(criteria),
          placed == 0 ? Optional.empty() : Optional.of((double) wellPlaced / placed),
          List.copyOf(errors));
    }
  }
}
