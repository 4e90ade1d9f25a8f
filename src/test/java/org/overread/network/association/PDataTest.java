package org.overread.network.association;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PDataTest {

  @ParameterizedTest
  @CsvSource({
    "0, 131072, 131066",
    "8, 131072, 2",
    "9, 131072, 2",
    "16384, 131072, 16378",
    "131072, 131072, 131066",
    "4294967295, 131072, 131066",
    "65536, 16384, 16378"
  })
  void ul32KeepsWithinTheLimitOfThePeerAndOurOwnAndStaysEven(long peer, int ours, int fragment) {
    assertThat(PData.maxFragment(peer, ours)).isEqualTo(fragment);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "9, 1", "10, 1", "11, 2", "20, 2", "21, 3"})
  void ul83SetsTheLastFlagOnExactlyOneFragment(int length, int pdus) {
    ByteBuf out = Unpooled.buffer();
    PData.write(out, 1, false, new byte[length], 10);
    assertThat(out.readableBytes()).isEqualTo(PData.sizeOf(length, 10));
    int seen = 0;
    int lastFlags = 0;
    while (out.isReadable()) {
      int start = out.readerIndex();
      int body = out.getInt(start + 2);
      lastFlags += out.getByte(start + 11) >> 1;
      seen++;
      out.skipBytes(6 + body);
    }
    assertThat(seen).isEqualTo(pdus);
    assertThat(lastFlags).isEqualTo(1);
  }
}
