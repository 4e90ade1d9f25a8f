package org.overread.services;

import org.junit.jupiter.api.BeforeEach;
import org.overread.testing.RequiresPostgres;
import org.overread.testing.TestDatabase;

/** C-STORE on PostgreSQL. */
@RequiresPostgres
class StorageScpPostgresTest extends StorageScpTest {

  @Override
  @BeforeEach
  void open() {
    TestDatabase.putPostgres(folder);
    super.open();
  }
}
