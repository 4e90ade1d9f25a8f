package org.overread.services;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.overread.database.Database;
import org.overread.database.DatabaseException;
import org.overread.database.Transaction;
import org.overread.work.WorkTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores messages durably, those that wait at the same time in one commit, and asks in the same
 * commit for each to be read (HL-05). The caller that finds nobody writing writes for all who wait.
 * Safe for several threads.
 */
public final class Inbox {
  /** The step in table work whose subject is a message_pk. */
  public static final String READ_MESSAGE = "READ_MESSAGE";

  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

  /** Between urgent and routine: a report waits for nobody, but no study waits for a report. */
  private static final int PRIORITY = 3;

  private final Database database;
  private final WorkTable work;
  private final Duration duplicatePeriod;
  private final Clock clock;
  private final MessageTable messages = new MessageTable();
  private List<Waiting> waiting = new ArrayList<>();
  private boolean writing;

  /** What became of a message. */
  enum Stored {
    NEW,
    /** The sender used its control ID before for something else: both are read (HL-10). */
    NEW_WITH_USED_CONTROL_ID,
    /** Was there before: no effect. */
    DUPLICATE
  }

  /** One caller's message; guarded by the inbox's monitor. */
  private static final class Waiting {
    private final NewMessage message;
    private Stored stored;
    private RuntimeException failure;

    Waiting(NewMessage message) {
      this.message = message;
    }

    boolean isDone() {
      return stored != null || failure != null;
    }

    Stored result() {
      if (stored == null) {
        throw failure;
      }
      return stored;
    }
  }

  public Inbox(Database database, WorkTable work, Duration duplicatePeriod, Clock clock) {
    this.database = database;
    this.work = work;
    this.duplicatePeriod = duplicatePeriod;
    this.clock = clock;
  }

  /**
   * Stores a message and waits until it would survive a power cut.
   *
   * @throws DatabaseException when it may not be there; sent again it is found or stored
   */
  Stored store(NewMessage message) {
    Waiting mine = new Waiting(message);
    List<Waiting> batch;
    synchronized (this) {
      waiting.add(mine);
      awaitTurn(mine);
      if (mine.isDone()) {
        return mine.result();
      }
      writing = true;
      batch = waiting;
      waiting = new ArrayList<>();
    }
    Map<Waiting, Stored> stored = new IdentityHashMap<>();
    Map<Waiting, RuntimeException> failures = new IdentityHashMap<>();
    try {
      write(batch, stored, failures);
    } finally {
      synchronized (this) {
        for (Waiting each : batch) {
          each.stored = stored.get(each);
          each.failure =
              failures.getOrDefault(
                  each, new IllegalStateException("the writer of the batch died"));
        }
        writing = false;
        notifyAll();
      }
    }
    return mine.result();
  }

  private void awaitTurn(Waiting mine) {
    boolean interrupted = false;
    while (writing && !mine.isDone()) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true; // the message is in the queue and will be written: its fate is needed
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * In one transaction, or, when that fails, each alone: one bad message must not refuse others.
   */
  private void write(
      List<Waiting> batch, Map<Waiting, Stored> stored, Map<Waiting, RuntimeException> failures) {
    try {
      stored.putAll(transact(batch));
      return;
    } catch (DatabaseException e) {
      if (batch.size() == 1) {
        failures.put(batch.get(0), e);
        return;
      }
      LOG.atDebug().addKeyValue("messages", batch.size()).log("storing one by one");
    }
    for (Waiting each : batch) {
      try {
        stored.putAll(transact(List.of(each)));
      } catch (RuntimeException e) {
        failures.put(each, e);
      }
    }
  }

  private Map<Waiting, Stored> transact(List<Waiting> batch) {
    return database.durably(
        tx -> {
          Map<Waiting, Stored> result = new IdentityHashMap<>();
          batch.forEach(each -> result.put(each, store(tx, each.message)));
          return result;
        });
  }

  private Stored store(Transaction tx, NewMessage message) {
    Instant since = message.receivedAt().minus(duplicatePeriod);
    List<MessageRow> same = messages.sameControlId(tx, message.controlSha256(), since);
    if (same.stream().anyMatch(row -> row.sha256().equals(message.sha256()))) {
      return Stored.DUPLICATE;
    }
    String oddity = same.isEmpty() ? "" : "its control ID was used before for another message";
    long messagePk = messages.insert(tx, message, oddity);
    enqueue(tx, messagePk, message.queue(), message.receivedAt());
    return same.isEmpty() ? Stored.NEW : Stored.NEW_WITH_USED_CONTROL_ID;
  }

  private void enqueue(Transaction tx, long messagePk, String queue, Instant now) {
    work.enqueue(tx, READ_MESSAGE, messagePk, queue, PRIORITY, now, now);
  }

  /**
   * The administrator has a refused or ignored message read again, e.g. after settings were
   * changed; false when it is in another state or gone.
   */
  public boolean readAgain(long messagePk) {
    Instant now = clock.instant();
    return database.durably(
        tx -> {
          boolean moved =
              messages.move(
                      tx, messagePk, MessageState.REFUSED, MessageState.RECEIVED, "read again", now)
                  || messages.move(
                      tx,
                      messagePk,
                      MessageState.IGNORED,
                      MessageState.RECEIVED,
                      "read again",
                      now);
          if (moved) {
            enqueue(tx, messagePk, "(hl7 again)", now);
          }
          return moved;
        });
  }

  /** False when the database does not answer at all, so that no message is to blame. */
  boolean isReachable() {
    try {
      database.run(tx -> messages.inState(tx, MessageState.RECEIVED, 1));
      return true;
    } catch (DatabaseException e) {
      return false;
    }
  }
}
