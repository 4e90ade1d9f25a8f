package org.overread.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Reads reports from a file, one at a time, so that any number fits into memory: JSON lines, CSV
 * with a header line, or a folder of text files.
 */
public final class ReportCases {
  private ReportCases() {}

  /**
   * The cases of a file or folder, in its order; to be closed.
   *
   * @throws ReportFileException when the file is of no known kind; while reading, when a line is
   *     wrong
   */
  public static Stream<ReportCase> open(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    try {
      if (Files.isDirectory(path)) {
        return TextFolder.open(path);
      }
      if (name.endsWith(".jsonl")) {
        return JsonLines.open(path);
      }
      if (name.endsWith(".csv")) {
        return CsvReports.open(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
    throw new ReportFileException(
        path.toString(), 0, "is neither a folder of .txt files, nor .jsonl, nor .csv");
  }

  /** How many cases a file has at most, for a progress bar: lines, or files of a folder. */
  public static long count(Path path) {
    try {
      if (Files.isDirectory(path)) {
        try (Stream<Path> files = TextFolder.files(path)) {
          return files.count();
        }
      }
      try (Stream<String> lines = Files.lines(path)) {
        return lines.count();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }
}
