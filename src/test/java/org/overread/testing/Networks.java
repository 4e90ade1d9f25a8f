package org.overread.testing;

import java.time.Duration;
import org.overread.network.NetworkSettings;

/** Network settings for tests: loopback, a free port, short limits where a test waits for them. */
public final class Networks {

  private Networks() {}

  public static NetworkSettings settings() {
    return withTimers(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(10));
  }

  public static NetworkSettings withTimers(Duration artim, Duration progress, Duration idle) {
    return new NetworkSettings(
        "127.0.0.1",
        0,
        65_536,
        131_072,
        40,
        64,
        32,
        artim,
        progress,
        idle,
        Duration.ofSeconds(10),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(5));
  }

  public static NetworkSettings withPort(int port) {
    NetworkSettings s = settings();
    return new NetworkSettings(
        s.bind(),
        port,
        s.receiveMaxPdu(),
        s.sendMaxPdu(),
        s.maxAssociations(),
        s.maxPerAddress(),
        s.maxPerCallingAeTitle(),
        s.artim(),
        s.progress(),
        s.idle(),
        s.responseTimeout(),
        s.connectTimeout(),
        s.writeTimeout(),
        s.shutdownGrace());
  }

  public static NetworkSettings withLimits(
      int associations, int perAddress, int perCallingAeTitle) {
    NetworkSettings s = settings();
    return new NetworkSettings(
        s.bind(),
        s.port(),
        s.receiveMaxPdu(),
        s.sendMaxPdu(),
        associations,
        perAddress,
        perCallingAeTitle,
        s.artim(),
        s.progress(),
        s.idle(),
        s.responseTimeout(),
        s.connectTimeout(),
        s.writeTimeout(),
        s.shutdownGrace());
  }

  public static NetworkSettings withMaxPdu(int receiveMaxPdu, int sendMaxPdu) {
    NetworkSettings s = settings();
    return new NetworkSettings(
        s.bind(),
        s.port(),
        receiveMaxPdu,
        sendMaxPdu,
        s.maxAssociations(),
        s.maxPerAddress(),
        s.maxPerCallingAeTitle(),
        s.artim(),
        s.progress(),
        s.idle(),
        s.responseTimeout(),
        s.connectTimeout(),
        s.writeTimeout(),
        s.shutdownGrace());
  }
}
