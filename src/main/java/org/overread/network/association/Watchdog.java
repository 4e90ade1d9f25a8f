package org.overread.network.association;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.overread.network.pdu.AAbort;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends an accepted association whose peer stands still: silent inside a PDU or message, idle
 * between messages, or not reading. Time in which this node is busy does not count against the
 * peer. Looks a few times per limit instead of setting a timer at each byte. Runs on the channel's
 * event loop.
 */
final class Watchdog {
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
  private static final long LOOKS_PER_LIMIT = 8;
  private static final long LONGEST_TICK = TimeUnit.SECONDS.toNanos(1);
  private static final long SHORTEST_TICK = TimeUnit.MILLISECONDS.toNanos(5);

  /** Slowest sender served inside a message: 1 KiB/s, averaged over this window. */
  private static final long RATE_WINDOW = TimeUnit.SECONDS.toNanos(60);

  private static final long RATE_WINDOW_BYTES = 60 * 1024;

  /** What the peer owes us. */
  enum Phase {
    /** Nothing: an answer of ours is due, or the association is not established. */
    NOTHING,
    NEXT_MESSAGE,
    REST_OF_MESSAGE
  }

  /** What is watched. */
  interface Watched {
    Phase phase();

    /** {@link System#nanoTime} since which this node has been waiting for the peer. */
    long waitingSince();
  }

  private final AssociationSettings settings;
  private final Wire wire;
  private final UpperLayer upper;
  private final Watched watched;
  private ScheduledFuture<?> ticks;
  private long windowStart;
  private long windowBytes;

  Watchdog(AssociationSettings settings, Wire wire, UpperLayer upper, Watched watched) {
    this.settings = settings;
    this.wire = wire;
    this.upper = upper;
    this.watched = watched;
  }

  void start(EventLoop loop) {
    long shortest =
        Math.min(
            Math.min(settings.progress().toNanos(), settings.idle().toNanos()),
            settings.writeTimeout().toNanos());
    long tick = Math.max(SHORTEST_TICK, Math.min(LONGEST_TICK, shortest / LOOKS_PER_LIMIT));
    ticks = loop.scheduleAtFixedRate(this::look, tick, tick, TimeUnit.NANOSECONDS);
    windowStart = System.nanoTime();
  }

  void stop() {
    if (ticks != null) {
      ticks.cancel(false);
    }
  }

  private void look() {
    long now = System.nanoTime();
    if (wire.writeStall(now) > settings.writeTimeout().toNanos()) {
      LOG.atWarn().addKeyValue("association", upper.id()).log("peer does not read, closing");
      upper.close(); // an A-ABORT would not be read either
      return;
    }
    Phase phase = watched.phase();
    if (phase != Phase.REST_OF_MESSAGE) {
      restartWindow(now);
    }
    long waited = now - watched.waitingSince();
    if (phase == Phase.NEXT_MESSAGE && exceeds(waited, settings.idle())) {
      abort("idle between messages");
    } else if (phase == Phase.REST_OF_MESSAGE && exceeds(waited, settings.progress())) {
      abort("silent inside a message");
    } else if (phase == Phase.REST_OF_MESSAGE && now - windowStart > RATE_WINDOW) {
      if (wire.bytesReceived() - windowBytes < RATE_WINDOW_BYTES) {
        abort("slower than 1 KiB/s inside a message");
      }
      restartWindow(now);
    }
  }

  private void restartWindow(long now) {
    windowStart = now;
    windowBytes = wire.bytesReceived();
  }

  private static boolean exceeds(long nanos, Duration limit) {
    return nanos > limit.toNanos();
  }

  private void abort(String why) {
    LOG.atWarn()
        .addKeyValue("association", upper.id())
        .addKeyValue("why", why)
        .log("peer stands still, aborting");
    upper.abort(AAbort.REASON_NOT_SPECIFIED);
  }
}
