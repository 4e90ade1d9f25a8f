package org.overread.archive;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where and how instances are kept.
 *
 * @param directory root of the archive; created with mode 0700
 * @param durability when C-STORE may be answered with success
 * @param reserveBytes free disk space below which nothing is accepted (A700)
 * @param maxInstanceBytes longest data set accepted
 * @param keepFor a study is removed this long after its last instance, when nothing of it waits for
 *     delivery
 * @param keepFreeBytes free disk space below which the oldest such studies are removed earlier
 */
public record ArchiveSettings(
    Path directory,
    Durability durability,
    long reserveBytes,
    long maxInstanceBytes,
    Duration keepFor,
    long keepFreeBytes) {

  /** What an acknowledged instance survives. */
  public enum Durability {
    /** A power cut: bytes are forced to the disk before the answer. */
    DISK,
    /** The end of the process, not a power cut: bytes are with the operating system. */
    OS
  }
}
