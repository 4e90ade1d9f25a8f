package org.overread.context;

import org.overread.database.Database;
import org.overread.testing.RequiresPostgres;
import org.overread.testing.TestDatabase;

/** What is known beside a study, on PostgreSQL. */
@RequiresPostgres
class CaseContextPostgresTest extends CaseContextTest {
  @Override
  Database open() {
    return TestDatabase.postgres().orElseThrow();
  }
}
