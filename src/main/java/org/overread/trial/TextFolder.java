package org.overread.trial;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder of reports: each file NAME.txt is one, and NAME.order.txt beside it its order. */
final class TextFolder {
  private static final String REPORT = ".txt";
  private static final String ORDER = ".order.txt";

  private TextFolder() {}

  static Stream<ReportCase> open(Path folder) throws IOException {
    return files(folder).map(TextFolder::read);
  }

  static Stream<Path> files(Path folder) throws IOException {
    return Files.list(folder)
        .filter(file -> file.toString().endsWith(REPORT) && !file.toString().endsWith(ORDER))
        .sorted();
  }

  private static ReportCase read(Path file) {
    String name = file.getFileName().toString();
    String id = name.substring(0, name.length() - REPORT.length());
    Path order = file.resolveSibling(id + ORDER);
    return new ReportCase(
        id,
        Optional.empty(),
        "",
        "",
        Files.exists(order) ? text(order) : "",
        text(file),
        Optional.empty());
  }

  private static String text(Path file) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
          .toString();
    } catch (CharacterCodingException e) {
      throw new ReportFileException(file.toString(), 0, "is not UTF-8 text");
    } catch (IOException e) {
      throw new ReportFileException(file.toString(), 0, "cannot be read");
    }
  }
}
