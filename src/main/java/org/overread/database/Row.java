package org.overread.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** The current row of a result, read by column name, so that classes outside need no java.sql. */
public final class Row {
  private final ResultSet result;

  Row(ResultSet result) {
    this.result = result;
  }

  /** Text, or empty when NULL. */
  public Optional<String> text(String column) {
    return Optional.ofNullable(read(() -> result.getString(column)));
  }

  /** Text of a column that is never NULL, or "" where it is. */
  public String string(String column) {
    return text(column).orElse("");
  }

  public long number(String column) {
    return read(() -> result.getLong(column));
  }

  public int integer(String column) {
    return read(() -> result.getInt(column));
  }

  public boolean flag(String column) {
    return read(() -> result.getBoolean(column));
  }

  public Optional<Instant> time(String column) {
    return Optional.ofNullable(read(() -> result.getObject(column, OffsetDateTime.class)))
        .map(OffsetDateTime::toInstant);
  }

  /** Bytes of a column that is never NULL. */
  public byte[] bytes(String column) {
    return read(() -> result.getBytes(column));
  }

  private interface Reader<T> {
    T read() throws SQLException;
  }

  private static <T> T read(Reader<T> reader) {
    try {
      return reader.read();
    } catch (SQLException e) {
      throw Database.failed("cannot read a column", e);
    }
  }
}
