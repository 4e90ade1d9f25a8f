package org.overread.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.overread.report.CaseKeys.Identifier;

/**
 * When two identifiers are the same (HL-48, HL-49): equal values, trimmed and case-sensitive, given
 * out by the same authority as far as both name one. An issuer is a namespace, a universal ID, or
 * both as {@code namespace&universal ID&type}.
 */
final class Identifiers {
  private static final Pattern DIGITS = Pattern.compile("\\d+");
  private static final Pattern LEADING_ZEROS = Pattern.compile("^0+(?=\\d)");

  private final Map<String, String> aliases;

  /**
   * @param aliases other names of an issuer, e.g. that of DICOM to that of HL7
   */
  Identifiers(Map<String, String> aliases) {
    this.aliases =
        aliases.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    entry -> fold(entry.getKey()), entry -> fold(entry.getValue())));
  }

  boolean same(Identifier a, Identifier b) {
    return a.value().strip().equals(b.value().strip())
        && !a.value().isBlank()
        && sameIssuer(a.issuer(), b.issuer());
  }

  boolean anySame(List<Identifier> some, List<Identifier> others) {
    return some.stream().anyMatch(a -> others.stream().anyMatch(b -> same(a, b)));
  }

  /** Numbers that would be equal without their leading zeros, but are not. */
  boolean anyDifferByZerosOnly(List<Identifier> some, List<Identifier> others) {
    return some.stream().anyMatch(a -> others.stream().anyMatch(b -> differByZerosOnly(a, b)));
  }

  private boolean differByZerosOnly(Identifier a, Identifier b) {
    String one = a.value().strip();
    String other = b.value().strip();
    return !one.equals(other)
        && DIGITS.matcher(one).matches()
        && DIGITS.matcher(other).matches()
        && withoutZeros(one).equals(withoutZeros(other))
        && sameIssuer(a.issuer(), b.issuer());
  }

  private static String withoutZeros(String digits) {
    return LEADING_ZEROS.matcher(digits).replaceFirst("");
  }

  /** What is missing on one side contradicts nothing. */
  private boolean sameIssuer(String a, String b) {
    Set<String> one = names(a);
    Set<String> other = names(b);
    return one.isEmpty() || other.isEmpty() || one.stream().anyMatch(other::contains);
  }

  /** Namespace and universal ID; the type of the latter (third part) names nobody. */
  private Set<String> names(String issuer) {
    return Arrays.stream(issuer.split("&", -1))
        .limit(2)
        .map(Identifiers::fold)
        .filter(name -> !name.isEmpty())
        .map(name -> aliases.getOrDefault(name, name))
        .collect(Collectors.toSet());
  }

  private static String fold(String issuer) {
    return issuer.strip().toUpperCase(Locale.ROOT);
  }
}
