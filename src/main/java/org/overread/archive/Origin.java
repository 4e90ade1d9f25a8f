package org.overread.archive;

import java.time.Instant;

/**
 * Where an instance came from. Written into its file, so that the index can be rebuilt from files
 * alone.
 *
 * @param callingAeTitle of the sender
 * @param calledAeTitle ours
 * @param address of the sender, as text
 * @param receivedAt when its first byte arrived, to the millisecond
 */
public record Origin(
    String callingAeTitle, String calledAeTitle, String address, Instant receivedAt) {}
