package org.overread.network.dimse;

/**
 * C-STORE-RQ (PS3.7 9.3.1.1).
 *
 * @param messageId 0..65535
 * @param sopClassUid Affected SOP Class UID
 * @param sopInstanceUid Affected SOP Instance UID
 * @param priority 0 medium, 1 high, 2 low
 * @param moveOriginatorAeTitle empty unless part of a C-MOVE
 * @param moveOriginatorMessageId 0 unless part of a C-MOVE
 */
public record CStoreRq(
    int messageId,
    String sopClassUid,
    String sopInstanceUid,
    int priority,
    String moveOriginatorAeTitle,
    int moveOriginatorMessageId) {}
