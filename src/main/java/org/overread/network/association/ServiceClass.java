package org.overread.network.association;

import org.overread.dicom.Uid;
import org.overread.network.dimse.CommandField;

/** Which DIMSE service belongs to an abstract syntax (PS3.4 Annexes A, B, C). */
enum ServiceClass {
  VERIFICATION(CommandField.C_ECHO_RQ),
  STORAGE(CommandField.C_STORE_RQ),
  QUERY(CommandField.C_FIND_RQ);

  private final CommandField request;

  ServiceClass(CommandField request) {
    this.request = request;
  }

  /** The one request that makes sense on a context of this class; all others are answered 0211H. */
  boolean offers(CommandField field) {
    return field == request;
  }

  /**
   * Whatever is accepted and is neither verification nor an information model is an object to
   * store.
   */
  static ServiceClass of(String abstractSyntax) {
    return switch (abstractSyntax) {
      case Uid.Verification -> VERIFICATION;
      case Uid.PatientRootQueryRetrieveInformationModelFind,
          Uid.StudyRootQueryRetrieveInformationModelFind,
          Uid.PatientStudyOnlyQueryRetrieveInformationModelFind,
          Uid.ModalityWorklistInformationModelFind ->
          QUERY;
      default -> STORAGE;
    };
  }
}
