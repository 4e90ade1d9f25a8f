package org.overread.flow;

import org.junit.jupiter.api.BeforeEach;
import org.overread.testing.RequiresPostgres;
import org.overread.testing.TestDatabase;

/** What is known besides, in the flow on PostgreSQL. */
@RequiresPostgres
class CaseContextFlowPostgresTest extends CaseContextFlowTest {

  @Override
  @BeforeEach
  void open() throws Exception {
    TestDatabase.putPostgres(folder);
    super.open();
  }
}
