package org.overread.network.service;

import java.net.InetAddress;

/**
 * What services may know of the association a message came on.
 *
 * @param id number of the association since start, the trace ID of its log lines
 * @param callingAeTitle trimmed
 * @param calledAeTitle trimmed, one of ours
 * @param address of the peer
 * @param implementationClassUid as sent by the peer, empty when missing
 * @param implementationVersionName as sent by the peer, empty when missing
 */
public record AssociationInfo(
    long id,
    String callingAeTitle,
    String calledAeTitle,
    InetAddress address,
    String implementationClassUid,
    String implementationVersionName) {}
