package org.overread.routing;

/**
 * What is changed in the copies that a reading group gets, so that numbers of several hospitals
 * cannot be taken for each other (FWD-12). Each is empty where nothing is changed.
 *
 * @param patientIdPrefix put before Patient ID (0010,0020), ASCII
 * @param patientIdIssuer Issuer of Patient ID (0010,0021), ASCII
 * @param accessionPrefix put before Accession Number (0008,0050), ASCII
 * @param accessionIssuer local namespace in Issuer of Accession Number Sequence (0008,0051), ASCII
 */
public record Coercion(
    String patientIdPrefix,
    String patientIdIssuer,
    String accessionPrefix,
    String accessionIssuer) {
  /** Nothing is changed: bytes go out as they came in. */
  public static final Coercion NONE = new Coercion("", "", "", "");

  public boolean isNone() {
    return equals(NONE);
  }
}
