package org.overread.services;

import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.overread.database.Database;
import org.overread.testing.TestDatabase;

/** The same queries on PostgreSQL, where OVERREAD_TEST_POSTGRES names one. */
@EnabledIfEnvironmentVariable(named = "OVERREAD_TEST_POSTGRES", matches = ".+")
class FindScpPostgresTest extends FindScpTest {

  @Override
  Database database() {
    return TestDatabase.postgres().orElseThrow();
  }
}
