package org.overread.rules;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.overread.findings.Certainty;
import org.overread.findings.Mention;
import org.overread.report.ReportText;
import org.overread.report.SectionKind;

/** A mention as conditions see it: the fields of {@link FactField} with subject FINDING. */
record Finding(ReportText text, Mention mention) {
  static final Set<String> CERTAINTIES =
      Arrays.stream(Certainty.values()).map(Finding::term).collect(Collectors.toUnmodifiableSet());

  static String term(Certainty certainty) {
    return certainty.name().toLowerCase(Locale.ROOT);
  }

  /** Empty only for a size that the text does not give. */
  Optional<Object> value(FactField field, Map<SectionKind, Double> weights) {
    var assertion = mention.assertion();
    Certainty certainty = assertion.certainty();
    return switch (field) {
      case FINDING_CONCEPT -> Optional.of(mention.concept());
      case FINDING_GROUP -> Optional.of(mention.group());
      case FINDING_SECTION -> Optional.of(mention.section().term());
      case FINDING_SENTENCE -> Optional.of((long) mention.sentence());
      case FINDING_CERTAINTY -> Optional.of(term(certainty));
      case FINDING_PRESENT -> Optional.of(assertion.isAsserted());
      case FINDING_POSSIBLE ->
          Optional.of(assertion.isCurrent() && certainty.compareTo(Certainty.POSSIBLE) >= 0);
      case FINDING_NEGATED -> Optional.of(certainty == Certainty.NEGATED);
      case FINDING_CURRENT -> Optional.of(assertion.isCurrent());
      case FINDING_HISTORICAL -> Optional.of(assertion.historical());
      case FINDING_HYPOTHETICAL -> Optional.of(assertion.hypothetical());
      case FINDING_QUESTION -> Optional.of(assertion.question());
      case FINDING_OTHER_PERSON -> Optional.of(assertion.otherPerson());
      case FINDING_QUOTED -> Optional.of(assertion.quoted());
      case FINDING_BOILERPLATE -> Optional.of(assertion.boilerplate());
      case FINDING_CATEGORY -> Optional.of(mention.category().orElse(""));
      case FINDING_SIZE -> mention.sizeMm().map(size -> size);
      case FINDING_WEIGHT -> Optional.of(weights.get(mention.section()));
      default -> throw new IllegalArgumentException(field + " is no field of a finding");
    };
  }

  /**
   * False when the predicate with these bounds is certainly false of it; concepts are not asked.
   */
  boolean isWithin(FindingBounds bounds) {
    if (bounds.sections().isPresent()
        && !bounds.sections().get().contains(mention.section().term())) {
      return false;
    }
    for (Map.Entry<FactField, Boolean> flag : bounds.flags().entrySet()) {
      if (!value(flag.getKey(), Map.of()).equals(Optional.of(flag.getValue()))) {
        return false;
      }
    }
    return true;
  }

  /** Where it stands, for people: sentences count from 1 within their section. */
  String place() {
    int section = text.sentences().get(mention.sentence()).section();
    int first = mention.sentence();
    while (first > 0 && text.sentences().get(first - 1).section() == section) {
      first--;
    }
    return mention.section().term() + ", sentence " + (mention.sentence() - first + 1);
  }
}
