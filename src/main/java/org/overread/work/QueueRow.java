package org.overread.work;

import java.time.Instant;

/**
 * One queue at a glance.
 *
 * @param queue its name
 * @param waiting pieces of work nobody works on, due or not
 * @param running pieces of work somebody works on
 * @param nextDueAt earliest time at which something in it is due
 */
public record QueueRow(String queue, long waiting, long running, Instant nextDueAt) {}
