package org.overread.network.pdu;

import java.util.List;

/** A proposed presentation context, item 20 (PS3.8 9.3.2.2). */
public record PresentationContextRq(int id, String abstractSyntax, List<String> transferSyntaxes) {
  public PresentationContextRq {
    transferSyntaxes = List.copyOf(transferSyntaxes);
  }
}
