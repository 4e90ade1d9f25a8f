package org.overread.admin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.overread.archive.InstanceReader;
import org.overread.archive.StoredDataSet;
import org.overread.database.Database;
import org.overread.dicom.FileMetaInformation;
import org.overread.dicom.Implementation;
import org.overread.dicom.Part10;
import org.overread.study.InstanceRow;
import org.overread.study.InstanceTable;
import org.overread.study.StudyRow;
import org.overread.study.StudyTable;

/**
 * Writes the newest version of each instance of a study as a DICOM file (PS3.10), its data set byte for byte as received.
 * Files are numbered: nothing of what was received becomes part of a path.
 */
final class StudyExport {
  private final Database database;
  private final InstanceReader archive;
  private final StudyTable studies = new StudyTable();
  private final InstanceTable instances = new InstanceTable();

  StudyExport(Database database, InstanceReader archive) {
    this.database = database;
    this.archive = archive;
  }

  /** Writes into a folder that exists; never replaces a file. */
  ActionResult write(String studyUid, Path folder, Consumer<Progress> progress) throws IOException {
    Optional<StudyRow> study = database.inTransaction(tx -> studies.find(tx, studyUid));
    if (study.isEmpty()) {
      return ActionResult.unknownStudy();
    }
    List<InstanceRow> rows = database.inTransaction(tx -> instances.ofStudy(tx, study.get().pk()));
    int done = 0;
    for (InstanceRow row : rows) {
      done++;
      write(row, folder.resolve(String.format("%06d.dcm", done)));
      progress.accept(new Progress(done, rows.size()));
    }
    return ActionResult.done(done + " files written to " + folder);
  }

  private void write(InstanceRow row, Path file) throws IOException {
    FileMetaInformation meta = new FileMetaInformation(
        row.sopClassUid(), row.sopInstanceUid(), row.transferSyntaxUid(),
        Implementation.CLASS_UID, Implementation.VERSION_NAME, "", row.sourceAeTitle(), "");
    try (StoredDataSet dataSet = archive.open(row.studyUid(), row.fileNumber());
        FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer header = ByteBuffer.wrap(Part10.encode(meta));
      while (header.hasRemaining()) {
        out.write(header);
      }
      for (long copied = 0; copied < dataSet.length(); ) {
        long count = dataSet.channel().transferTo(dataSet.position() + copied, dataSet.length() - copied, out);
        if (count <= 0) {
          throw new IOException("an archived file is shorter than its header says");
        }
        copied += count;
      }
    }
  }
}
