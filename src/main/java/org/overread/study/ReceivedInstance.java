package org.overread.study;

import java.time.Instant;
import org.overread.archive.Origin;
import org.overread.archive.StoredFile;
import org.overread.dicom.Attributes;

/**
 * A stored data set that the index does not know yet.
 *
 * @param file number, length, checksum
 * @param header the elements of {@link InstanceIndexer#WANTED_TAGS}
 * @param sopClassUid of the request
 * @param sopInstanceUid of the request
 * @param transferSyntaxUid how the data set is encoded
 * @param origin where it came from
 * @param completedAt when its last byte arrived: the quiet period counts from here
 * @param arrival how it came to the index
 */
public record ReceivedInstance(
    StoredFile file,
    Attributes header,
    String sopClassUid,
    String sopInstanceUid,
    String transferSyntaxUid,
    Origin origin,
    Instant completedAt,
    Arrival arrival) {

  /** How an instance came to the index. */
  public enum Arrival {
    /** Over the network, now or just before a crash. */
    RECEIVED,
    /** From an old file whose row was lost: what was decided about its study may be lost too. */
    REBUILT
  }
}
