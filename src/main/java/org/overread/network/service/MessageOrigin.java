package org.overread.network.service;

import java.net.InetAddress;

/**
 * Where an HL7 message came from.
 *
 * @param address of the sender
 * @param port of the sender
 * @param connectionId the trace ID of the connection's log lines
 */
public record MessageOrigin(InetAddress address, int port, String connectionId) {}
