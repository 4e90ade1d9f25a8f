package org.overread.rules;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is known of one subject: the study, a series, the order. A field that is not in it is
 * absent, which is neither zero nor empty text: a condition that reads it is NOT_KNOWN. Immutable.
 */
public final class FactSet {
  static final FactSet NONE = new FactSet(new EnumMap<>(FactField.class));

  private final Map<FactField, Fact> facts;

  private FactSet(Map<FactField, Fact> facts) {
    this.facts = facts;
  }

  static FactSet of(Collection<Fact> facts) {
    Map<FactField, Fact> byField = new EnumMap<>(FactField.class);
    facts.forEach(fact -> byField.put(fact.field(), fact));
    return new FactSet(byField);
  }

  public Optional<Fact> get(FactField field) {
    return Optional.ofNullable(facts.get(field));
  }

  /** In the order of {@link FactField}. */
  public Collection<Fact> all() {
    return Collections.unmodifiableCollection(facts.values());
  }

  public Optional<String> text(FactField field) {
    return get(field).map(fact -> (String) fact.value());
  }

  public List<String> texts(FactField field) {
    return get(field).map(fact -> texts(fact.value())).orElse(List.of());
  }

  /** The value of a COUNT or NUMBER. */
  public OptionalDouble number(FactField field) {
    return get(field)
        .map(fact -> OptionalDouble.of(((Number) fact.value()).doubleValue()))
        .orElse(OptionalDouble.empty());
  }

  /** True when the flag is known and set. */
  public boolean isSet(FactField field) {
    return get(field).map(fact -> (Boolean) fact.value()).orElse(false);
  }

  private static List<String> texts(Object value) {
    return ((List<?>) value).stream().map(String.class::cast).toList();
  }
}
