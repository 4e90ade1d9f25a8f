package org.overread.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.overread.database.Database;
import org.overread.database.DatabaseSettings;

/** Empty databases with our tables. */
public final class TestDatabase {
  private static final int CONNECTIONS = 8;
  private static final String URL_FILE = "database-url";

  private TestDatabase() {}

  /** In memory, gone when closed. */
  public static Database h2() {
    return Database.open(settings("jdbc:h2:mem:" + UUID.randomUUID()));
  }

  /**
   * A schema of its own in the PostgreSQL named by OVERREAD_TEST_POSTGRES (a JDBC URL with user and
   * password), if it is.
   */
  public static Optional<Database> postgres() {
    return postgresUrl().map(url -> Database.open(settings(url)));
  }

  /** The URL of a new schema there. */
  public static Optional<String> postgresUrl() {
    return Optional.ofNullable(System.getenv("OVERREAD_TEST_POSTGRES"))
        .map(TestDatabase::newSchema);
  }

  /**
   * The database of what is kept in a folder, the same each time: an H2 there, or what {@link #put}
   * says.
   */
  public static Database in(Path folder) {
    try {
      Path file = folder.resolve(URL_FILE);
      String h2 = "jdbc:h2:file:" + folder.resolve("index");
      return Database.open(settings(Files.exists(file) ? Files.readString(file) : h2));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on the database of a folder is the one of this URL. */
  public static void put(Path folder, String url) {
    try {
      Files.writeString(folder.resolve(URL_FILE), url);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on the database of a folder is a new schema of PostgreSQL. */
  public static void putPostgres(Path folder) {
    put(folder, postgresUrl().orElseThrow());
  }

  private static String newSchema(String url) {
    String schema = "t" + UUID.randomUUID().toString().replace("-", "");
    try (Database database = Database.open(settings(url))) {
      database.run(tx -> tx.update("CREATE SCHEMA " + schema));
    }
    return url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema;
  }

  /** User and password are part of the URL, if the server asks for them. */
  private static DatabaseSettings settings(String url) {
    return new DatabaseSettings(url, "", "", CONNECTIONS);
  }
}
