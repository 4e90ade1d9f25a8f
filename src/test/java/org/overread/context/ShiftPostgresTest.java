package org.overread.context;

import org.overread.database.Database;
import org.overread.testing.RequiresPostgres;
import org.overread.testing.TestDatabase;

/** Shifts on PostgreSQL. */
@RequiresPostgres
class ShiftPostgresTest extends ShiftTest {
  @Override
  Database open() {
    return TestDatabase.postgres().orElseThrow();
  }
}
