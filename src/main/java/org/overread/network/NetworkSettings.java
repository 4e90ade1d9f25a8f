package org.overread.network;

import java.time.Duration;
import org.overread.network.association.AssociationSettings;

/**
 * The DICOM upper layer: where to listen and how much to allow. Every limit is for one process.
 *
 * @param bind address to listen on
 * @param port 0..65535; 0 takes a free one
 * @param receiveMaxPdu P-DATA length we advertise, bytes (PS3.8 D.1)
 * @param sendMaxPdu P-DATA length we send when the peer says 0 (no limit), bytes
 * @param maxAssociations accepted at once
 * @param maxPerAddress sockets from one address
 * @param maxPerCallingAeTitle associations of one calling AE title
 * @param artim ARTIM timer: connect to A-ASSOCIATE-RQ, and Sta13 (PS3.8 9.1.5)
 * @param progress longest silence inside a started PDU or message
 * @param idle longest silence between messages of an accepted association
 * @param responseTimeout longest wait for a DIMSE response as SCU
 * @param connectTimeout longest wait for a TCP connection as SCU
 * @param writeTimeout longest time a peer may not read
 * @param shutdownGrace how long running operations may go on when the node stops
 */
public record NetworkSettings(
    String bind,
    int port,
    int receiveMaxPdu,
    int sendMaxPdu,
    int maxAssociations,
    int maxPerAddress,
    int maxPerCallingAeTitle,
    Duration artim,
    Duration progress,
    Duration idle,
    Duration responseTimeout,
    Duration connectTimeout,
    Duration writeTimeout,
    Duration shutdownGrace) {

  /** The part that concerns associations, accepted or requested. */
  AssociationSettings forAssociations() {
    return new AssociationSettings(
        receiveMaxPdu,
        sendMaxPdu,
        maxAssociations,
        maxPerAddress,
        maxPerCallingAeTitle,
        artim,
        progress,
        idle,
        responseTimeout,
        writeTimeout);
  }
}
