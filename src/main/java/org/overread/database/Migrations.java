package org.overread.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Applies {@code migrations.txt}, a list of SQL resources in the order they were made, each once
 * and in one transaction. Statements end with a semicolon at the end of a line; they run unchanged
 * on H2 and PostgreSQL.
 */
final class Migrations {
  private static final String FOLDER = "/org/overread/database/";

  private final Database database;

  Migrations(Database database) {
    this.database = database;
  }

  void apply() {
    database.run(
        transaction ->
            transaction.update(
                """
                CREATE TABLE IF NOT EXISTS migration (
                  name VARCHAR(100) PRIMARY KEY,
                  applied_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP)
                """));
    for (String name : read("migrations.txt").lines().filter(line -> !line.isBlank()).toList()) {
      database.run(transaction -> applyOnce(transaction, name.strip()));
    }
  }

  private static void applyOnce(Transaction transaction, String name) {
    if (transaction
        .first("SELECT name FROM migration WHERE name = ?", row -> name, name)
        .isPresent()) {
      return;
    }
    statements(read(name)).forEach(transaction::update);
    transaction.update("INSERT INTO migration (name) VALUES (?)", name);
  }

  private static List<String> statements(String script) {
    List<String> result = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    for (String line : script.lines().filter(text -> !text.strip().startsWith("--")).toList()) {
      statement.append(line).append('\n');
      if (line.stripTrailing().endsWith(";")) {
        result.add(statement.toString().strip().replaceFirst(";$", ""));
        statement.setLength(0);
      }
    }
    return result;
  }

  private static String read(String name) {
    try (InputStream in = Migrations.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("no such migration: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
