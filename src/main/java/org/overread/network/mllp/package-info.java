/**
 * HL7 over TCP by the minimal lower layer protocol (HL7 MLLP release 1): {@link
 * org.overread.network.mllp.MllpDecoder} finds frames, {@link org.overread.network.mllp.MllpServer}
 * serves the connections of the HL7 port, {@link org.overread.network.mllp.MllpCall} is a
 * connection of ours. Must not contain: what a message means. It reads headers only, to answer when
 * the service cannot.
 *
 * <p><b>Why is nothing read while messages wait?</b> HL7 senders wait for each acknowledgement, so
 * one read rarely brings a second message, and one that pipelines is held back by TCP. A queue per
 * connection would only hide that the database is behind.
 *
 * <p><b>Why may a frame last a second for each KiB?</b> A limit on silence alone lets a sender hold
 * a connection with a byte a minute; a limit on the whole refuses 16 MiB over a slow line.
 *
 * <p><b>Why is a connection that failed never used again?</b> The acknowledgement that was too late
 * would be read as that of the next message: "sent" that was not sent.
 *
 * <p><b>Why is a message not sent again on a new connection at once?</b> It may have arrived. Who
 * asked is told so, and repeats it by its own schedule with the same control ID.
 *
 * <p><b>Is it fast enough?</b> Measured with MllpLoad on two shared cores, sender included: 1,300
 * messages a second over one connection (median 0.2 ms), 6,000 over 8 and over 50. The goal is 167;
 * the database sets the pace. Look again when it no longer does.
 */
package org.overread.network.mllp;
