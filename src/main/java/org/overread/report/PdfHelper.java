package org.overread.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;

/**
 * The process that {@link PdfText} starts: a PDF on standard input, its text on standard output.
 * The only class that uses PDFBox. It opens no file and no connection.
 */
public final class PdfHelper {
  static final int READ = 0;
  static final int ENCRYPTED = 3;
  static final int CUT = 4;
  static final int BROKEN = 5;

  private static final int MAX_PAGES = 200;
  private static final int MAX_TEXT = 1 << 20; // characters

  private PdfHelper() {}

  /** Ends with one of the exit codes above; any other is an error of the virtual machine. */
  public static void main(String[] arguments) {
    PrintStream out = System.out;
    System.setOut(System.err); // what PDFBox logs is no text of the report
    int exit;
    try (PDDocument document = Loader.loadPDF(System.in.readAllBytes())) {
      exit =
          write(document, new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
    } catch (InvalidPasswordException e) {
      exit = ENCRYPTED;
    } catch (IOException | RuntimeException e) {
      exit = BROKEN;
    }
    System.exit(exit);
  }

  private static int write(PDDocument document, Writer out) throws IOException {
    PDFTextStripper stripper = new PDFTextStripper();
    stripper.setSortByPosition(true);
    stripper.setLineSeparator("\n");
    stripper.setParagraphEnd("\n");
    int left = MAX_TEXT;
    int pages = Math.min(document.getNumberOfPages(), MAX_PAGES);
    for (int page = 1; page <= pages && left > 0; page++) {
      stripper.setStartPage(page);
      stripper.setEndPage(page);
      String text = stripper.getText(document);
      out.write(text, 0, Math.min(text.length(), left));
      left -= text.length();
    }
    out.flush();
    return left <= 0 || pages < document.getNumberOfPages() ? CUT : READ;
  }
}
