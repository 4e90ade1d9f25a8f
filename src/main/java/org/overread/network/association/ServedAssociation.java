package org.overread.network.association;

import io.netty.buffer.ByteBufAllocator;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.overread.network.pdu.AAbort;
import org.overread.network.pdu.AAssociateAc;
import org.overread.network.pdu.AAssociateRj;
import org.overread.network.pdu.AAssociateRq;
import org.overread.network.pdu.Pdu;
import org.overread.network.pdu.PdvFragment;
import org.overread.network.pdu.PresentationContextAc;
import org.overread.network.pdu.PresentationContextRq;
import org.overread.network.pdu.UserInformation;
import org.overread.network.service.AssociationInfo;
import org.overread.network.service.ServiceProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of an accepted association that may wait: negotiation with the program, messages,
 * services. Every method but the two getters runs on the association's own executor.
 */
final class ServedAssociation {
  private static final Logger LOG = LoggerFactory.getLogger(ServedAssociation.class);

  private final AssociationInfo info;
  private final AssociationSettings settings;
  private final ServiceProvider services;
  private final AssociationRegistry registry;
  private final UpperLayer upper;
  private final ByteBufAllocator allocator;
  private final Executor executor;
  private volatile Optional<DimseServer> server =
      Optional.empty(); // its counter is shown to other threads
  private Optional<MessageAssembler> assembler = Optional.empty();
  private boolean named;
  private boolean draining;
  private boolean over;

  private volatile Watchdog.Phase phase = Watchdog.Phase.NOTHING;
  private volatile long waitingSince = System.nanoTime();

  ServedAssociation(
      AAssociateRq request,
      InetAddress address,
      AssociationSettings settings,
      ServiceProvider services,
      AssociationRegistry registry,
      UpperLayer upper,
      ByteBufAllocator allocator,
      Executor executor) {
    UserInformation peer = request.userInformation();
    this.info =
        new AssociationInfo(
            upper.id(),
            trim(request.callingAeTitle()),
            trim(request.calledAeTitle()),
            address,
            peer.implementationClassUid(),
            peer.implementationVersionName());
    this.settings = settings;
    this.services = services;
    this.registry = registry;
    this.upper = upper;
    this.allocator = allocator;
    this.executor = executor;
  }

  /** Spaces are insignificant on both sides (PS3.5 6.2); some peers pad with NUL. */
  private static String trim(String aeTitle) {
    int end = aeTitle.indexOf('\0');
    return (end < 0 ? aeTitle : aeTitle.substring(0, end)).strip();
  }

  AssociationInfo info() {
    return info;
  }

  // ---- establishment
  // ----------------------------------------------------------------------------------------------

  void negotiate(AAssociateRq request) {
    Pdu answer;
    try {
      named = services.isNamed(info);
      answer = Negotiator.answer(request, info, services, settings.receiveMaxPdu());
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("association", info.id()).setCause(e).log("negotiation failed");
      answer = AAssociateRj.TEMPORARY_CONGESTION;
    }
    if (answer instanceof AAssociateAc && !registry.admit(info.callingAeTitle(), named)) {
      answer = AAssociateRj.LOCAL_LIMIT_EXCEEDED;
    }
    if (answer instanceof AAssociateAc accepted) {
      accept(request, accepted);
    } else if (answer instanceof AAssociateRj rejection) {
      upper.reject(rejection);
    } else {
      upper.abort((AAbort) answer);
    }
  }

