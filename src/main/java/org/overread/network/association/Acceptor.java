package org.overread.network.association;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.overread.network.pdu.AAbort;
import org.overread.network.pdu.AAssociateAc;
import org.overread.network.pdu.AAssociateRj;
import org.overread.network.pdu.AAssociateRq;
import org.overread.network.pdu.PduDecoder;
import org.overread.network.pdu.PdvFragment;
import org.overread.network.service.ServiceProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The acceptor's side of one connection. The event loop decodes and hands what each read brought to
 * the association's own executor, at most {@link #MAX_READS_IN_FLIGHT} reads ahead: a slow disk
 * stops the reading, nothing piles up.
 */
public final class Acceptor implements UpperLayerUser, Watchdog.Watched {
  private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);

  /**
   * Two, so that the event loop reads the next piece while the executor writes the previous one to
   * disk.
   */
  private static final int MAX_READS_IN_FLIGHT = 2;

  private static final int PROTOCOL_VERSION_1 = 1; // PS3.8 9.3.2: bit 0

  private final AssociationSettings settings;
  private final ServiceProvider services;
  private final AssociationRegistry registry;
  private final Channel channel;
  private final InetAddress address;
  private final long openedAt = System.nanoTime();
  private final Wire wire = new Wire();
  private final PduDecoder decoder;
  private final UpperLayer upper;
  private final Watchdog watchdog;
  private final AtomicInteger readsInFlight = new AtomicInteger();

  private List<PdvFragment> batch = new ArrayList<>(); // owned by the event loop
  private boolean insidePdu; // owned by the event loop
  private volatile long pduBegan;
  private volatile Optional<Executor> executor =
      Optional.empty(); // set on the event loop with `served`
  private volatile Optional<ServedAssociation> served = Optional.empty();
  private volatile boolean over;

  private Acceptor(
      Channel channel,
      AssociationSettings settings,
      ServiceProvider services,
      AssociationRegistry registry) {
    this.channel = channel;
    this.settings = settings;
    this.services = services;
    this.registry = registry;
    this.address = ((InetSocketAddress) channel.remoteAddress()).getAddress();
    this.decoder = new PduDecoder(settings.receiveMaxPdu());
    this.upper = UpperLayer.acceptor(settings.artim(), this);
    this.watchdog = new Watchdog(settings, wire, upper, this);
  }

  /**
   * Makes an accepted connection, whose auto read is off, an association to be. Called on its event
   * loop.
   */
  public static void attach(
      Channel channel,
      AssociationSettings settings,
      ServiceProvider services,
      AssociationRegistry registry) {
    if (!(channel.remoteAddress() instanceof InetSocketAddress)) {
      channel.close(); // the peer was gone before we looked
      return;
    }
    Acceptor acceptor = new Acceptor(channel, settings, services, registry);
    if (!registry.opened(acceptor)) {
      LOG.atInfo()
          .addKeyValue("association", acceptor.upper.id())
          .addKeyValue("address", acceptor.address)
          .log("too many connections from one address, closing");
      channel.close();
      return;
    }
    channel.pipeline().addLast(acceptor.wire, acceptor.decoder, acceptor.upper);
    acceptor.watchdog.start(channel.eventLoop());
  }

  // ---- the upper layer's user, on the event loop
  // ------------------------------------------------------------------

  @Override
  public Optional<AAssociateRj> refuse(AAssociateRq request) {
    if ((request.protocolVersion() & PROTOCOL_VERSION_1) == 0) {
      return Optional.of(AAssociateRj.PROTOCOL_VERSION_NOT_SUPPORTED);
    }
    if (registry.isDraining()) {
      return Optional.of(AAssociateRj.TEMPORARY_CONGESTION);
    }
    executor = registry.takeExecutor();
    return executor.isPresent() ? Optional.empty() : Optional.of(AAssociateRj.LOCAL_LIMIT_EXCEEDED);
  }

  @Override
  public void associateIndication(AAssociateRq request) {
    ServedAssociation association =
        new ServedAssociation(
            request,
            address,
            settings,
            services,
            registry,
            upper,
            channel.alloc(),
            executor.orElseThrow());
    served = Optional.of(association);
    execute(() -> association.negotiate(request));
  }

  @Override
  public void associateConfirm(AAssociateAc accepted) {
    throw new IllegalStateException("an acceptor proposes nothing");
  }

  @Override
  public void data(PdvFragment fragment) {
    batch.add(fragment);
  }

  @Override
  public void readComplete() {
    if (decoder.insidePdu() && !insidePdu) {
      pduBegan = System.nanoTime();
    }
    insidePdu = decoder.insidePdu();
    if (batch.isEmpty() || handOver() < MAX_READS_IN_FLIGHT) {
      upper.read();
    }
  }

  /** Gives what was read to the executor; how many reads it now holds. */
  private int handOver() {
    List<PdvFragment> full = batch;
    batch = new ArrayList<>();
    int inFlight = readsInFlight.incrementAndGet();
    registry.readSizes().handedOver();
    try {
      executor
          .orElseThrow()
          .execute(
              () -> {
                try {
                  served.orElseThrow().received(full);
                } finally {
                  registry.readSizes().taken();
                  if (readsInFlight.getAndDecrement() == MAX_READS_IN_FLIGHT) {
                    upper.read();
                  }
                }
              });
    } catch (RejectedExecutionException stopping) {
      full.forEach(fragment -> fragment.data().release());
      registry.readSizes().taken();
    }
    return inFlight;
  }

  @Override
  public void releaseIndication() {
    flush();
    execute(() -> served.orElseThrow().release());
  }

  /**
   * What arrived complete before the end is still valid (UL-60): it is handed over before the end
   * is told.
   */
  @Override
  public void ended(Ending ending) {
    flush();
    boolean rejected =
        ending.kind() == Ending.Kind.REJECTED_PERMANENT
            || ending.kind() == Ending.Kind.REJECTED_TRANSIENT;
    if (rejected) {
      registry.countRejected(ending.text());
      LOG.atInfo()
          .addKeyValue("association", upper.id())
          .addKeyValue("address", address)
          .addKeyValue(
              "calling", Printable.of(served.map(a -> a.info().callingAeTitle()).orElse("")))
          .addKeyValue("called", Printable.of(served.map(a -> a.info().calledAeTitle()).orElse("")))
          .log("association " + ending.text());
    } else if (served.isEmpty()) {
      LOG.atDebug()
          .addKeyValue("association", upper.id())
          .addKeyValue("address", address)
          .log("connection ended before an association was requested: " + ending.text());
    }
    served.ifPresent(association -> execute(() -> association.ended(ending)));
    executor.ifPresent(
        own ->
            execute(
                () -> {
                  registry.giveBack(own);
                  over = true;
                  registry.over();
                }));
  }

  @Override
  public void transportClosed() {
    watchdog.stop();
    if (executor.isPresent()) {
      execute(() -> registry.closed(this)); // after all that the executor still has to do for us
    } else {
      registry.closed(this);
    }
  }

  private void flush() {
    if (!batch.isEmpty()) {
      handOver();
    }
  }

  private void execute(Runnable work) {
    try {
      executor.orElseThrow().execute(work);
    } catch (RejectedExecutionException stopping) {
      LOG.atDebug().addKeyValue("association", upper.id()).log("node has stopped");
    }
  }

  // ---- for the watchdog and the registry
  // --------------------------------------------------------------------------

  @Override
  public Watchdog.Phase phase() {
    if (upper.state() != State.STA6 || readsInFlight.get() > 0) {
      return Watchdog.Phase.NOTHING;
    }
    Watchdog.Phase phase = served.map(ServedAssociation::phase).orElse(Watchdog.Phase.NOTHING);
    return phase == Watchdog.Phase.NEXT_MESSAGE && decoder.insidePdu()
        ? Watchdog.Phase.REST_OF_MESSAGE
        : phase;
  }

  @Override
  public long waitingSince() {
    long since = served.map(ServedAssociation::waitingSince).orElse(openedAt);
    return decoder.insidePdu() && pduBegan - since > 0 ? pduBegan : since;
  }

  InetAddress address() {
    return address;
  }

  /** No association, or one that has ended and whose services have been told. */
  boolean isOver() {
    return over || executor.isEmpty();
  }

  /** In Sta2 still: connected, but nothing asked. */
  boolean awaitsRequest() {
    return executor.isEmpty();
  }

  AssociationRegistry.OpenAssociation show() {
    return new AssociationRegistry.OpenAssociation(
        upper.id(),
        address,
        Printable.of(served.map(a -> a.info().callingAeTitle()).orElse("")),
        Printable.of(served.map(a -> a.info().calledAeTitle()).orElse("")),
        upper.state().toString(),
        Duration.ofNanos(System.nanoTime() - openedAt),
        wire.bytesReceived(),
        wire.bytesSent(),
        served.map(ServedAssociation::requests).orElse(0L));
  }

  /** Lets a running operation end, then aborts; a connection without association is closed. */
  void drain() {
    Optional<ServedAssociation> association = served;
    if (association.isPresent()) {
      execute(() -> association.get().drain());
    } else {
      channel.close();
    }
  }

  void abort() {
    upper.abort(AAbort.BY_USER);
  }

  void close() {
    channel.close();
  }
}
