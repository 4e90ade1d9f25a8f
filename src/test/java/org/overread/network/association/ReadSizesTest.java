package org.overread.network.association;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadSizesTest {
  private final ReadSizes sizes = new ReadSizes();

  @Test
  void aFewFastSendersGetLargeReads() {
    for (int i = 0; i < ReadSizes.LARGE_READS - 1; i++) {
      sizes.handedOver();
    }
    assertThat(sizes.next()).isEqualTo(ReadSizes.LARGE);
  }

  @Test
  void twoHundredSlowAssociationsHoldLessThanTwentyMebibytesOfReads() {
    long held = 0;
    for (int i = 0; i < 200 * 2; i++) {
      held += sizes.newHandle().guess();
      sizes.handedOver();
    }
    assertThat(held).isLessThan(20L << 20);
  }

  @Test
  void readsAreLargeAgainWhenTheOthersHaveBeenTaken() {
    for (int i = 0; i < 100; i++) {
      sizes.handedOver();
    }
    assertThat(sizes.next()).isEqualTo(ReadSizes.SMALL);
    for (int i = 0; i < 100; i++) {
      sizes.taken();
    }
    assertThat(sizes.next()).isEqualTo(ReadSizes.LARGE);
  }
}
