/**
 * Knows what has arrived, study by study, and when a study is complete.
 *
 * <p>{@link org.overread.study.IndexQueue} takes acknowledged instances to {@link
 * org.overread.study.InstanceIndexer}, which brings them into tables study, series and instance;
 * {@link org.overread.study.StudyTracker} completes studies; {@link
 * org.overread.study.StudyControl} is the administrator's hand; {@link
 * org.overread.study.ArchiveScan} makes the index agree with the files. States are changed by
 * {@link org.overread.study.StudyTable} only. The package must not contain rules, routing or
 * sending.
 *
 * <p><b>Why may C-STORE be answered before the row is there?</b> The sealed, forced file in {@code
 * incoming} is the journal from which the next start writes the row, so DM-21's intent holds: what
 * was acknowledged is never lost and never forgotten ({@code CrashTest}, {@code IndexQueueTest}).
 * Whoever could notice waits for the {@link org.overread.study.IndexQueue}: queries, completion, an
 * administrator's act, a stop. Measured right after a start, 512 KiB over 4 associations: 184 MB/s
 * with the row first, 323 so; CPU warm 0.9 to 1.05 ms of user time each, then 0.65 to 0.9; at one
 * association 255 and 545 instances/s. Look again if a sender must see its row at once by another
 * way than C-FIND.
 *
 * <p><b>Why is a full queue a wait and a dead database a refusal?</b> The backlog of 2,000 passes
 * in about a second, and TCP holds the sender back meanwhile. A database that is down may be so for
 * hours: A700 tells the sender to come back. What was acknowledged before waits in {@code incoming}
 * for its return or for the next start; one that the database refuses alone is tried every 30 s,
 * and its study completes at its upper bound only.
 *
 * <p><b>Why are index rows committed without a write of the database?</b> Writing H2 out at each
 * commit serialises every changed page of six indexes. A file stays in {@code incoming} until the
 * database is durable, so a kill loses nothing: {@code CrashTest}.
 *
 * <p><b>Why is an instance simply indexed again when its commit is in doubt?</b> A connection lost
 * at the commit does not say what the server did. The row names its file, so the second attempt
 * finds it ({@code LostCommitTest}).
 *
 * <p><b>Why is a re-sent older version no news?</b> Two sources that send their own copies in turn
 * would reopen the study for ever. Any version that is archived is known; only content never seen
 * makes a version, and that becomes the newest.
 *
 * <p><b>Why are studies of a rebuilt index held?</b> With the database the decisions and deliveries
 * are gone too. Deciding all again would send old studies a second time; a human releases those
 * that are wanted.
 *
 * <p><b>Why does an association that ended restart the quiet period?</b> As long as it is open the
 * period does not run, whatever it sends (CMP-02). Cut off or closed, its sender has the whole
 * period to come back; only a sender of one association per study that released it, with nothing
 * refused before, gets the shorter one (CMP-03).
 */
package org.overread.study;
