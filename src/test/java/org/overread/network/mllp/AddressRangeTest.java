package org.overread.network.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3,10.1.2.3,true",
    "10.1.2.3,10.1.2.4,false",
    "10.1.0.0/16,10.1.255.255,true",
    "10.1.0.0/16,10.2.0.0,false",
    "192.168.1.128/25,192.168.1.127,false",
    "192.168.1.128/25,192.168.1.128,true",
    "0.0.0.0/0,1.2.3.4,true",
    "0.0.0.0/0,::1,false",
    "fd00::/8,fd12::1,true",
    "fd00::/8,fe80::1,false"
  })
  void hl14ContainsTheAddressesOfTheNetwork(String range, String address, boolean contained)
      throws UnknownHostException {
    assertThat(AddressRange.of(range).contains(InetAddress.getByName(address)))
        .isEqualTo(contained);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost", "10.1.2.3/33", "10.1.2.3/-1", "10.1.2.3/x", "10.1.2.999"})
  void refusesWhatIsNoAddress(String text) {
    assertThatThrownBy(() -> AddressRange.of(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
