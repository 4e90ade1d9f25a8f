package org.overread.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;

/** The database: a few connections, transactions, durable commits. Safe for use by any number of threads. */
public final class Database implements AutoCloseable {
  private static final int WRITE_DELAY_MILLIS = 500;

  private final DatabaseSettings settings;
  private final boolean embedded;
  private final Semaphore permits;
  private final Deque<Connection> idle = new ArrayDeque<>();
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
   * Runs work in one transaction and commits it; rolls back when it throws. The commit survives the end of the process;
   * what must survive a power cut needs {@link #durably}.
   */
  public <T> T inTransaction(Function<Transaction, T> work) {
    return inTransaction(work, embedded);
  }

  /**
   * Runs work in one transaction whose commit everybody sees at once, but which may be lost with the process. Only
   * for rows that can be rebuilt from files. Any later commit of the other kinds keeps it too.
   */
  public <T> T inRebuildableTransaction(Function<Transaction, T> work) {
    return inTransaction(work, false);
  }

  private <T> T inTransaction(Function<Transaction, T> work, boolean writeOut) {
    permits.acquireUninterruptibly();
    Connection connection = null;
    boolean good = false;
    boolean committing = false;
    T result;
    List<Runnable> afterCommit;
    try {
      connection = take();
      Transaction transaction = new Transaction(connection);
      result = work.apply(transaction);
      committing = true;
      connection.commit();
      good = true;
      if (writeOut && transaction.hasWritten()) {
        execute(connection, "CHECKPOINT"); // H2 writes commits out by a timer otherwise: see package-info
      }
      afterCommit = transaction.afterCommit();
    } catch (SQLException e) {
      throw failed(committing ? "cannot commit" : "no connection", e, committing);
    } finally {
      giveBack(connection, good);
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

  /** Runs work in one transaction whose commit survives a power cut: decisions, deliveries, work. */
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

  private Connection take() throws SQLException {
    synchronized (idle) {
      if (closed) {
        throw new SQLException("the database is closed");
      }
      Connection connection = idle.pollFirst();
      if (connection != null) {
        return connection;
      }
    }
    return connect();
  }

  private Connection connect() throws SQLException {
    Connection connection = DriverManager.getConnection(settings.url(), settings.user(), settings.password());
    try {
      if (embedded) {
        // Whatever the URL says: writing out at every commit is done above, where it is needed.
        execute(connection, "SET WRITE_DELAY " + WRITE_DELAY_MILLIS);
      }
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException e) {
      closeQuietly(connection);
      throw e;
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void giveBack(Connection connection, boolean good) {
    if (connection == null) {
      return;
    }
    try {
      if (!good) {
        connection.rollback();
      }
      synchronized (idle) {
        if (!closed) {
          idle.addFirst(connection);
          return;
        }
      }
      connection.close();
    } catch (SQLException e) {
      closeQuietly(connection); // a broken connection is replaced at the next take
    }
  }

  private static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      return; // it was broken before; there is nothing left to release
    }
  }

  /** A failure before the commit: the transaction is rolled back. */
  static DatabaseException failed(String what, SQLException cause) {
    return failed(what, cause, false);
  }

  private static DatabaseException failed(String what, SQLException cause, boolean committing) {
    boolean duplicateKey = cause.getSQLState() != null && cause.getSQLState().startsWith("23505");
    return new DatabaseException(what.strip() + ": " + cause.getSQLState(), cause, duplicateKey, committing);
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
          execute(idle.peekFirst(), "CHECKPOINT SYNC");
        } catch (SQLException e) {
          throw failed("cannot write the database out", e);
        }
      }
      idle.forEach(Database::closeQuietly);
      idle.clear();
    }
  }
}
