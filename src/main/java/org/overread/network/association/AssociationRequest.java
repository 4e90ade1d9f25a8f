package org.overread.network.association;

import io.netty.channel.Channel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.overread.dicom.Implementation;
import org.overread.network.pdu.AAbort;
import org.overread.network.pdu.AAssociateAc;
import org.overread.network.pdu.AAssociateRq;
import org.overread.network.pdu.PresentationContextRq;
import org.overread.network.pdu.UserInformation;
import org.overread.network.service.AssociationException;
import org.overread.network.service.AssociationException.Reason;
import org.overread.network.service.ProposedContext;
import org.overread.network.service.RemoteAe;
import org.overread.network.service.RequestedAssociation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An attempt to open an association over a connection that is being made: attach it to the channel,
 * then wait for the peer's answer.
 */
public final class AssociationRequest {
  private static final Logger LOG = LoggerFactory.getLogger(AssociationRequest.class);
  private static final int PROTOCOL_VERSION = 1; // PS3.8 9.3.2
  private static final int MAX_AE_TITLE = 16; // PS3.8 9.3.2

  private final AssociationSettings settings;
  private final RemoteAe remote;
  private final List<PresentationContextRq> proposed;
  private final AAssociateRq proposal;
  private final CompletableFuture<RequestedAssociation> opened = new CompletableFuture<>();
  private final CompletableFuture<RequestorLink> attached = new CompletableFuture<>();

  public AssociationRequest(
      AssociationSettings settings,
      String callingAeTitle,
      RemoteAe remote,
      List<ProposedContext> contexts) {
    this.settings = settings;
    this.remote = remote;
    this.proposed = OpenContexts.propose(contexts);
    this.proposal =
        new AAssociateRq(
            PROTOCOL_VERSION,
            checked(remote.aeTitle()),
            checked(callingAeTitle),
            AAssociateRq.APPLICATION_CONTEXT,
            proposed,
            UserInformation.ours(
                settings.receiveMaxPdu(), Implementation.CLASS_UID, Implementation.VERSION_NAME));
  }

  /** Titles are never cut or repaired on their way out (UL-20, PS3.5 6.2). */
  private static String checked(String aeTitle) {
    boolean valid =
        !aeTitle.isBlank()
            && aeTitle.length() <= MAX_AE_TITLE
            && aeTitle.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '\\');
    if (!valid) {
      throw new IllegalArgumentException("not an AE title: " + Printable.of(aeTitle));
    }
    return aeTitle;
  }

  /** Puts our handlers into the channel's pipeline; called once, while it is being registered. */
  public void attach(Channel channel) {
    RequestorLink link = new RequestorLink(channel, settings, proposal);
    link.confirmed()
        .whenComplete(
            (answer, failure) -> {
              if (failure != null) {
                opened.completeExceptionally(failure);
              } else {
                opened.complete(open(channel, link, answer));
              }
            });
    attached.complete(link);
  }

  /** On the event loop, before the next PDU is looked at. */
  private RequestedAssociation open(Channel channel, RequestorLink link, AAssociateAc answer) {
    OpenContexts contexts = OpenContexts.of(proposed, answer);
    link.expectMessagesOn(contexts.ids());
    long peerMaximum =
        answer.userInformation().maximumLength().orElse(PData.DEFAULT_MAXIMUM_LENGTH);
    if (peerMaximum > 0 && peerMaximum < PData.SMALLEST_MAXIMUM_LENGTH) {
      LOG.atWarn()
          .addKeyValue("association", link.upper().id())
          .addKeyValue("maximum", peerMaximum)
          .log("peer's maximum PDU length carries no data, aborting");
      link.upper().abort(AAbort.INVALID_PDU_PARAMETER_VALUE);
      peerMaximum = PData.SMALLEST_MAXIMUM_LENGTH;
    }
    LOG.atDebug()
        .addKeyValue("association", link.upper().id())
        .addKeyValue("remote", remote)
        .addKeyValue(
            "implementation", Printable.of(answer.userInformation().implementationClassUid()))
        .addKeyValue("version", Printable.of(answer.userInformation().implementationVersionName()))
        .addKeyValue("contexts", contexts.ids().size())
        .addKeyValue("proposed", proposed.size())
        .log("requested association accepted");
    return new OpenAssociation(
        link,
        contexts,
        settings,
        channel.alloc(),
        PData.maxFragment(peerMaximum, settings.sendMaxPdu()));
  }

  /** Waits for the peer's answer to the proposal, at most ARTIM; the connection has been made. */
  public RequestedAssociation await() throws AssociationException {
    try {
      return opened.get(settings.artim().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw (AssociationException) e.getCause();
    } catch (TimeoutException e) {
      attached.thenAccept(link -> link.upper().abort(AAbort.BY_USER));
      throw new AssociationException(
          Reason.TIMED_OUT,
          "connected, but no answer to the proposal within " + settings.artim().toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      attached.thenAccept(link -> link.upper().abort(AAbort.BY_USER));
      throw new AssociationException(Reason.ABORTED, "interrupted while waiting for the peer");
    }
  }
}
