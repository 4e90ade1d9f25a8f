package org.overread.network.mllp;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.overread.network.service.MessageService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections of the HL7 port: who may come in, and their end. Safe for all threads. */
public final class MllpServer {
  private static final Logger LOG = LoggerFactory.getLogger(MllpServer.class);
  private static final long KEEP_ALIVE_SECONDS = 60;

  private final MllpSettings settings;
  private final Answers answers;
  private final ThreadPoolExecutor workers;
  private final Set<MllpConnection> open = new LinkedHashSet<>(); // guarded by this
  private final Map<InetAddress, Integer> perAddress = new HashMap<>(); // guarded by this
  private final AtomicLong connections = new AtomicLong();
  private boolean draining; // guarded by this

  public MllpServer(MllpSettings settings, MessageService service, Clock clock) {
    this.settings = settings;
    this.answers = new Answers(service, clock);
    // A connection has one task at a time, and counts as open until that is over. Twice, because a
    // thread that has just left a connection may not be free yet when its next message comes.
    this.workers =
        new ThreadPoolExecutor(
            0,
            2 * settings.maxConnections(),
            KEEP_ALIVE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> {
              Thread thread = new Thread(work, "hl7");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Serves an accepted connection, whose auto read is off. Called on its event loop. */
  public void attach(Channel channel) {
    if (!(channel.remoteAddress() instanceof InetSocketAddress remote)) {
      channel.close(); // the peer was gone before we looked
      return;
    }
    String id = "hl7-" + connections.incrementAndGet();
    MllpConnection connection =
        new MllpConnection(channel, remote, id, settings, answers, workers, this::over);
    String refusal = admit(connection);
    if (!refusal.isEmpty()) {
      LOG.atWarn()
          .addKeyValue("connection", id)
          .addKeyValue("address", remote.getAddress())
          .log("HL7 connection refused: " + refusal);
      channel.close();
      return;
    }
    channel.pipeline().addLast(connection);
    LOG.atInfo()
        .addKeyValue("connection", id)
        .addKeyValue("address", remote.getAddress())
        .log("HL7 connection opened");
  }

  /** "" when it may come in. */
  private synchronized String admit(MllpConnection connection) {
    InetAddress address = connection.address();
    if (draining) {
      return "stopping";
    }
    if (!settings.admits(address)) {
      return "the address is not allowed";
    }
    if (open.size() >= settings.maxConnections()) {
      return "too many connections";
    }
    if (perAddress.getOrDefault(address, 0) >= settings.maxPerAddress()) {
      return "too many connections from this address";
    }
    open.add(connection);
    perAddress.merge(address, 1, Integer::sum);
    return "";
  }

  private synchronized void over(MllpConnection connection) {
    if (open.remove(connection)) {
      perAddress.merge(connection.address(), -1, (a, b) -> a + b == 0 ? null : a + b);
      notifyAll();
    }
  }

  /** Connections open now. */
  public synchronized int openConnections() {
    return open.size();
  }

  /** Takes no more, answers what has arrived within the grace, and closes. */
  public void drain(Duration grace) throws InterruptedException {
    List<MllpConnection> ending;
    synchronized (this) {
      draining = true;
      ending = List.copyOf(open);
    }
    ending.forEach(MllpConnection::drain);
    long deadline = System.nanoTime() + grace.toNanos();
    synchronized (this) {
      while (!open.isEmpty() && deadline - System.nanoTime() > 0) {
        TimeUnit.NANOSECONDS.timedWait(this, deadline - System.nanoTime());
      }
      ending = List.copyOf(open);
    }
    ending.forEach(MllpConnection::close);
    workers.shutdown();
  }
}
