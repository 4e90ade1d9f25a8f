package org.overread.study;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.overread.database.Database;
import org.overread.database.DatabaseException;
import org.overread.database.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out when a study is complete (CMP-01, 02, 03, 08): its quiet period is over and no
 * association that sent of it is open, or its upper bound is reached. All times are in the rows, so
 * a restart changes nothing. Safe for several threads.
 */
public final class StudyTracker {
  /** Who completes studies, in their events. */
  public static final String WHO = "completion";

  private static final Logger LOG = LoggerFactory.getLogger(StudyTracker.class);
  private static final List<StudyState> OPEN = List.of(StudyState.RECEIVING, StudyState.REOPENED);
  private static final int MOST_PER_ROUND = 500;
  private static final StudyTable STUDIES = new StudyTable();

  private final Database database;
  private final IndexQueue queue;
  private final CompletionPolicy policy;
  private final Clock wall;
  private final Clock steady;
  private final CompletionListener listener;
  private final OpenSenders senders = new OpenSenders();

  /**
   * @param queue what has been acknowledged and is not in the rows yet
   * @param wall tells the administrator when something happened
   * @param steady drives the timers: see {@link SteadyClock}
   */
  public StudyTracker(
      Database database,
      IndexQueue queue,
      CompletionPolicy policy,
      Clock wall,
      Clock steady,
      CompletionListener listener) {
    this.database = database;
    this.queue = queue;
    this.policy = policy;
    this.wall = wall;
    this.steady = steady;
    this.listener = listener;
  }

  /**
   * Takes up the timers that a former run left. One that ends later than any could that starts now
   * stems from a clock that was ahead: it is cut to the longest quiet period.
   *
   * @return timers cut
   */
  public int resume() {
    Duration longest =
        policy.quietPeriodOf().values().stream().reduce(policy.quietPeriod(), StudyTracker::longer);
    Instant latest = steady.instant().plus(longest);
    int cut = database.inTransaction(tx -> STUDIES.limitQuiet(tx, latest));
    if (cut > 0) {
      LOG.atWarn()
          .addKeyValue("studies", cut)
          .log("quiet periods ended too far ahead: the clock was set back");
    }
    return cut;
  }

  /** An instance of a study came over an association that is still open. */
  public void received(long associationId, IndexResult instance) {
    senders.sent(associationId, instance.studyPk(), instance.isNews());
  }

  /**
   * An association ended: the quiet period of the studies it sent starts to run.
   *
   * @param orderly false when it is known to have been cut off or to have had an instance refused:
   *     more may come
   */
  public void associationEnded(long associationId, String callingAeTitle, boolean orderly) {
    queue.afterwards(() -> ended(associationId, callingAeTitle, orderly));
  }

  /** All rows of the association are there. */
  private void ended(long associationId, String callingAeTitle, boolean orderly) {
    Map<Long, Boolean> studies = senders.ended(associationId);
    try {
      restartQuiet(studies, callingAeTitle, orderly);
    } catch (DatabaseException e) {
      studies.forEach((studyPk, news) -> senders.sent(associationId, studyPk, news));
      throw e; // called again when the database answers
    }
  }

  private void restartQuiet(Map<Long, Boolean> studies, String callingAeTitle, boolean orderly) {
    boolean sayAll = orderly && policy.oneAssociationPerStudy().contains(callingAeTitle);
    Instant now = steady.instant();
    studies.forEach(
        (studyPk, news) -> {
          if (news && sayAll && !senders.anyOf(studyPk)) {
            database.run(tx -> STUDIES.quietUntil(tx, studyPk, now.plus(policy.afterRelease())));
          } else if (news) {
            database.run(
                tx ->
                    STUDIES.quietAtLeastUntil(
                        tx, studyPk, now.plus(policy.quietPeriod(callingAeTitle))));
          }
        });
  }

  /**
   * One round: completes what is due. Costs what is due, not what is stored.
   *
   * @return studies completed
   */
  public int poll() {
    if (!settle()) {
      return 0;
    }
    Instant now = steady.instant();
    int completed = 0;
    for (StudyState state : OPEN) {
      for (StudyRow study :
          database.inTransaction(tx -> STUDIES.quiet(tx, state, now, MOST_PER_ROUND))) {
        if (!senders.anyOf(study.pk()) && !queue.waitsFor(study.studyUid())) {
          completed += completeWhenQuiet(study, now) ? 1 : 0;
        }
      }
      Instant bound = now.minus(policy.upperBound());
      for (StudyRow study :
          database.inTransaction(tx -> STUDIES.since(tx, state, bound, MOST_PER_ROUND))) {
        completed += completeAtBound(study) ? 1 : 0;
      }
    }
    return completed;
  }

  /**
   * Waits for the rows of what was acknowledged before; false when they do not come: then nothing
   * is to be said about any study.
   */
  boolean settle() {
    return queue.awaitIndexed();
  }

  private boolean completeWhenQuiet(StudyRow study, Instant now) {
    Duration quiet = Duration.between(study.lastReceivedAt(), now);
    return database.inTransaction(
        tx ->
            STUDIES.lockIfQuiet(tx, study, now)
                && complete(tx, study, Durations.inWords(quiet) + " quiet"));
  }

  private boolean completeAtBound(StudyRow study) {
    String reason =
        "upper bound of "
            + Durations.inWords(policy.upperBound())
            + " reached, decided with what is there";
    return database.inTransaction(tx -> complete(tx, study, reason));
  }

  /** The one way to COMPLETE; false when another was first. */
  boolean complete(Transaction tx, StudyRow study, String reason) {
    if (!STUDIES.move(
        tx, study.pk(), study.state(), StudyState.COMPLETE, reason, steady.instant())) {
      return false;
    }
    int version = STUDIES.raiseContentVersion(tx, study.pk());
    STUDIES.happened(tx, study.pk(), wall.instant(), WHO, "complete: " + reason);
    listener.complete(tx, study.pk(), version);
    LOG.atInfo()
        .addKeyValue("study", study.studyUid())
        .addKeyValue("reason", reason)
        .log("study complete");
    return true;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
