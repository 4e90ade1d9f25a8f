package org.overread.network.association;

import java.time.Duration;

/**
 * How much one association, and all of them together, may ask of this process.
 *
 * @param receiveMaxPdu P-DATA length we advertise, bytes (PS3.8 D.1)
 * @param sendMaxPdu longest P-DATA we send when the peer sets no limit, bytes
 * @param maxAssociations accepted at once
 * @param maxPerAddress sockets from one address
 * @param maxPerCallingAeTitle associations of one calling AE title
 * @param artim ARTIM timer (PS3.8 9.1.5)
 * @param progress longest silence inside a started PDU or message
 * @param idle longest silence between messages
 * @param responseTimeout longest wait for a DIMSE response as SCU
 * @param writeTimeout longest time a peer may take nothing of what was written
 */
public record AssociationSettings(
    int receiveMaxPdu,
    int sendMaxPdu,
    int maxAssociations,
    int maxPerAddress,
    int maxPerCallingAeTitle,
    Duration artim,
    Duration progress,
    Duration idle,
    Duration responseTimeout,
    Duration writeTimeout) {}
