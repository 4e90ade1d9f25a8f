package org.overread.services;

import org.overread.database.Database;
import org.overread.testing.RequiresPostgres;
import org.overread.testing.TestDatabase;

/** The inbox on PostgreSQL. */
@RequiresPostgres
class MessageReceiverPostgresTest extends MessageReceiverTest {
  @Override
  Database open() {
    return TestDatabase.postgres().orElseThrow();
  }
}
