package org.overread.flow;

import org.junit.jupiter.api.BeforeEach;
import org.overread.testing.RequiresPostgres;
import org.overread.testing.TestDatabase;

/** The crashes of the flow on PostgreSQL. */
@RequiresPostgres
class CrashPostgresTest extends CrashTest {

  @BeforeEach
  void takePostgres() {
    TestDatabase.putPostgres(folder);
  }
}
