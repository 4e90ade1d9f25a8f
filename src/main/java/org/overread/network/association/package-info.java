/**
 * Runs one association by PS3.8 Table 9-10, as acceptor and as requestor. {@link
 * org.overread.network.association.UpperLayer} is the state machine on the event loop and the only
 * one to write PDUs; {@link org.overread.network.association.Acceptor} hands what was read to the
 * association's own executor, where {@link org.overread.network.association.ServedAssociation},
 * {@link org.overread.network.association.MessageAssembler} and {@link
 * org.overread.network.association.DimseServer} turn it into calls of the services; {@link
 * org.overread.network.association.RequestorLink} and {@link
 * org.overread.network.association.OpenAssociation} do the same the other way round for a thread
 * that waits. Not here: files, tables, rules, and what a service answers.
 *
 * <p><b>Why a state machine on the event loop and services elsewhere?</b> An A-ABORT, a close or a
 * timer must take effect while a service waits for the disk, and a service must never hold up
 * another association. The machine costs two map look-ups per PDU piece. Look again if a profile
 * shows them.
 *
 * <p><b>Why an executor of its own for each association, from a free list?</b> A shared pool with
 * queues lets a stalled store delay an echo elsewhere (measured before: 2 s behind eight 500 ms
 * stalls; the free list: 1 to 3 ms). Idle threads end after a minute. Look again when virtual
 * threads are the floor.
 *
 * <p><b>Why half of the places for callers that no setting names?</b> Where anybody may call, a
 * flood of strangers must not keep the PACS out. A stranger holds a place also while it is
 * negotiated with and refused, which takes milliseconds. Look again when a flood keeps all places
 * in negotiation.
 *
 * <p><b>Why two reads in flight?</b> With one, event loop and disk take turns; with two they
 * overlap, and an association holds at most two read buffers ({@link
 * org.overread.network.association.ReadSizes}) whatever the object's size. A fast sender is held
 * back by TCP. Measured on the same busy cores, discarding: up to 2,773 instances/s (1.5 GB/s) over
 * 4 associations with the sender beside it, 0.53 CPU seconds per GB received. Look again above 10
 * Gbit/s.
 *
 * <p><b>Why is TCP_QUICKACK set around every read and after every write?</b> DCMTK and Orthanc
 * leave Nagle's algorithm on and write a PDU in two pieces; a delayed acknowledgement of ours costs
 * 40 ms for each. The option is not sticky. Measured with storescu's default and 541 KB instances
 * on two cores that others kept busy: 320 to 870 instances/s with the option, the same as with its
 * Nagle off; 90 without the option (NIO transport).
 *
 * <p><b>Why are matches sent one per task?</b> The task goes to the end of the association's queue,
 * so a C-CANCEL that has arrived is seen before the next match, and the cursor pauses while 64 KiB
 * wait to be written. No thread waits.
 *
 * <p><b>Why may a C-ECHO or C-STORE be served between two matches of a C-FIND?</b> A window of one
 * is negotiated, so it is the peer's breach; an answer does no harm, and only a second C-FIND has
 * to wait. Responses carry their message ID.
 *
 * <p><b>Why a watchdog that looks, instead of a timer per read?</b> Re-arming a timer for each of
 * thousands of reads per second costs more than looking eight times per limit. Time in which a
 * service is busy does not count against the peer.
 */
package org.overread.network.association;
