/**
 * The way of a study after it is complete, step by step: {@link org.overread.flow.StudyFlow}
 * switches over the steps EVALUATE, ROUTE and FORWARD; {@link org.overread.flow.FlowControl} is
 * what an administrator may do; {@link org.overread.flow.Retention} removes what nothing waits for.
 *
 * <p>Must not contain: bytes, SQL text, threads.
 *
 * <p><b>Why may a step run twice?</b> Its work row is removed after its transaction, so a crash
 * between the two repeats it. Each step therefore first looks at the state it expects and moves it;
 * the second run finds the state gone and ends.
 *
 * <p><b>Why is ROUTE a step of its own?</b> A group may be closed or have its daily cap. The place
 * is not reserved then, because others may have filled tomorrow's cap meanwhile: the choice is made
 * again when the time has come.
 *
 * <p><b>Why does a dry run end in NOT_FLAGGED?</b> Nothing is asked of anybody, and retention may
 * remove it; in FLAGGED such studies would fill the disk. The decision and the request of state
 * DRY_RUN keep what would have been done.
 *
 * <p><b>Why is a group told of a recall by the step FORWARD?</b> One piece of work per request: it
 * cannot send images and their withdrawal at the same time, and an instance that was on its way is
 * in the ledger before the notice is made. The request stays RECALLED whatever becomes of the
 * notice, so that no retry sends images of it.
 *
 * <p><b>Why does retention remove rows before files, and note it first?</b> The row decides whether
 * the study may go; if it is reopened at that moment, the files stay. Then only the files those
 * rows named are removed. A crash between would leave files that a scan brings back as a held
 * study; the note, forced to the disk before the rows go, lets the next start end the removal
 * instead. It costs one forced file per study removed.
 */
package org.overread.flow;
