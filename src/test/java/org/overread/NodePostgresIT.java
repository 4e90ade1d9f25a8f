package org.overread;

import org.overread.testing.RequiresPostgres;
import org.overread.testing.TestDatabase;

/** The whole road on PostgreSQL: received, decided, forwarded, over real sockets. */
@RequiresPostgres
class NodePostgresIT extends NodeIT {

  @Override
  String databaseLine() {
    return "database.url = " + TestDatabase.postgresUrl().orElseThrow();
  }
}
