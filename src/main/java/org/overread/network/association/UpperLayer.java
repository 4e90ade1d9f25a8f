package org.overread.network.association;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.overread.network.pdu.AAbort;
import org.overread.network.pdu.AAssociateAc;
import org.overread.network.pdu.AAssociateRj;
import org.overread.network.pdu.AAssociateRq;
import org.overread.network.pdu.AReleaseRp;
import org.overread.network.pdu.AReleaseRq;
import org.overread.network.pdu.Pdu;
import org.overread.network.pdu.PduEncoder;
import org.overread.network.pdu.PduException;
import org.overread.network.pdu.PdvFragment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One association's protocol machine (PS3.8 section 9.2): every PDU, primitive, timer and close
 * goes through {@link TransitionTable}. Both roles. Lives on the channel's event loop; the
 * primitives may be issued from any thread and take effect in the order of their issue.
 */
final class UpperLayer extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(UpperLayer.class);
  private static final AtomicLong IDS = new AtomicLong();
  private static final LogLimit STRANGERS = new LogLimit(Duration.ofSeconds(10));

  enum Role {
    REQUESTOR,
    ACCEPTOR
  }

  /** P-DATA on its way out, and what to run when it has left or never will. */
  private record Outgoing(ByteBuf pdus, Runnable done) {}

  private final long id = IDS.incrementAndGet();
  private final Role role;
  private final Duration artim;
  private final UpperLayerUser user;
  private final Optional<AAssociateRq> proposal;

  // owned by the event loop
  private ChannelHandlerContext context;
  private ScheduledFuture<?> artimTimer;
  private boolean ended;
  private volatile State state = State.STA1;

  private UpperLayer(
      Role role, Duration artim, UpperLayerUser user, Optional<AAssociateRq> proposal) {
    this.role = role;
    this.artim = artim;
    this.user = user;
    this.proposal = proposal;
  }

  static UpperLayer acceptor(Duration artim, UpperLayerUser user) {
    return new UpperLayer(Role.ACCEPTOR, artim, user, Optional.empty());
  }

  static UpperLayer requestor(Duration artim, UpperLayerUser user, AAssociateRq proposal) {
    return new UpperLayer(Role.REQUESTOR, artim, user, Optional.of(proposal));
  }

  /** Number of the association since start: the trace ID of its log lines. */
  long id() {
    return id;
  }

  State state() {
    return state;
  }

  // ---- primitives, from any thread
  // --------------------------------------------------------------------------------

  void accept(AAssociateAc ac) {
    issue(Event.EVT7, ac);
  }

  void reject(AAssociateRj rj) {
    issue(Event.EVT8, rj);
  }

  /**
   * Sends whole P-DATA PDUs in one write; takes the buffer over.
   *
   * @param done runs on the event loop when the bytes have left or never will
   */
  void send(ByteBuf pdus, Runnable done) {
    issue(Event.EVT9, new Outgoing(pdus, done));
  }

  void releaseRequest() {
    issue(Event.EVT11, Optional.empty());
  }

  void releaseResponse() {
    issue(Event.EVT14, Optional.empty());
  }

  void abort(AAbort reason) {
    issue(Event.EVT15, reason);
  }

  /** Asks for the next bytes. */
  void read() {
    context.channel().read();
  }

  /** Closes without a word: for a peer that reads nothing. */
  void close() {
    context.channel().close();
  }

  private void issue(Event event, Object argument) {
    if (context.executor().inEventLoop()) {
      on(event, argument);
      return;
    }
    try {
      context.executor().execute(() -> onOrClose(event, argument));
    } catch (RejectedExecutionException stopping) {
      discard(argument);
    }
  }

  /** A bug must not leave the peer waiting. */
  private void onOrClose(Event event, Object argument) {
    try {
      on(event, argument);
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("association", id)
          .addKeyValue("event", event)
          .setCause(e)
          .log("closing after a fault");
      context.close();
    }
  }

  // ---- what the channel tells
  // -------------------------------------------------------------------------------------

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    if (role == Role.REQUESTOR) {
      on(Event.EVT1, Optional.empty());
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    on(role == Role.REQUESTOR ? Event.EVT2 : Event.EVT5, Optional.empty());
    ctx.read();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    Pdu pdu = (Pdu) message;
    Event event =
        switch (pdu.type()) {
          case A_ASSOCIATE_RQ -> Event.EVT6;
          case A_ASSOCIATE_AC -> Event.EVT3;
          case A_ASSOCIATE_RJ -> Event.EVT4;
          case P_DATA_TF -> Event.EVT10;
          case A_RELEASE_RQ -> Event.EVT12;
          case A_RELEASE_RP -> Event.EVT13;
          case A_ABORT -> Event.EVT16;
        };
    on(event, pdu);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    user.readComplete();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof PduException invalid) {
      // scanners and load balancers speak other protocols to a fresh connection: one line in a
      // while is enough
      boolean shown = state != State.STA2 || STRANGERS.mayLog();
      (shown ? LOG.atWarn() : LOG.atDebug())
          .addKeyValue("association", id)
          .addKeyValue("peer", ctx.channel().remoteAddress())
          .addKeyValue("fault", invalid.getMessage())
          .log("bytes are not a valid PDU");
      on(Event.EVT19, invalid.abort());
    } else {
      // a reset connection or a bug of ours: channelInactive follows the close
      (cause instanceof IOException ? LOG.atDebug() : LOG.atError().setCause(cause))
          .addKeyValue("association", id)
          .addKeyValue("fault", cause.toString())
          .log("connection failed, closing");
      ctx.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    on(Event.EVT17, Optional.empty());
    stopArtim();
    end(Ending.closed());
    user.transportClosed();
  }

  // ---- Table 9-10
  // -------------------------------------------------------------------------------------------------

  private void on(Event event, Object argument) {
    Optional<TransitionTable.Transition> cell = TransitionTable.of(state, event);
    if (cell.isEmpty()) {
      // Only primitives that come too late, and the close that we began ourselves, meet an empty
      // cell.
      discard(argument);
      return;
    }
    Action action = cell.get().action();
    if (action == Action.AE_6) {
      decide((AAssociateRq) argument);
      return;
    }
    State before = state;
    List<State> next = cell.get().next();
    state =
        next.get(
            role == Role.REQUESTOR
                ? 0
                : next.size() - 1); // two in AR-8: Sta9 requestor, Sta10 acceptor
    perform(action, argument);
    boolean unexpected = action == Action.AA_8 || action == Action.AA_1 && event != Event.EVT15;
    if (unexpected
        && event != Event.EVT19) { // what was wrong with an invalid PDU has been logged already
      LOG.atWarn()
          .addKeyValue("association", id)
          .addKeyValue("state", before)
          .addKeyValue("event", event)
          .log("PDU not allowed in this state, aborting");
    }
  }

  private void perform(Action action, Object argument) {
    switch (action) {
      case AE_1, AE_6 -> {} // the connection is opened by the caller; AE-6 is decide()
      case AE_2 -> write(proposal.orElseThrow());
      case AE_3 -> user.associateConfirm((AAssociateAc) argument);
      case AE_4 -> endAndClose(Ending.rejected((AAssociateRj) argument));
      case AE_5 -> startArtim();
      case AE_7 -> write((AAssociateAc) argument);
      case AE_8 ->
          sendAndAwaitClose((AAssociateRj) argument, Ending.rejected((AAssociateRj) argument));
      case DT_1, AR_7 -> writeData((Outgoing) argument);
      case DT_2, AR_6 -> user.data((PdvFragment) argument);
      case AR_1 -> write(new AReleaseRq());
      case AR_2 -> user.releaseIndication();
      case AR_3 -> endAndClose(Ending.released());
      case AR_4 -> sendAndAwaitClose(new AReleaseRp(), Ending.released());
      case AR_5 -> stopArtim();
      case AR_8 -> collide();
      case AR_9 -> write(new AReleaseRp());
      case AR_10 -> releaseResponse();
      case AA_1 -> abortWith(argument instanceof AAbort reason ? reason : AAbort.BY_USER, argument);
      case AA_2 ->
          endAndClose(
              argument instanceof AAbort abort ? Ending.abortedByPeer(abort) : Ending.closed());
      case AA_3 -> endAndClose(Ending.abortedByPeer((AAbort) argument));
      case AA_4 -> end(Ending.closed());
      case AA_5 -> stopArtim();
      case AA_6 -> discard(argument);
      case AA_7 -> {
        discard(argument);
        write(argument instanceof AAbort reason ? reason : AAbort.UNEXPECTED_PDU);
      }
      case AA_8 ->
          abortWith(argument instanceof AAbort reason ? reason : AAbort.UNEXPECTED_PDU, argument);
    }
  }

  /** AE-6: refused before the user sees it (Sta13), or indicated (Sta3). */
  private void decide(AAssociateRq request) {
    stopArtim();
    Optional<AAssociateRj> refusal = user.refuse(request);
    state = refusal.isPresent() ? State.STA13 : State.STA3;
    if (refusal.isPresent()) {
      sendAndAwaitClose(refusal.get(), Ending.rejected(refusal.get()));
    } else {
      user.associateIndication(request);
    }
  }

  /**
   * AR-8: the requestor answers the colliding request at once; the acceptor waits for the peer's
   * answer (AR-10).
   */
  private void collide() {
    if (role == Role.REQUESTOR) {
      releaseResponse();
    }
  }

  private void abortWith(AAbort reason, Object argument) {
    discard(argument);
    sendAndAwaitClose(reason, Ending.abortedByUs(reason));
  }

  /** Towards Sta13: the peer is to close; ARTIM closes when it does not. */
  private void sendAndAwaitClose(Pdu last, Ending ending) {
    write(last);
    startArtim();
    end(ending);
  }

  private void endAndClose(Ending ending) {
    stopArtim();
    end(ending);
    context.close();
  }

  private void end(Ending ending) {
    if (!ended) {
      ended = true;
      user.ended(ending);
    }
  }

  private void write(Pdu pdu) {
    context.writeAndFlush(PduEncoder.encode(context.alloc(), pdu));
  }

  private void writeData(Outgoing outgoing) {
    context.writeAndFlush(outgoing.pdus()).addListener(written -> outgoing.done().run());
  }

  private void startArtim() {
    stopArtim();
    artimTimer =
        context
            .executor()
            .schedule(
                () -> on(Event.EVT18, Optional.empty()), artim.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void stopArtim() {
    if (artimTimer != null) {
      artimTimer.cancel(false);
    }
  }

  private static void discard(Object argument) {
    if (argument instanceof PdvFragment fragment) {
      fragment.data().release();
    } else if (argument instanceof Outgoing outgoing) {
      ReferenceCountUtil.release(outgoing.pdus());
      outgoing.done().run();
    }
  }
}
