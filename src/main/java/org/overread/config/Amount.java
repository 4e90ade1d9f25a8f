package org.overread.config;

/**
 * Disk space as written: bytes, or a share of the disk.
 *
 * @param bytes when percent is 0
 * @param percent of the whole disk, 1 to 99; 0 when bytes are meant
 */
record Amount(long bytes, int percent) {
  long of(long total) {
    return percent == 0 ? bytes : Math.multiplyExact(total / 100, (long) percent);
  }
}
