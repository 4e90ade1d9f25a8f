package org.overread.archive;

import java.nio.file.Path;

/**
 * What the header of an archived file says.
 *
 * @param path where the file was when it was read
 * @param file number, length and checksum of the data set
 * @param sopClassUid as in the C-STORE request
 * @param sopInstanceUid as in the C-STORE request
 * @param transferSyntaxUid how the data set is encoded
 * @param origin where it came from
 * @param position first byte of the data set
 */
public record ArchivedFile(
    Path path,
    StoredFile file,
    String sopClassUid,
    String sopInstanceUid,
    String transferSyntaxUid,
    Origin origin,
    int position) {}
