package org.overread.network.dimse;

/**
 * C-FIND-RQ (PS3.7 9.3.2.1).
 *
 * @param messageId 0..65535
 * @param sopClassUid the information model queried
 * @param priority 0 medium, 1 high, 2 low
 */
public record CFindRq(int messageId, String sopClassUid, int priority) {}
