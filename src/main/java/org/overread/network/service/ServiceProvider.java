package org.overread.network.service;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * What the program offers to callers: the acceptor asks it, in this order, on the association's own
 * thread.
 */
public interface ServiceProvider {

  /**
   * Both titles are trimmed. Called once per A-ASSOCIATE-RQ, before anything is allocated for the
   * association.
   */
  Admission admit(String calledAeTitle, String callingAeTitle, InetAddress address);

  /**
   * False for a caller whose AE title no setting names: such callers together get half of the
   * places at most (UL-96).
   */
  boolean isNamed(AssociationInfo association);

  /** False gives result 3, abstract syntax not supported (PS3.8 9.3.3.2). */
  boolean supports(AssociationInfo association, String abstractSyntax);

  /**
   * The syntax of ours among the proposed ones; empty gives result 4, transfer syntaxes not
   * supported.
   */
  Optional<String> chooseTransferSyntax(
      AssociationInfo association, String abstractSyntax, List<String> proposed);

  StoreService storeService();

  FindService findService();

  /**
   * The association ended; called once for each association that was accepted.
   *
   * @param released by A-RELEASE (PS3.8 7.2); false after an A-ABORT of either side or a lost
   *     connection
   */
  void ended(AssociationInfo association, boolean released);
}
