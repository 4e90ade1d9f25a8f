package org.overread.admin;

import java.util.LinkedHashMap;
import java.util.Map;
import org.overread.trial.Backtest;
import org.overread.trial.Backtest.RuleCount;

/**
 * What a back-test counted, for scripts.
 *
 * @param perDay flagged cases by ISO 8601 date
 */
record BacktestReport(
    long cases,
    long flagged,
    Map<String, Long> perDay,
    Map<String, Long> perSubspecialty,
    Map<String, Long> overlap,
    Map<String, RuleCount> rules) {

  static BacktestReport of(Backtest backtest) {
    Map<String, Long> perDay = new LinkedHashMap<>();
    backtest.perDay().forEach((day, count) -> perDay.put(day.toString(), count));
    return new BacktestReport(
        backtest.cases(),
        backtest.flagged(),
        perDay,
        backtest.perSubspecialty(),
        backtest.overlap(),
        backtest.rules());
  }
}