  private void accept(AAssociateRq request, AAssociateAc answer) {
    Map<Integer, String> abstractSyntaxes = new HashMap<>();
    for (PresentationContextRq context : request.presentationContexts()) {
      abstractSyntaxes.put(context.id(), context.abstractSyntax());
    }
    Map<Integer, AcceptedContext> contexts = new HashMap<>();
    for (PresentationContextAc context : answer.presentationContexts()) {
      if (context.isAccepted()) {
        contexts.put(
            context.id(),
            new AcceptedContext(
                context.id(), abstractSyntaxes.get(context.id()), context.transferSyntax()));
      }
    }
    long peerMaximum =
        request.userInformation().maximumLength().orElse(PData.DEFAULT_MAXIMUM_LENGTH);
    MessageWriter writer =
        new MessageWriter(upper, allocator, PData.maxFragment(peerMaximum, settings.sendMaxPdu()));
    DimseServer dimse = new DimseServer(info, contexts, services, writer, executor);
    dimse.onQuiet(this::settle);
    server = Optional.of(dimse);
    assembler = Optional.of(new MessageAssembler(contexts.keySet(), dimse));
    registry.countAccepted();
    LOG.atInfo()
        .addKeyValue("association", info.id())
        .addKeyValue("calling", Printable.of(info.callingAeTitle()))
        .addKeyValue("called", Printable.of(info.calledAeTitle()))
        .addKeyValue("address", info.address())
        .addKeyValue("implementation", Printable.of(info.implementationClassUid()))
        .addKeyValue("version", Printable.of(info.implementationVersionName()))
        .addKeyValue("contexts", contexts.size())
        .addKeyValue("proposed", request.presentationContexts().size())
        .log("association accepted");
    settle();
    upper.accept(answer);
  }

  // ---- messages
  // ---------------------------------------------------------------------------------------------------

  void received(List<PdvFragment> fragments) {
    boolean progress = assembler.map(MessageAssembler::isBetweenMessages).orElse(false);
    for (PdvFragment fragment : fragments) {
      progress |= fragment.data().isReadable();
      receive(fragment);
    }
    if (progress) {
      settle();
    }
  }

  private void receive(PdvFragment fragment) {
    if (over || assembler.isEmpty()) {
      fragment.data().release();
      return;
    }
    try {
      assembler.get().accept(fragment);
    } catch (ProtocolViolation violation) {
      over = true;
      LOG.atWarn()
          .addKeyValue("association", info.id())
          .addKeyValue("fault", violation.getMessage())
          .log("peer breaks the message protocol, aborting");
      upper.abort(violation.abort());
    } catch (RuntimeException | Error bug) {
      over = true;
      LOG.atError()
          .addKeyValue("association", info.id())
          .setCause(bug)
          .log("aborting after a fault of this node");
      upper.abort(AAbort.REASON_NOT_SPECIFIED);
    }
  }

  /**
   * After every step: what the peer owes us now, and whether a shutdown may end the association.
   */
  private void settle() {
    waitingSince = System.nanoTime();
    boolean between = assembler.map(MessageAssembler::isBetweenMessages).orElse(true);
    if (server.map(DimseServer::isAnswering).orElse(true)) {
      phase = Watchdog.Phase.NOTHING;
    } else {
      phase = between ? Watchdog.Phase.NEXT_MESSAGE : Watchdog.Phase.REST_OF_MESSAGE;
    }
    if (draining && !over && between && server.map(DimseServer::isQuiet).orElse(true)) {
      over = true;
      upper.abort(AAbort.BY_USER);
    }
  }

  /**
   * Release asked by the peer: everything it sent before has been answered, or is about to be
   * (UL-57, AR-7).
   */
  void release() {
    if (server.map(DimseServer::isAnswering).orElse(false)) {
      server.get().onQuiet(upper::releaseResponse);
    } else {
      upper.releaseResponse();
    }
  }

  // ---- the end
  // ----------------------------------------------------------------------------------------------------

  /** What runs may end; then the association is aborted (UL-61). */
  void drain() {
    draining = true;
    settle();
  }

  void ended(Ending ending) {
    over = true;
    if (server.isEmpty()) {
      return; // rejected, or gone before it was answered
    }
    server.get().ended();
    registry.left(info.callingAeTitle(), named);
    boolean released = ending.kind() == Ending.Kind.RELEASED;
    if (!released) {
      registry.countAborted();
    }
    (released ? LOG.atDebug() : ending.kind() == Ending.Kind.CLOSED ? LOG.atInfo() : LOG.atWarn())
        .addKeyValue("association", info.id())
        .addKeyValue("calling", Printable.of(info.callingAeTitle()))
        .addKeyValue("requests", requests())
        .log("association " + ending.text());
    try {
      services.ended(info, released);
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("association", info.id())
          .setCause(e)
          .log("service failed at the end of an association");
    }
  }

  Watchdog.Phase phase() {
    return phase;
  }

  long waitingSince() {
    return waitingSince;
  }

  long requests() {
    return server.map(DimseServer::requests).orElse(0L);
  }
}
