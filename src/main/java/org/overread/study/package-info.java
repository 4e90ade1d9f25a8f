/**
 * Knows what has arrived, study by study, and when a study is complete.
 *
 * <p>{@link org.overread.study.InstanceIndexer} brings stored instances into tables study, series
 * and instance; {@link org.overread.study.StudyTracker} completes studies; {@link
 * org.overread.study.StudyControl} is the administrator's hand; {@link
 * org.overread.study.ArchiveScan} makes the index agree with the files. States are changed by
 * {@link org.overread.study.StudyTable} only. The package must not contain rules, routing or
 * sending.
 *
 * <p><b>Why does a caller write for the others and not a thread of its own?</b> A lone association
 * then pays no change of thread; those that come meanwhile wait for the commit and are the next
 * batch. Look again if callers must not block.
 *
 * <p><b>Why are index rows committed without a write of the database?</b> Writing H2 out at each
 * commit serialises every changed page of six indexes. A file stays in {@code incoming} until the
 * database is durable, so a kill loses nothing: {@code CrashTest}.
 *
 * <p><b>Why is a file kept when the commit of its row is in doubt?</b> A connection lost at the
 * commit does not say what the server did; without the file, a row that was committed is a lost
 * image. The sender is told 0110 and sends again; the copy in {@code incoming} is compared at the
 * next start and removed or adopted ({@code LostCommitTest}).
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
