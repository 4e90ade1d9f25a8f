package org.overread.services;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.overread.services.Prefilter.Comparison;

/**
 * Single value and wildcard matching of text, exact and case-sensitive (PS3.4 C.2.2.2.1,
 * C.2.2.2.4). Several values match when one of them does. Both sides are compared in Unicode's
 * normal form C, whatever character set they came in.
 */
record TextMatch(Set<String> literals, List<Wildcard> wildcards) implements KeyMatch {

  static TextMatch of(List<String> values) {
    List<String> normal = values.stream().map(TextMatch::normal).toList();
    return new TextMatch(
        normal.stream().filter(value -> !Wildcard.isIn(value)).collect(Collectors.toSet()),
        normal.stream().filter(Wildcard::isIn).map(Wildcard::new).toList());
  }

  @Override
  public boolean matches(String stored) {
    String value = normal(stored);
    return literals.contains(value)
        || wildcards.stream().anyMatch(wildcard -> wildcard.matches(value));
  }

  @Override
  public Prefilter prefilter() {
    boolean plain =
        literals.stream().allMatch(text -> text.chars().allMatch(c -> c >= ' ' && c <= '~'));
    if (wildcards.isEmpty() && plain) {
      return new Prefilter(Comparison.EQUAL, List.copyOf(literals));
    }
    List<String> patterns = new ArrayList<>(wildcards.stream().map(Wildcard::widened).toList());
    literals.forEach(text -> patterns.add(new Wildcard(text).widened()));
    return new Prefilter(Comparison.LIKE, patterns);
  }

  private static String normal(String text) {
    return Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
  }
}
