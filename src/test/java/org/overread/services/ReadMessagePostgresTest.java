package org.overread.services;

import org.overread.database.Database;
import org.overread.testing.RequiresPostgres;
import org.overread.testing.TestDatabase;

/** The reading of messages on PostgreSQL. */
@RequiresPostgres
class ReadMessagePostgresTest extends ReadMessageTest {
  @Override
  Database open() {
    return TestDatabase.postgres().orElseThrow();
  }
}
