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
 * <p><b>Why do read sizes follow the number of waiting reads?</b> Stores come in long runs: large
 * reads mean fewer hand-overs to the association's thread and larger writes to disk (128 KiB
 * instead of 256 cost a fifth of the throughput), but 400 reads of 256 KiB are 100 MiB. So reads
 * are large while few wait, small while many do. A buffer exists only from a read until its bytes
 * are taken, so idle associations hold none.
 *
 * <p><b>Why is the port kept open while stopping?</b> A caller is told 2/3/1, try again later,
 * instead of finding a dead port; idle associations are aborted at once, running stores may end
 * within the grace, so nothing acknowledged is lost.
 *
 * <p><b>Why is the host name resolved by the caller's thread?</b> A slow name server would hold an
 * event loop, and with it every association on it.
 */
package org.overread.network;
