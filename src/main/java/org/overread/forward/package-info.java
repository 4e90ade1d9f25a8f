/**
 * One attempt to send instances to a reading group: {@link org.overread.forward.Forwarder} plans
 * contexts, opens associations, deals out the instances, reports each answer, and says with a
 * {@link org.overread.forward.Delivery} how it ended. Beside it what decides when an attempt may be
 * made: breaker, retry schedule, send windows.
 *
 * <p>Must not contain: retry loops, sleeping, SQL, changes to the bytes of an instance other than
 * those of {@link org.overread.forward.HeaderCoercion}.
 *
 * <p><b>Why is a coerced copy not read and written as a data set?</b> Each byte that the group's
 * settings do not name must be the one that was received: private elements, the form of sequences,
 * pixel data. Only the changed elements are encoded; the rest is copied, what lies behind them from
 * the file. A header costs one pass over its element headers. Look again if a group wants changes
 * inside functional groups.
 *
 * <p><b>Why is an answer reported before the next instance goes?</b> Then a crash leaves at most
 * one instance per association whose answer is not known, and nothing that the destination
 * acknowledged and the ledger has is sent again. A commit of one row costs 0.2 ms on H2 and 0.5 on
 * PostgreSQL (two busy cores). Look again if a destination answers faster.
 *
 * <p><b>Why no conversion?</b> A re-encoded image is another image; who reads it must be asked.
 * What the destination does not accept is refused by name. Contexts with the uncompressed syntaxes
 * are proposed so that the refusal can say what it takes.
 *
 * <p><b>Why not a new association at once after an abort?</b> A destination that aborts is in
 * trouble, and calling again at once is how endless reconnecting begins. The schedule tries again
 * after a minute; instances tried least often go first, so that one which breaks every association
 * does not keep the others back.
 *
 * <p><b>Why are loopback addresses exempt from the comparison of hosts?</b> On one machine
 * everything has the same address, and the AE title still tells sender and destination apart. Look
 * again if senders and readers share a NAT address.
 */
package org.overread.forward;
