package org.overread.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.overread.dicom.Attributes;
import org.overread.dicom.DicomFormatException;
import org.overread.dicom.HeaderReader;
import org.overread.dicom.Limits;
import org.overread.dicom.Part10;
import org.overread.dicom.Tag;
import org.overread.rules.CaseFacts;

/**
 * The headers of a study's DICOM files.
 *
 * @param headers one for each file, in the order of their paths
 * @param leftOut files of the folder that are not DICOM
 */
public record ImageFiles(List<Attributes> headers, List<Path> leftOut) {
  /** Bytes read at once. */
  private static final int CHUNK = 64 << 10;

  public static final ImageFiles NONE = new ImageFiles(List.of(), List.of());

  public ImageFiles {
    headers = List.copyOf(headers);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * Reads a file, or all files below a folder.
   *
   * @throws ReportFileException when there is none that can be read, or they are of several studies
   */
  public static ImageFiles read(Path place) {
    List<Attributes> headers = new ArrayList<>();
    List<Path> leftOut = new ArrayList<>();
    for (Path file : files(place)) {
      try {
        headers.add(header(file));
      } catch (DicomFormatException e) {
        leftOut.add(file);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + file, e);
      }
    }
    if (headers.isEmpty()) {
      throw new ReportFileException(place.toString(), 0, "has no DICOM file that can be read");
    }
    long studies =
        headers.stream().map(h -> h.string(Tag.StudyInstanceUID).orElse("")).distinct().count();
    if (studies > 1) {
      throw new ReportFileException(
          place.toString(), 0, "has files of " + studies + " studies; a case is one study");
    }
    return new ImageFiles(headers, leftOut);
  }

  private static List<Path> files(Path place) {
    try (Stream<Path> below = Files.walk(place)) {
      return below.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw new ReportFileException(place.toString(), 0, "cannot be read");
    }
  }

  /** Reads no further than the header: pixel data may be large. */
  private static Attributes header(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      Part10.Opened opened = Part10.open(channel);
      HeaderReader reader =
          new HeaderReader(opened.transferSyntax(), CaseFacts.WANTED_TAGS::contains, Limits.HEADER);
      channel.position(opened.dataSetOffset());
      ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
      while (reader.state() == HeaderReader.State.READING
          && !reader.isPastHeader()
          && channel.read(chunk.clear()) >= 0) {
        reader.feed(chunk.flip());
      }
      if (!reader.isPastHeader()) {
        reader.end();
      }
      return reader.header();
    }
  }
}
