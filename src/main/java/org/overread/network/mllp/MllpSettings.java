package org.overread.network.mllp;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * Settings of the HL7 port.
 *
 * @param bind address to listen on
 * @param port 0..65535; 0 takes a free one
 * @param maxFrame bytes of one message
 * @param maxConnections open at once
 * @param maxPerAddress open at once from one address
 * @param idle longest silence between messages
 * @param frameSilence longest silence inside a frame; a frame may last this, and 1 s for each KiB
 * @param missingCr how long the CR after 1C is waited for
 * @param writeTimeout longest time a sender may not read its acknowledgements
 * @param shutdownGrace how long received messages may still be answered when the node stops
 * @param allowed who may connect; nobody named: everybody
 */
public record MllpSettings(
    String bind,
    int port,
    int maxFrame,
    int maxConnections,
    int maxPerAddress,
    Duration idle,
    Duration frameSilence,
    Duration missingCr,
    Duration writeTimeout,
    Duration shutdownGrace,
    List<AddressRange> allowed) {
  /** Large enough for a report with a PDF in base64. */
  public static final int DEFAULT_MAX_FRAME = 16 << 20;

  public MllpSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be 0 to 65535: " + port);
    }
    if (maxFrame < 1 || maxConnections < 1 || maxPerAddress < 1) {
      throw new IllegalArgumentException("a limit of the HL7 port is below 1");
    }
    for (Duration time : List.of(idle, frameSilence, missingCr, writeTimeout)) {
      if (time.isNegative() || time.isZero()) {
        throw new IllegalArgumentException("a time limit of the HL7 port is not positive");
      }
    }
    allowed = List.copyOf(allowed);
  }

  /** The usual limits. */
  public static MllpSettings usual(String bind, int port) {
    return new MllpSettings(
        bind,
        port,
        DEFAULT_MAX_FRAME,
        200,
        64,
        Duration.ofHours(24),
        Duration.ofSeconds(60),
        Duration.ofSeconds(2),
        Duration.ofSeconds(60),
        Duration.ofSeconds(10),
        List.of());
  }

  boolean admits(InetAddress address) {
    return allowed.isEmpty() || allowed.stream().anyMatch(range -> range.contains(address));
  }
}
