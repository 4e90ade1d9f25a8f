package org.overread.routing;

/**
 * The HL7 port of a reading group, to which orders go.
 *
 * @param host of its MLLP receiver
 * @param port 1..65535
 * @param application of the receiver (MSH-5)
 * @param facility of the receiver (MSH-6)
 */
public record OrderPort(String host, int port, String application, String facility) {}
