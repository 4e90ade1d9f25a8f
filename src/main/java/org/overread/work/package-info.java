/**
 * Work that is due, as rows: {@link org.overread.work.WorkTable} keeps them, {@link
 * org.overread.work.Worker} claims them and has a {@link org.overread.work.WorkHandler} do them. A
 * row is claimed by lease, renewed while it is worked on, taken over by another node when the lease
 * runs out, and removed when done. All retries of the program live here.
 *
 * <p>Must not contain: what a step means, sending, rules.
 *
 * <p><b>Why a generation?</b> Work may be asked for again while it runs, e.g. by late instances.
 * Ignoring that would lose it when the run ends and removes the row. So asking raises the
 * generation, and only the generation claimed is removed. A step must not enqueue itself: it
 * returns a retry, or it would be due at once (found by a test that never ended).
 *
 * <p><b>Why a wake-up after the commit, and a poll?</b> The poll alone delays each step by half its
 * interval; a wake-up before the commit finds nothing. The poll stays for work whose time comes and
 * for other nodes. Look again if polls cost noticeably.
 *
 * <p><b>Why one piece of work per queue at once?</b> A queue is a destination, whose limit of
 * associations holds for all its cases together; two cases at once would open twice as many. Before
 * a group is chosen the one queue of evaluations goes in order of urgency, and reads headers only.
 * Look again when a long case keeps an urgent one waiting.
 *
 * <p><b>Why is only the place of an unforeseen exception kept?</b> Its message may quote a value of
 * a data set, and the text of a row is shown and copied. The log has the stack.
 */
package org.overread.work;
