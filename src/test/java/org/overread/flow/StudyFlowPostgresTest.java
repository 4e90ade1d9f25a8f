package org.overread.flow;

import org.junit.jupiter.api.BeforeEach;
import org.overread.testing.RequiresPostgres;
import org.overread.testing.TestDatabase;

/** The whole flow on PostgreSQL. */
@RequiresPostgres
class StudyFlowPostgresTest extends StudyFlowTest {

  @Override
  @BeforeEach
  void open() {
    TestDatabase.putPostgres(folder);
    super.open();
  }
}
