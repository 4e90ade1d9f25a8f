/**
 * Binds the DICOM and the HL7 port and opens connections: {@link
 * org.overread.network.DicomListener} and {@link org.overread.network.DicomRequestor}, with {@link
 * org.overread.network.NetworkSettings}; {@link org.overread.network.MllpListener} and {@link
 * org.overread.network.MllpRequestor}. All are thin: they choose the transport, set the socket
 * options and leave each connection to {@link org.overread.network.association} or {@link
 * org.overread.network.mllp}. Not here: what a service does, and anything about PDUs.
 *
 * <p><b>Why epoll?</b> Only the native Linux transport has TCP_QUICKACK, without which peers that
 * leave Nagle's algorithm on drop to 22 instances per second. Elsewhere NIO serves, correct but
 * slow with such peers.
 *
 * <p><b>Why a fixed receive buffer of 256 KiB?</b> Stores come in long runs: fewer and larger reads
 * mean fewer hand-overs to the association's thread and larger writes to disk. A buffer exists only
 * from a read until its bytes are taken, so idle associations hold none.
 *
 * <p><b>Why is the port kept open while stopping?</b> A caller is told 2/3/1, try again later,
 * instead of finding a dead port; idle associations are aborted at once, running stores may end
 * within the grace, so nothing acknowledged is lost.
 *
 * <p><b>Why is the host name resolved by the caller's thread?</b> A slow name server would hold an
 * event loop, and with it every association on it.
 */
package org.overread.network;
