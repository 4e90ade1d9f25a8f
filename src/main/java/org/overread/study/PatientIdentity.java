package org.overread.study;

import java.util.Locale;
import org.overread.dicom.Attributes;
import org.overread.dicom.PersonName;
import org.overread.dicom.Tag;

/**
 * Whose study it is, in the form that is compared (CMP-26). {@link #toString} gives no values: they
 * are patient data.
 *
 * @param id Patient ID, upper case, single spaces; empty when missing
 * @param issuer of the ID, in the same form
 * @param name the alphabetic group of the Patient's Name, folded; empty when missing
 */
record PatientIdentity(String id, String issuer, String name) {

  static PatientIdentity of(String id, String issuer, String name) {
    return new PatientIdentity(
        plain(id), plain(issuer), PersonName.foldForMatching(name.split("=", 2)[0]));
  }

  static PatientIdentity of(Attributes header) {
    return of(
        HeaderText.of(header, Tag.PatientID, 255),
        HeaderText.of(header, Tag.IssuerOfPatientID, 255),
        HeaderText.of(header, Tag.PatientName, 1000));
  }

  private static String plain(String value) {
    return value.strip().replaceAll("\\s+", " ").toUpperCase(Locale.ROOT);
  }

  /**
   * True when both have a value and the values differ; what is missing on one side contradicts
   * nothing.
   */
  boolean contradicts(PatientIdentity other) {
    return differ(id, other.id) || differ(issuer, other.issuer) || differ(name, other.name);
  }

  private static boolean differ(String a, String b) {
    return !a.isEmpty() && !b.isEmpty() && !a.equals(b);
  }

  /** This, with what it lacks taken from the other. */
  PatientIdentity orElse(PatientIdentity other) {
    return new PatientIdentity(
        id.isEmpty() ? other.id : id,
        issuer.isEmpty() ? other.issuer : issuer,
        name.isEmpty() ? other.name : name);
  }

  @Override
  public String toString() {
    return "PatientIdentity[]";
  }
}
