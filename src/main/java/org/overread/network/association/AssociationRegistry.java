package org.overread.network.association;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * All connections to our port: enforces the limits on their number and shows them to the
 * administrator. Safe for all threads; nothing is called while its lock is held.
 */
public final class AssociationRegistry {
  /**
   * Connections that may be open without having asked for anything; the oldest is closed for a
   * further one.
   */
  private static final int MAX_AWAITING_REQUEST = 64;

  /** Time for an A-ABORT to reach its peer, and for the peer to close, when the node stops. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  /**
   * An association, or a connection that is to become one.
   *
   * @param id trace ID of its log lines
   * @param callingAeTitle as received, control characters escaped; empty before the request
   * @param state of PS3.8 9.2, such as {@code Sta6}
   * @param requests DIMSE requests begun
   */
  public record OpenAssociation(
      long id,
      InetAddress address,
      String callingAeTitle,
      String calledAeTitle,
      String state,
      Duration age,
      long bytesReceived,
      long bytesSent,
      long requests) {}

  /**
   * What there is and what there was since start.
   *
   * @param open ordered by age, oldest first
   * @param accepted associations accepted
   * @param rejected rejections sent, by result/source/reason
   * @param aborted associations accepted that did not end by release
   */
  public record Snapshot(
      List<OpenAssociation> open, long accepted, Map<String, Long> rejected, long aborted) {}

  private final AssociationSettings settings;
  private final ExecutorSlots slots;
  private final ReadSizes readSizes = new ReadSizes();
  private final Set<Acceptor> open = new LinkedHashSet<>();
  private final Map<InetAddress, Integer> perAddress = new HashMap<>();
  private final Map<String, Integer> perCallingAeTitle = new HashMap<>();
  private final Map<String, Long> rejected = new TreeMap<>();
  private int unnamed; // associations of callers that no setting names
  private long accepted;
  private long aborted;
  private boolean draining;

  public AssociationRegistry(AssociationSettings settings) {
    this.settings = settings;
    this.slots = new ExecutorSlots(settings.maxAssociations());
  }

  /** What each connection asks before it reads. */
  public ReadSizes readSizes() {
    return readSizes;
  }

  /** The connections as they are now. */
  public Snapshot snapshot() {
    List<Acceptor> now;
    long acceptedNow;
    long abortedNow;
    Map<String, Long> rejectedNow;
    synchronized (this) {
      now = new ArrayList<>(open);
      acceptedNow = accepted;
      abortedNow = aborted;
      rejectedNow = Map.copyOf(rejected);
    }
    List<OpenAssociation> shown =
        now.stream()
            .map(Acceptor::show)
            .sorted(Comparator.comparing(OpenAssociation::age).reversed())
            .toList();
    return new Snapshot(shown, acceptedNow, rejectedNow, abortedNow);
  }

  // ---- connections
  // ------------------------------------------------------------------------------------------------

  /** False when the address has too many sockets open already; the caller closes this one. */
  boolean opened(Acceptor acceptor) {
    Optional<Acceptor> oldestSilent = Optional.empty();
    synchronized (this) {
      if (perAddress.getOrDefault(acceptor.address(), 0) >= settings.maxPerAddress()) {
        return false;
      }
      perAddress.merge(acceptor.address(), 1, Integer::sum);
      open.add(acceptor);
      List<Acceptor> silent =
          open.stream().filter(Acceptor::awaitsRequest).limit(MAX_AWAITING_REQUEST + 1L).toList();
      if (silent.size() > MAX_AWAITING_REQUEST) {
        oldestSilent = Optional.of(silent.get(0));
      }
    }
    oldestSilent.ifPresent(Acceptor::close);
    return true;
  }

  synchronized void closed(Acceptor acceptor) {
    if (open.remove(acceptor)) {
      perAddress.computeIfPresent(
          acceptor.address(), (address, count) -> count == 1 ? null : count - 1);
      notifyAll();
    }
  }

  // ---- associations
  // -----------------------------------------------------------------------------------------------

  synchronized boolean isDraining() {
    return draining;
  }

  /** An executor of its own for an association; empty when {@code maxAssociations} are open. */
  Optional<Executor> takeExecutor() {
    return slots.take();
  }

  void giveBack(Executor executor) {
    slots.giveBack(executor);
  }

  /**
   * False when the calling AE title, or all callers that no setting names, have too many
   * associations already.
   */
  synchronized boolean admit(String callingAeTitle, boolean named) {
    int mostUnnamed = (settings.maxAssociations() + 1) / 2;
    if (perCallingAeTitle.getOrDefault(callingAeTitle, 0) >= settings.maxPerCallingAeTitle()
        || !named && unnamed >= mostUnnamed) {
      return false;
    }
    unnamed += named ? 0 : 1;
    perCallingAeTitle.merge(callingAeTitle, 1, Integer::sum);
    return true;
  }

  synchronized void left(String callingAeTitle, boolean named) {
    unnamed -= named ? 0 : 1;
    perCallingAeTitle.computeIfPresent(
        callingAeTitle, (title, count) -> count == 1 ? null : count - 1);
  }

  synchronized void countAccepted() {
    accepted++;
  }

  synchronized void countRejected(String reason) {
    rejected.merge(reason, 1L, Long::sum);
  }

  synchronized void countAborted() {
    aborted++;
  }

  // ---- shutdown
  // ---------------------------------------------------------------------------------------------------

  /** An acceptor's association has ended and its services know. */
  synchronized void over() {
    notifyAll();
  }

  /**
   * From now on callers are rejected 2/3/1; what runs may end within the grace; then it is aborted.
   * Waits for that.
   *
   * @param grace how long a running operation may go on
   */
  public void drain(Duration grace) throws InterruptedException {
    List<Acceptor> now;
    synchronized (this) {
      draining = true;
      now = new ArrayList<>(open);
    }
    now.forEach(Acceptor::drain);
    if (!await(grace, () -> open.stream().allMatch(Acceptor::isOver))) {
      remaining().forEach(Acceptor::abort);
    }
    await(LAST_WORDS, open::isEmpty);
    remaining().forEach(Acceptor::close);
    slots.shutdown();
  }

  private synchronized List<Acceptor> remaining() {
    return new ArrayList<>(open);
  }

  private synchronized boolean await(Duration limit, BooleanSupplier condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }
}
