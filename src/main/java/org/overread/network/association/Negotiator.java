package org.overread.network.association;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.overread.dicom.Implementation;
import org.overread.network.pdu.AAbort;
import org.overread.network.pdu.AAssociateAc;
import org.overread.network.pdu.AAssociateRj;
import org.overread.network.pdu.AAssociateRq;
import org.overread.network.pdu.Pdu;
import org.overread.network.pdu.PresentationContextAc;
import org.overread.network.pdu.PresentationContextAc.Result;
import org.overread.network.pdu.PresentationContextRq;
import org.overread.network.pdu.UserInformation;
import org.overread.network.pdu.UserInformation.AsyncOperations;
import org.overread.network.pdu.UserInformation.RoleSelection;
import org.overread.network.service.AssociationInfo;
import org.overread.network.service.ServiceProvider;

/**
 * From an A-ASSOCIATE-RQ to its answer (PS3.8 7.1, PS3.7 D.3): AC, RJ, or A-ABORT. No state, no
 * side effects of its own.
 */
final class Negotiator {
  /** Presentation context IDs are odd and fit a byte (PS3.8 7.1.1.13). */
  private static final int MAX_CONTEXTS = 128;

  private Negotiator() {}

  /**
   * Answers a request whose protocol version has been checked.
   *
   * @param info the caller, titles trimmed
   * @param receiveMaxPdu P-DATA length we advertise
   */
  static Pdu answer(
      AAssociateRq request, AssociationInfo info, ServiceProvider services, int receiveMaxPdu) {
    if (!hasValidContextIds(request.presentationContexts())) {
      return AAbort.INVALID_PDU_PARAMETER_VALUE;
    }
    Optional<AAssociateRj> rejection = refuse(request, info, services);
    return rejection.isPresent() ? rejection.get() : accept(request, info, services, receiveMaxPdu);
  }

  private static boolean hasValidContextIds(List<PresentationContextRq> contexts) {
    Set<Integer> seen = new HashSet<>();
    return contexts.size() <= MAX_CONTEXTS
        && contexts.stream().allMatch(context -> context.id() % 2 == 1 && seen.add(context.id()));
  }

  private static Optional<AAssociateRj> refuse(
      AAssociateRq request, AssociationInfo info, ServiceProvider services) {
    if (!request.applicationContext().equals(AAssociateRq.APPLICATION_CONTEXT)) {
      return Optional.of(AAssociateRj.APPLICATION_CONTEXT_NOT_SUPPORTED);
    }
    OptionalLong peerMaximum = request.userInformation().maximumLength();
    if (peerMaximum.isPresent()
        && peerMaximum.getAsLong() > 0
        && peerMaximum.getAsLong() < PData.SMALLEST_MAXIMUM_LENGTH) {
      return Optional.of(AAssociateRj.NO_REASON);
    }
    return switch (services.admit(info.calledAeTitle(), info.callingAeTitle(), info.address())) {
      case ADMITTED -> Optional.empty();
      case CALLED_AE_TITLE_NOT_RECOGNIZED ->
          Optional.of(AAssociateRj.CALLED_AE_TITLE_NOT_RECOGNIZED);
      case CALLING_AE_TITLE_NOT_RECOGNIZED ->
          Optional.of(AAssociateRj.CALLING_AE_TITLE_NOT_RECOGNIZED);
      case TEMPORARY_CONGESTION -> Optional.of(AAssociateRj.TEMPORARY_CONGESTION);
      case LOCAL_LIMIT_EXCEEDED -> Optional.of(AAssociateRj.LOCAL_LIMIT_EXCEEDED);
    };
  }

  private static AAssociateAc accept(
      AAssociateRq request, AssociationInfo info, ServiceProvider services, int receiveMaxPdu) {
    List<PresentationContextAc> answers = new ArrayList<>();
    Set<String> acceptedClasses = new HashSet<>();
    for (PresentationContextRq context : request.presentationContexts()) {
      PresentationContextAc answer = answer(context, info, services);
      answers.add(answer);
      if (answer.isAccepted()) {
        acceptedClasses.add(context.abstractSyntax());
      }
    }
    return new AAssociateAc(
        1,
        request.calledAeTitle(),
        request.callingAeTitle(),
        AAssociateRq.APPLICATION_CONTEXT,
        answers,
        userInformation(request.userInformation(), acceptedClasses, receiveMaxPdu));
  }

  private static PresentationContextAc answer(
      PresentationContextRq context, AssociationInfo info, ServiceProvider services) {
    // a rejected context carries the first proposed syntax: it has no meaning, but peers expect a
    // well-formed item
    String first = context.transferSyntaxes().isEmpty() ? "" : context.transferSyntaxes().get(0);
    if (!services.supports(info, context.abstractSyntax())) {
      return new PresentationContextAc(context.id(), Result.ABSTRACT_SYNTAX_NOT_SUPPORTED, first);
    }
    return services
        .chooseTransferSyntax(info, context.abstractSyntax(), context.transferSyntaxes())
        .filter(context.transferSyntaxes()::contains)
        .map(chosen -> new PresentationContextAc(context.id(), Result.ACCEPTANCE, chosen))
        .orElseGet(
            () ->
                new PresentationContextAc(
                    context.id(), Result.TRANSFER_SYNTAXES_NOT_SUPPORTED, first));
  }

  /**
   * Asynchronous operations are answered 1/1 when asked (PS3.7 D.3.3.3); roles only for accepted
   * classes, where we are never SCU (D.3.3.4); extended negotiation and user identity are left
   * unanswered, which declines them.
   */
  private static UserInformation userInformation(
      UserInformation asked, Set<String> acceptedClasses, int receiveMaxPdu) {
    List<RoleSelection> roles =
        asked.roleSelections().stream()
            .filter(role -> acceptedClasses.contains(role.sopClassUid()))
            .map(role -> new RoleSelection(role.sopClassUid(), role.scu(), false))
            .toList();
    return new UserInformation(
        OptionalLong.of(receiveMaxPdu),
        Implementation.CLASS_UID,
        Implementation.VERSION_NAME,
        asked.asyncOperations().map(window -> new AsyncOperations(1, 1)),
        roles,
        List.of(),
        Optional.empty());
  }
}
