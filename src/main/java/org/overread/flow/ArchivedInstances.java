package org.overread.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.IntPredicate;
import org.overread.archive.InstanceReader;
import org.overread.archive.StoredDataSet;
import org.overread.dicom.Attributes;
import org.overread.dicom.DataSetReader;
import org.overread.dicom.DicomFormatException;
import org.overread.dicom.HeaderReader;
import org.overread.dicom.Limits;
import org.overread.dicom.TransferSyntax;
import org.overread.study.InstanceRow;

/** Reads archived instances: their headers, or, of documents, all of them. */
final class ArchivedInstances {
  /** Most headers end within one chunk; bytes. */
  private static final int CHUNK = 64 << 10;

  private final InstanceReader archive;

  ArchivedInstances(InstanceReader archive) {
    this.archive = archive;
  }

  /**
   * The header's elements that are wanted.
   *
   * @throws UncheckedIOException when the instance cannot be read: a decision without it would rest
   *     on less than was received
   */
  Attributes header(InstanceRow instance, IntPredicate wanted) {
    try (StoredDataSet dataSet = archive.open(instance.studyUid(), instance.fileNumber())) {
      return header(dataSet, instance, wanted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Attributes header(StoredDataSet dataSet, InstanceRow instance, IntPredicate wanted)
      throws IOException {
    HeaderReader reader =
        new HeaderReader(TransferSyntax.of(instance.transferSyntaxUid()), wanted, Limits.HEADER);
    ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK, Math.max(1, dataSet.length())));
    long position = 0;
    while (position < dataSet.length()
        && reader.state() == HeaderReader.State.READING
        && !reader.isPastHeader()) {
      chunk.clear().limit((int) Math.min(chunk.capacity(), dataSet.length() - position));
      read(dataSet, chunk, position);
      position += chunk.flip().limit();
      reader.feed(chunk);
    }
    if (!reader.isPastHeader()) {
      reader.end(); // DicomFormatException when it is damaged
    }
    return reader.header();
  }

  /**
   * The whole data set, for documents.
   *
   * @throws UncheckedIOException when the instance cannot be read
   * @throws DicomFormatException when it is damaged or over the limits
   */
  Attributes dataSet(InstanceRow instance, Limits limits) throws DicomFormatException {
    try (StoredDataSet dataSet = archive.open(instance.studyUid(), instance.fileNumber())) {
      if (dataSet.length() > limits.totalBytes()) {
        throw new DicomFormatException(
            "a document of " + dataSet.length() + " bytes; " + limits.totalBytes() + " are read",
            0);
      }
      ByteBuffer bytes = ByteBuffer.allocate((int) dataSet.length());
      long position = 0;
      while (bytes.hasRemaining()) {
        position += read(dataSet, bytes, position);
      }
      return DataSetReader.read(
          bytes.flip(), TransferSyntax.of(instance.transferSyntaxUid()), limits);
    } catch (DicomFormatException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int read(StoredDataSet dataSet, ByteBuffer target, long position)
      throws IOException {
    int count = dataSet.channel().read(target, dataSet.position() + position);
    if (count <= 0) {
      throw new IOException("an archived file is shorter than its header says");
    }
    return count;
  }
}
