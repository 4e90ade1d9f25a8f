package org.overread.network.service;

import java.util.List;

/** A presentation context to propose (PS3.8 9.3.2.2); its ID is given by the requestor. */
public record ProposedContext(String abstractSyntax, List<String> transferSyntaxes) {
  public ProposedContext {
    transferSyntaxes = List.copyOf(transferSyntaxes);
  }
}
