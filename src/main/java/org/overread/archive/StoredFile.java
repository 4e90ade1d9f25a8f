package org.overread.archive;

/**
 * A data set that is on the disk as {@link ArchiveSettings.Durability} asks, not yet indexed.
 *
 * @param number of the file, unique in the archive for ever
 * @param length of the data set in bytes
 * @param crc32c of the data set, as an unsigned 32-bit number
 */
public record StoredFile(long number, long length, long crc32c) {}
