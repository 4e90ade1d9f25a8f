package org.overread.study;

import org.junit.jupiter.api.BeforeEach;
import org.overread.testing.RequiresPostgres;
import org.overread.testing.TestDatabase;

/** Completion on PostgreSQL. */
@RequiresPostgres
class StudyTrackerPostgresTest extends StudyTrackerTest {

  @Override
  @BeforeEach
  void open() {
    TestDatabase.putPostgres(folder);
    super.open();
  }
}
