package org.overread.network.service;

/**
 * An application entity to call, written AET@host:port.
 *
 * @param aeTitle 1 to 16 characters
 * @param host name or address
 * @param port 1..65535
 */
public record RemoteAe(String aeTitle, String host, int port) {
  @Override
  public String toString() {
    return aeTitle + "@" + host + ":" + port;
  }
}
