package org.overread.network.service;

import java.util.List;

/** Opens associations to other application entities. */
public interface Requestor {

  /**
   * Connects, negotiates and waits for the answer. Zero accepted contexts is an answer, not an
   * error.
   *
   * @param contexts at most 128
   */
  RequestedAssociation open(String callingAeTitle, RemoteAe remote, List<ProposedContext> contexts)
      throws AssociationException;
}
