package org.overread.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A connection and the statements prepared on it, kept for the next transaction. Used by one thread
 * at a time. A statement in use is not among those kept, so the same text may be open twice.
 */
final class Session {
  /** Statements kept; C-FIND makes new texts without end. */
  private static final int MOST_KEPT = 100;

  private final Connection connection;
  private final Map<String, PreparedStatement> kept = new LinkedHashMap<>(16, 0.75f, true);

  Session(Connection connection) {
    this.connection = connection;
  }

  Connection connection() {
    return connection;
  }

  /** A statement for the text, to be given back, or closed when it failed. */
  PreparedStatement take(String sql) throws SQLException {
    PreparedStatement statement = kept.remove(sql);
    return statement != null ? statement : connection.prepareStatement(sql);
  }

  void giveBack(String sql, PreparedStatement statement) throws SQLException {
    PreparedStatement other = kept.put(sql, statement);
    if (other != null) {
      other.close();
    }
    if (kept.size() > MOST_KEPT) {
      Iterator<PreparedStatement> eldest = kept.values().iterator();
      eldest.next().close();
      eldest.remove();
    }
  }

  /** Runs an INSERT and gives the generated key in the column named. */
  long insert(String keyColumn, String sql, Object[] parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql, new String[] {keyColumn})) {
      Transaction.bind(statement, parameters);
      statement.executeUpdate();
      try (ResultSet keys = statement.getGeneratedKeys()) {
        keys.next();
        return keys.getLong(1);
      }
    }
  }

  /** Runs a statement that takes no parameters and is not worth keeping. */
  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /**
   * Closes the connection and with it its statements. A broken one cannot be closed, and has
   * nothing left to release.
   */
  void closeQuietly() {
    try {
      connection.close();
    } catch (SQLException e) {
      return;
    }
  }
}
