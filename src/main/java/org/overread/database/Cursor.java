package org.overread.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;

/** Rows of a query, read one by one inside the transaction that opened it. */
public final class Cursor<T> implements AutoCloseable {
  private final Session session;
  private final String sql;
  private final PreparedStatement statement;
  private final ResultSet result;
  private final Row row;
  private final Function<Row, T> mapper;
  private boolean closed;

  Cursor(
      Session session,
      String sql,
      PreparedStatement statement,
      ResultSet result,
      Function<Row, T> mapper) {
    this.session = session;
    this.sql = sql;
    this.statement = statement;
    this.result = result;
    this.row = new Row(result);
    this.mapper = mapper;
  }

  public Optional<T> next() {
    try {
      return result.next() ? Optional.of(mapper.apply(row)) : Optional.empty();
    } catch (SQLException e) {
      throw Database.failed("cannot read the next row", e);
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      result.close();
      session.giveBack(sql, statement);
    } catch (SQLException e) {
      throw Database.failed("cannot close a query", e);
    }
  }
}
