package org.overread.report;

import org.overread.database.Database;
import org.overread.testing.RequiresPostgres;
import org.overread.testing.TestDatabase;

/** Versions of reports on PostgreSQL. */
@RequiresPostgres
class CurrentReportsPostgresTest extends CurrentReportsTest {
  @Override
  Database open() {
    return TestDatabase.postgres().orElseThrow();
  }
}
