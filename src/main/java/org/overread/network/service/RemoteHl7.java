package org.overread.network.service;

/**
 * An HL7 port to call.
 *
 * @param host name or address
 * @param port 1..65535
 */
public record RemoteHl7(String host, int port) {
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
