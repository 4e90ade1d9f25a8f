package org.overread.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * SQL with bound parameters inside one transaction. Used by one thread. Parameters: text, numbers,
 * flags, Instant, byte arrays, null.
 */
public final class Transaction {
  private final Session session;
  private final List<Runnable> afterCommit = new ArrayList<>();
  private boolean written;

  Transaction(Session session) {
    this.session = session;
  }

  /**
   * Runs an action once the commit has succeeded, on the committing thread; never when the
   * transaction is rolled back.
   */
  public void afterCommit(Runnable action) {
    afterCommit.add(action);
  }

  List<Runnable> afterCommit() {
    return afterCommit;
  }

  boolean hasWritten() {
    return written;
  }

  /** Runs INSERT, UPDATE or DELETE; gives the number of rows. */
  public int update(String sql, Object... parameters) {
    return run(
        sql,
        statement -> {
          bind(statement, parameters);
          written = true;
          return statement.executeUpdate();
        });
  }

  /** Runs the statement once for each row of parameters, as one batch. */
  public void updateAll(String sql, Collection<Object[]> rows) {
    run(
        sql,
        statement -> {
          for (Object[] row : rows) {
            bind(statement, row);
            statement.addBatch();
          }
          written = true;
          return statement.executeBatch();
        });
  }

  /** Runs an INSERT and gives the generated key in the column named. */
  public long insert(String keyColumn, String sql, Object... parameters) {
    written = true;
    try {
      return session.insert(keyColumn, sql, parameters);
    } catch (SQLException e) {
      throw Database.failed(sql, e);
    }
  }

  private interface Use<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  /** Uses a prepared statement and keeps it; one that failed is closed. */
  private <T> T run(String sql, Use<T> use) {
    try {
      PreparedStatement statement = session.take(sql);
      try {
        T result = use.of(statement);
        session.giveBack(sql, statement);
        return result;
      } catch (SQLException e) {
        statement.close();
        throw e;
      }
    } catch (SQLException e) {
      throw Database.failed(sql, e);
    }
  }

  public <T> List<T> query(String sql, Function<Row, T> mapper, Object... parameters) {
    List<T> result = new ArrayList<>();
    try (Cursor<T> cursor = open(sql, mapper, parameters)) {
      for (Optional<T> next = cursor.next(); next.isPresent(); next = cursor.next()) {
        result.add(next.get());
      }
    }
    return result;
  }

  /** The first row, if there is one. */
  public <T> Optional<T> first(String sql, Function<Row, T> mapper, Object... parameters) {
    try (Cursor<T> cursor = open(sql, mapper, parameters)) {
      return cursor.next();
    }
  }

  /** A cursor that reads rows as they are asked for. */
  public <T> Cursor<T> open(String sql, Function<Row, T> mapper, Object... parameters) {
    try {
      PreparedStatement statement = session.take(sql);
      try {
        statement.setFetchSize(500);
        bind(statement, parameters);
        return new Cursor<>(session, sql, statement, statement.executeQuery(), mapper);
      } catch (SQLException e) {
        statement.close();
        throw e;
      }
    } catch (SQLException e) {
      throw Database.failed(sql, e);
    }
  }

  static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      Object value = parameters[i];
      statement.setObject(
          i + 1, value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value);
    }
  }
}
