package org.overread.network.mllp;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * One address, or a network as in 10.1.0.0/16.
 *
 * @param prefix leading bits that must be equal
 */
public record AddressRange(InetAddress network, int prefix) {

  /**
   * @throws IllegalArgumentException when it is no address (names are not looked up) or no prefix
   */
  public static AddressRange of(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    if (!address.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
      throw new IllegalArgumentException("not an IP address: " + text);
    }
    try {
      InetAddress network = InetAddress.getByName(address);
      int bits = network.getAddress().length * Byte.SIZE;
      int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
      if (prefix < 0 || prefix > bits) {
        throw new IllegalArgumentException("prefix must be 0 to " + bits + ": " + text);
      }
      return new AddressRange(network, prefix);
    } catch (UnknownHostException | NumberFormatException e) {
      throw new IllegalArgumentException("not an IP address or network: " + text, e);
    }
  }

  public boolean contains(InetAddress address) {
    byte[] theirs = address.getAddress();
    byte[] ours = network.getAddress();
    if (theirs.length != ours.length) {
      return false;
    }
    int free = ours.length * Byte.SIZE - prefix;
    return new BigInteger(1, theirs)
        .shiftRight(free)
        .equals(new BigInteger(1, ours).shiftRight(free));
  }
}
