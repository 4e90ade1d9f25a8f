package org.overread.testing;

import java.util.Optional;
import java.util.UUID;
import org.overread.database.Database;
import org.overread.database.DatabaseSettings;

/** Empty databases with our tables. */
public final class TestDatabase {

  private TestDatabase() {}

  /** In memory, gone when closed. */
  public static Database h2() {
    return Database.open(new DatabaseSettings("jdbc:h2:mem:" + UUID.randomUUID(), "", "", 4));
  }

  /** A schema of its own in the PostgreSQL named by OVERREAD_TEST_POSTGRES (a JDBC URL with user and password), if it is. */
  public static Optional<Database> postgres() {
    return Optional.ofNullable(System.getenv("OVERREAD_TEST_POSTGRES")).map(TestDatabase::newSchema);
  }

  private static Database newSchema(String url) {
    String schema = "t" + UUID.randomUUID().toString().replace("-", "");
    try (Database database = Database.open(settings(url))) {
      database.run(tx -> tx.update("CREATE SCHEMA " + schema));
    }
    return Database.open(settings(url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema));
  }

  /** User and password are part of the URL, if the server asks for them. */
  private static DatabaseSettings settings(String url) {
    return new DatabaseSettings(url, "", "", 4);
  }
}
