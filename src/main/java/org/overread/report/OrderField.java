package org.overread.report;

/** What an order says beside its keys. The names are stored: do not change them. */
public enum OrderField {
  /** Reason for study (OBR-31). */
  REASON,
  /** Relevant clinical information (OBR-13). */
  CLINICAL_INFORMATION,
  /** Notes and comments to the order (NTE-3). */
  NOTES,
  /** Diagnoses (DG1-3, DG1-4), with type and date where given. */
  DIAGNOSES,
  /** Universal service and procedure code (OBR-4, OBR-44): codes and texts. */
  PROCEDURE,
  /** Body site or specimen source (OBR-15). */
  BODY_SITE,
  /** S, A, R ... (TQ1-9, OBR-27.6, ORC-7.6, OBR-5). */
  PRIORITY,
  /** I, O, E ... (PV1-2). */
  PATIENT_CLASS,
  /** Point of care of the assigned patient location (PV1-3.1). */
  LOCATION,
  /** Requested procedure ID (OBR-19, IPC-2). */
  REQUESTED_PROCEDURE_ID
}
