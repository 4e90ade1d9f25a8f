package org.overread.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import org.overread.findings.TextReader;
import org.overread.findings.Vocabulary;
import org.overread.report.ReportText;
import org.overread.report.Section;
import org.overread.report.SectionKind;
import org.overread.report.Sentence;

/**
 * Times the reading of texts: {@code FindingsBench conf/vocabulary}. Each figure is the median of
 * its rounds after warming up; the first load is timed apart.
 */
final class FindingsBench {
  private static final int ROUNDS = 15;
  private static final String[] SENTENCES = {
    "There is a displaced fracture of the left hip.",
    "No evidence of acute fracture, dislocation or effusion is seen in the right hip.",
    "Old healed fracture of the distal radius, unchanged since 2019.",
    "Findings are suspicious for a stress fracture, although an acute fracture cannot be excluded.",
    "If a fracture is suspected clinically, CT may be helpful.",
  };

  private FindingsBench() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    long start = System.nanoTime();
    Vocabulary vocabulary = Vocabulary.load(folder);
    System.out.printf("load, first    %8.1f ms%n", millis(System.nanoTime() - start));
    System.out.printf("load, median   %8.1f ms%n", millis(median(() -> load(folder))));
    TextReader reader = new TextReader(vocabulary);
    ReportText report = sentences(2_000);
    int mentions = reader.read(report).mentions().size();
    long read = median(() -> timed(() -> reader.read(report)));
    System.out.printf(
        "read           %8.0f mentions/s, %.1f MB/s%n",
        mentions * 1e9 / read, report.text().length() * 1e3 / read);
    long asserted = median(() -> timed(() -> assertAll(reader, 10_000)));
    System.out.printf("assert         %8.0f targets/s%n", 10_000 * 1e9 / asserted);
    ReportText line = oneLine(1 << 20);
    System.out.printf(
        "1 MB line      %8.1f ms%n", millis(median(() -> timed(() -> reader.read(line)))));
  }

  private static long load(Path folder) {
    return timed(
        () -> {
          try {
            Vocabulary.load(folder);
          } catch (org.overread.findings.VocabularyException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static void assertAll(TextReader reader, int count) {
    for (int i = 0; i < count; i++) {
      String sentence = SENTENCES[i % SENTENCES.length];
      int at = sentence.indexOf("fracture");
      reader.assertOf(sentence, at, at + 8);
    }
  }

  /** A report of many sentences. */
  private static ReportText sentences(int count) {
    StringBuilder text = new StringBuilder();
    Sentence[] sentences = new Sentence[count];
    for (int i = 0; i < count; i++) {
      int start = text.length();
      text.append(SENTENCES[i % SENTENCES.length]);
      sentences[i] = new Sentence(0, start, text.length());
      text.append('\n');
    }
    Section body = new Section(SectionKind.BODY, "", 0, text.length());
    return new ReportText(text.toString(), List.of(body), List.of(sentences));
  }

  private static ReportText oneLine(int length) {
    String text = "no fracture or old fracture and 9 mm possible fracture, ".repeat(length / 55);
    Section body = new Section(SectionKind.BODY, "", 0, text.length());
    return new ReportText(text, List.of(body), List.of(new Sentence(0, 0, text.length())));
  }

  private static long timed(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return System.nanoTime() - start;
  }

  private static long median(LongSupplier round) {
    for (int i = 0; i < ROUNDS; i++) {
      round.getAsLong();
    }
    long[] nanos = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      nanos[i] = round.getAsLong();
    }
    Arrays.sort(nanos);
    return nanos[ROUNDS / 2];
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }
}
