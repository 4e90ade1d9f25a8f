package org.overread.flow;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.overread.report.ReportPart;
import org.overread.report.ReportStatus;
import org.overread.rules.CaseFacts;
import org.overread.rules.Decision;
import org.overread.rules.RuleBook;

/** The rules in force when they are asked. */
public interface CaseRules {

  /**
   * Reads the text of a case into the facts, see {@link RuleBook#read}.
   *
   * @param order the order's words; empty without
   * @param report what was reported; empty without
   * @param status of the report; empty when none has arrived
   */
  void read(
      CaseFacts.Builder facts,
      String order,
      List<ReportPart> report,
      Optional<ReportStatus> status);

  Decision decide(CaseFacts facts);

  /**
   * How long after the study is with the group the second reading is wanted.
   *
   * @param level 1 to 5
   */
  Duration deadline(int level);

  /** Each call asks the book that is in force then. */
  static CaseRules of(Supplier<RuleBook> inForce) {
    return new CaseRules() {
      @Override
      public void read(
          CaseFacts.Builder facts,
          String order,
          List<ReportPart> report,
          Optional<ReportStatus> status) {
        inForce.get().read(facts, order, report, status);
      }

      @Override
      public Decision decide(CaseFacts facts) {
        return inForce.get().decide(facts);
      }

      @Override
      public Duration deadline(int level) {
        return inForce.get().rules().policy().deadline(level);
      }
    };
  }
}
