package org.overread.services;

import org.overread.database.Database;
import org.overread.testing.RequiresPostgres;
import org.overread.testing.TestDatabase;

/** The same queries on PostgreSQL, where OVERREAD_TEST_POSTGRES names one. */
@RequiresPostgres
class FindScpPostgresTest extends FindScpTest {

  @Override
  Database database() {
    return TestDatabase.postgres().orElseThrow();
  }
}
