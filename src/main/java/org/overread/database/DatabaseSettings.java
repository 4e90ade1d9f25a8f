package org.overread.database;

/**
 * Where the database is.
 *
 * @param url JDBC URL of H2 or PostgreSQL
 * @param user may be empty
 * @param password may be empty; never logged
 * @param connections most connections open at once
 */
public record DatabaseSettings(String url, String user, String password, int connections) {
  @Override
  public String toString() {
    return "DatabaseSettings[connections=" + connections + "]";
  }
}
