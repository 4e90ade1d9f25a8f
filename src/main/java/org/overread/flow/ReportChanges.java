package org.overread.flow;

import java.time.Clock;
import org.overread.database.Transaction;
import org.overread.report.ReportListener;
import org.overread.work.WorkTable;

/** A study of which something else is read now is evaluated, again if need be (HL-43). */
public final class ReportChanges implements ReportListener {
  private final CaseTables tables;
  private final Clock clock;

  public ReportChanges(WorkTable work, Clock clock) {
    this.tables = CaseTables.of(work);
    this.clock = clock;
  }

  @Override
  public void changed(Transaction tx, long studyPk) {
    tables.enqueueEvaluation(tx, studyPk, clock.instant());
  }
}
