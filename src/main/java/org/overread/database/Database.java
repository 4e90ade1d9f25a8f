package org.overread.database;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The database: a few connections, transactions, durable commits. Safe for use by any number of
 * threads.
 */
public final class Database implements AutoCloseable {
  private static final int WRITE_DELAY_MILLIS = 500;

  private final DatabaseSettings settings;
  private final boolean embedded;
  private final Semaphore permits;
  private final Deque<Session> idle = new ArrayDeque<>();
  private boolean closed;

  private Database(DatabaseSettings settings) {
    this.settings = settings;
    this.embedded = settings.url().startsWith("jdbc:h2:");
    this.permits = new Semaphore(settings.connections(), true);
  }

  /** Opens the database and applies the migrations that are missing. */
  public static Database open(DatabaseSettings settings) {
    Database database = new Database(settings);
    try {
      new Migrations(database).apply();
      return database;
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /**
   * Runs work in one transaction and commits it; rolls back when it throws. The commit survives the
   * end of the process; what must survive a power cut needs {@link #durably}.
   */
  public <T> T inTransaction(Function<Transaction, T> work) {
    return inTransaction(work, embedded);
  }

  /**
   * Runs work in one transaction whose commit everybody sees at once, but which may be lost with
   * the process. Only for rows that can be rebuilt from files. Any later commit of the other kinds
   * keeps it too.
   */
  public <T> T inRebuildableTransaction(Function<Transaction, T> work) {
    return inTransaction(work, false);
  }

  private <T> T inTransaction(Function<Transaction, T> work, boolean writeOut) {
    permits.acquireUninterruptibly();
    Session session = null;
    boolean good = false;
    boolean committing = false;
    T result;
    List<Runnable> afterCommit;
    try {
      session = take();
      Transaction transaction = new Transaction(session);
      result = work.apply(transaction);
      committing = true;
      session.connection().commit();
      good = true;
      if (writeOut && transaction.hasWritten()) {
        session.execute(
            "CHECKPOINT"); // H2 writes commits out by a timer otherwise: see package-info
      }
      afterCommit = transaction.afterCommit();
    } catch (SQLException e) {
      throw failed(committing ? "cannot commit" : "no connection", e, committing);
    } finally {
      giveBack(session, good);
      permits.release();
    }
    afterCommit.forEach(Runnable::run);
    return result;
  }

  /** {@link #inTransaction} without a result. */
  public void run(Consumer<Transaction> work) {
    inTransaction(
        transaction -> {
          work.accept(transaction);
          return null;
        });
  }

  /**
   * Runs work in one transaction whose commit survives a power cut: decisions, deliveries, work.
   */
  public <T> T durably(Function<Transaction, T> work) {
    T result = inTransaction(work);
    checkpoint();
    return result;
  }

  /** Everything committed until now survives a power cut after this. */
  public void checkpoint() {
    if (embedded) {
      // H2 does not force its file on commit, whatever WRITE_DELAY says; PostgreSQL does.
      inTransaction(transaction -> transaction.update("CHECKPOINT SYNC"), false);
    }
  }

  /** True for H2, false for PostgreSQL. For the rare statement that must differ. */
  public boolean isEmbedded() {
    return embedded;
  }

  private Session take() throws SQLException {
    synchronized (idle) {
      if (closed) {
        throw new SQLException("the database is closed");
      }
      Session session = idle.pollFirst();
      if (session != null) {
        return session;
      }
    }
    return connect();
  }

  private Session connect() throws SQLException {
    Session session =
        new Session(
            DriverManager.getConnection(settings.url(), settings.user(), settings.password()));
    try {
      if (embedded) {
        // Whatever the URL says: writing out at every commit is done above, where it is needed.
        session.execute("SET WRITE_DELAY " + WRITE_DELAY_MILLIS);
      }
      session.connection().setAutoCommit(false);
      return session;
    } catch (SQLException e) {
      session.closeQuietly();
      throw e;
    }
  }

  private void giveBack(Session session, boolean good) {
    if (session == null) {
      return;
    }
    try {
      if (!good) {
        session.connection().rollback();
      }
      synchronized (idle) {
        if (!closed) {
          idle.addFirst(session);
          return;
        }
      }
      session.closeQuietly();
    } catch (SQLException e) {
      session.closeQuietly(); // a broken connection is replaced at the next take
    }
  }

  /** A failure before the commit: the transaction is rolled back. */
  static DatabaseException failed(String what, SQLException cause) {
    return failed(what, cause, false);
  }

  private static DatabaseException failed(String what, SQLException cause, boolean committing) {
    boolean duplicateKey = cause.getSQLState() != null && cause.getSQLState().startsWith("23505");
    return new DatabaseException(
        what.strip() + ": " + cause.getSQLState(), withoutValues(cause), duplicateKey, committing);
  }

  /**
   * Messages of class 22, data exception, and 23, constraint violation, quote the row, which may be
   * a patient's, and exceptions are logged.
   */
  private static SQLException withoutValues(SQLException cause) {
    String state = cause.getSQLState();
    if (state == null || !(state.startsWith("22") || state.startsWith("23"))) {
      return cause;
    }
    SQLException plain = new SQLException("refused", state, cause.getErrorCode());
    plain.setStackTrace(cause.getStackTrace());
    return plain;
  }

  @Override
  public void close() {
    synchronized (idle) {
      if (closed) {
        return;
      }
      closed = true;
      if (embedded && !idle.isEmpty()) {
        try {
          idle.peekFirst().execute("CHECKPOINT SYNC");
        } catch (SQLException e) {
          throw failed("cannot write the database out", e);
        }
      }
      idle.forEach(Session::closeQuietly);
      idle.clear();
    }
  }
}
