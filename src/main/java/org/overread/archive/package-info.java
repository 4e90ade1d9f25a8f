/**
 * Keeps received instances so that "stored" is true after a power cut.
 *
 * <p>{@link org.overread.archive.InstanceStore} gives an {@link
 * org.overread.archive.IncomingInstance} for each data set: written to {@code
 * incoming/<number>.part} as it comes, sealed (length, CRC-32C) and forced; and, when the index
 * knows it durably, moved to {@code studies/<2 hex>/<2 hex>/<hash of the Study Instance
 * UID>/<number>.dcm}. The package must not contain SQL, types of the network, or file names made
 * from received values. Encryption at rest is left to the volume. {@link
 * org.overread.archive.RemovalNotes} keeps in {@code removing} what is about to be removed.
 *
 * <p><b>Why one file per instance and not one growing file per association?</b> Both force once per
 * instance. Measured with 512 KiB on one thread of an idle machine: a file each 1,340 to 1,420
 * instances/s, appended to one file 1,530. For that difference a file can be removed, exported and
 * checked alone. Small instances gain more from appending (27 KB, busy machine: 240 to 870 against
 * 4,300); look again when they decide.
 *
 * <p><b>Why is nothing but the file forced?</b> On ext4 and XFS, forcing a new file also makes its
 * name durable, because both are one journal. The move is not forced: after a power cut a file is
 * in one place or the other, and both are looked at. On a file system without that property choose
 * a volume that has it.
 *
 * <p><b>Why is a file moved later and not before the answer?</b> {@code incoming} is the recovery
 * journal: it must hold all that the index does not know yet or may have lost. So the index is made
 * durable first, once for many files. The answer then waits for one force and no move.
 *
 * <p><b>Why checksums of our own?</b> After a power cut a file can have its length and not its
 * bytes. CRC-32C costs under 0.1 ms per MiB and also finds the same instance sent again. The header
 * is covered too, so the index can be rebuilt from files alone.
 *
 * <p><b>Why 128 KiB buffers?</b> PDVs of 16 to 64 KiB become one write each two or more, and 200
 * associations hold 25 MiB; instances up to that size are one single write together with their
 * seal. Creating a file was measured at 35 microseconds, but 450 in an ext4 block group in which
 * many files had been deleted within five minutes: a bench must use a fresh folder.
 */
package org.overread.archive;
