package org.overread.network.association;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.overread.network.pdu.AAssociateAc;
import org.overread.network.pdu.PresentationContextAc;
import org.overread.network.pdu.PresentationContextRq;
import org.overread.network.service.ProposedContext;

/**
 * The presentation contexts of an association we open: proposed with odd IDs, and what became of
 * them (PS3.8 7.1.1.13).
 */
final class OpenContexts {
  static final int MAX_CONTEXTS = 128;

  private final List<AcceptedContext> accepted;

  private OpenContexts(List<AcceptedContext> accepted) {
    this.accepted = List.copyOf(accepted);
  }

  /** The proposals with IDs 1, 3, 5 ... in their order. */
  static List<PresentationContextRq> propose(List<ProposedContext> contexts) {
    if (contexts.size() > MAX_CONTEXTS) {
      throw new IllegalArgumentException("more than 128 presentation contexts: " + contexts.size());
    }
    List<PresentationContextRq> proposed = new ArrayList<>();
    for (ProposedContext context : contexts) {
      proposed.add(
          new PresentationContextRq(
              proposed.size() * 2 + 1, context.abstractSyntax(), context.transferSyntaxes()));
    }
    return proposed;
  }

  /** Contexts accepted with an ID and a syntax that we did propose; others are unusable (UL-27). */
  static OpenContexts of(List<PresentationContextRq> proposed, AAssociateAc answer) {
    Map<Integer, PresentationContextRq> byId = new LinkedHashMap<>();
    proposed.forEach(context -> byId.put(context.id(), context));
    List<AcceptedContext> accepted = new ArrayList<>();
    for (PresentationContextAc context : answer.presentationContexts()) {
      PresentationContextRq asked = byId.remove(context.id());
      if (context.isAccepted()
          && asked != null
          && asked.transferSyntaxes().contains(context.transferSyntax())) {
        accepted.add(
            new AcceptedContext(context.id(), asked.abstractSyntax(), context.transferSyntax()));
      }
    }
    return new OpenContexts(accepted);
  }

  Optional<AcceptedContext> find(String abstractSyntax, String transferSyntax) {
    return accepted.stream()
        .filter(context -> context.abstractSyntax().equals(abstractSyntax))
        .filter(context -> context.transferSyntax().equals(transferSyntax))
        .findFirst();
  }

  Optional<AcceptedContext> find(String abstractSyntax) {
    return accepted.stream()
        .filter(context -> context.abstractSyntax().equals(abstractSyntax))
        .findFirst();
  }

  Set<Integer> ids() {
    return accepted.stream().map(AcceptedContext::id).collect(Collectors.toUnmodifiableSet());
  }
}
