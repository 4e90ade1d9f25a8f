package org.overread.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The text of a PDF, read by {@link PdfHelper} in a process of its own: whatever a PDF does to its
 * reader, the node keeps its memory and its time. One PDF at a time.
 */
public final class PdfText {
  private static final int MAX_BYTES = 64 << 20; // of the file
  private static final int MAX_OUTPUT = 8 << 20; // bytes the helper may write, UTF-8
  private static final String MEMORY = "-Xmx256m";

  private final Duration limit;
  private final Semaphore one = new Semaphore(1, true);

  /**
   * @param limit for one PDF, from the start of the helper on; a page of text takes about a second
   */
  public PdfText(Duration limit) {
    this.limit = limit;
  }

  /** Never fails: what cannot be read is a text that says so. Blocks. */
  public DocumentText read(byte[] pdf) {
    if (pdf.length > MAX_BYTES) {
      return DocumentText.unreadable("This PDF is too long to be read");
    }
    one.acquireUninterruptibly();
    try {
      return readAlone(pdf);
    } catch (IOException e) {
      return DocumentText.unreadable("This PDF cannot be read: its reader did not start");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return DocumentText.unreadable("This PDF was not read: the node was stopping");
    } finally {
      one.release();
    }
  }

  private DocumentText readAlone(byte[] pdf) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("overread-pdf");
    Path output = directory.resolve("text");
    Process helper = start(directory, output);
    try {
      try (OutputStream in = helper.getOutputStream()) {
        in.write(pdf);
      } catch (IOException e) {
        // it ended before it had read all: its exit code tells
      }
      if (!helper.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return DocumentText.unreadable("This PDF cannot be read in the time given");
      }
      return answer(helper.exitValue(), output);
    } finally {
      helper.destroyForcibly().waitFor();
      Files.deleteIfExists(output);
      Files.deleteIfExists(directory.resolve(".pdfbox.cache"));
      Files.deleteIfExists(directory);
    }
  }

  private static Process start(Path directory, Path output) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                java.toString(),
                MEMORY,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-Djava.awt.headless=true",
                "-Dpdfbox.fontcache=" + directory,
                "-cp",
                System.getProperty("java.class.path"),
                PdfHelper.class.getName()));
    return builder
        .redirectOutput(output.toFile())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static DocumentText answer(int exit, Path output) throws IOException {
    if (exit == PdfHelper.ENCRYPTED) {
      return DocumentText.unreadable("This PDF is encrypted and cannot be read");
    }
    if (exit != PdfHelper.READ && exit != PdfHelper.CUT || Files.size(output) > MAX_OUTPUT) {
      return DocumentText.unreadable("This PDF is broken and cannot be read");
    }
    String text = Files.readString(output, StandardCharsets.UTF_8).strip();
    if (text.isEmpty()) {
      return DocumentText.unreadable("This PDF holds no text, perhaps a scanned page");
    }
    return exit == PdfHelper.READ
        ? new DocumentText(text, true)
        : new DocumentText(text + "\n[The rest of this PDF is left out: it is too long]", false);
  }
}
