package org.overread.report;

import java.util.List;
import java.util.Optional;

/**
 * What ties a report or an order to a study (HL-45). All values trimmed, as received otherwise.
 *
 * @param studyUids from IPC-3, ZDS-1.1, OBX 113014 or 110180, or the SR's own study
 * @param accessions accession numbers with their issuer, if given
 * @param filler filler order number
 * @param placer placer order number
 * @param patientIds all identifiers of the patient (PID-3, all repetitions)
 */
public record CaseKeys(
    List<String> studyUids,
    List<Identifier> accessions,
    Optional<Identifier> filler,
    Optional<Identifier> placer,
    List<Identifier> patientIds) {
  public CaseKeys {
    studyUids = List.copyOf(studyUids);
    accessions = List.copyOf(accessions);
    patientIds = List.copyOf(patientIds);
  }

  /**
   * An identifier and who gave it out.
   *
   * @param issuer namespace or universal ID; empty when not given
   */
  public record Identifier(String value, String issuer) {
    /** Patient data: never printed by accident. */
    @Override
    public String toString() {
      return "Identifier";
    }
  }
}
