package org.overread.report;

import org.overread.database.Database;
import org.overread.testing.RequiresPostgres;
import org.overread.testing.TestDatabase;

/** Matching on PostgreSQL. */
@RequiresPostgres
class MatchingPostgresTest extends MatchingTest {
  @Override
  Database open() {
    return TestDatabase.postgres().orElseThrow();
  }
}
