package org.overread.report;

import org.overread.database.Transaction;

/** Is told when what rules read of a study has changed. */
@FunctionalInterface
public interface ReportListener {

  /** Called in the transaction of the change: what it enqueues there is never lost or doubled. */
  void changed(Transaction tx, long studyPk);
}
