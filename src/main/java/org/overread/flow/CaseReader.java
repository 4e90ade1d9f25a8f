package org.overread.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.ZoneId;
import java.util.List;
import java.util.function.IntPredicate;
import org.overread.archive.InstanceReader;
import org.overread.archive.StoredDataSet;
import org.overread.dicom.Attributes;
import org.overread.dicom.HeaderReader;
import org.overread.dicom.Limits;
import org.overread.dicom.TransferSyntax;
import org.overread.rules.CaseFacts;
import org.overread.study.InstanceRow;
import org.overread.study.StudyRow;

/**
 * Reads the headers of archived instances, one after the other, into the facts that rules judge.
 */
final class CaseReader {
  /** Most headers end within one chunk; bytes. */
  private static final int CHUNK = 64 << 10;

  private final InstanceReader archive;
  private final ZoneId zone;

  CaseReader(InstanceReader archive, ZoneId zone) {
    this.archive = archive;
    this.zone = zone;
  }

  /**
   * Reads every instance given.
   *
   * @throws UncheckedIOException when one cannot be read: a decision without it would rest on less
   *     than was received
   */
  CaseFacts read(StudyRow study, List<InstanceRow> instances) {
    CaseFacts.Builder builder = new CaseFacts.Builder();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    for (InstanceRow instance : instances) {
      try (StoredDataSet dataSet = archive.open(instance.studyUid(), instance.fileNumber())) {
        builder.add(header(dataSet, instance, chunk, CaseFacts.WANTED_TAGS::contains));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return builder
        .source(study.sourceAeTitle(), study.calledAeTitle())
        .receivedOn(study.firstReceivedAt().atZone(zone).toLocalDate())
        .build();
  }

  /** The wanted elements of one instance. */
  Attributes header(InstanceRow instance, IntPredicate wanted) throws IOException {
    try (StoredDataSet dataSet = archive.open(instance.studyUid(), instance.fileNumber())) {
      return header(dataSet, instance, ByteBuffer.allocate(CHUNK), wanted);
    }
  }

  private static Attributes header(
      StoredDataSet dataSet, InstanceRow instance, ByteBuffer chunk, IntPredicate wanted)
      throws IOException {
    TransferSyntax syntax = TransferSyntax.of(instance.transferSyntaxUid());
    HeaderReader reader = new HeaderReader(syntax, wanted, Limits.HEADER);
    long position = 0;
    while (position < dataSet.length()
        && reader.state() == HeaderReader.State.READING
        && !reader.isPastHeader()) {
      chunk.clear().limit((int) Math.min(CHUNK, dataSet.length() - position));
      int count = dataSet.channel().read(chunk, dataSet.position() + position);
      if (count <= 0) {
        throw new IOException("an archived file is shorter than its header says");
      }
      reader.feed(chunk.flip());
      position += count;
    }
    if (!reader.isPastHeader()) {
      reader.end(); // DicomFormatException when it is damaged
    }
    return reader.header();
  }
}
