package org.overread.findings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.overread.report.ReportText;
import org.overread.report.Section;
import org.overread.report.SectionKind;
import org.overread.report.Sentence;

/** Texts and vocabularies for tests. */
final class Reports {
  private Reports() {}

  /** A text of one section, each line a sentence. */
  static ReportText of(String... lines) {
    List<Sentence> sentences = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      sentences.add(new Sentence(0, text.length(), text.length() + line.length()));
      text.append(line).append('\n');
    }
    Section body = new Section(SectionKind.BODY, "", 0, text.length());
    return new ReportText(text.toString(), List.of(body), sentences);
  }

  /** A vocabulary of the product's cues and the lines given. */
  static Vocabulary vocabulary(Path folder, String... lines)
      throws IOException, VocabularyException {
    Files.copy(Path.of("conf/vocabulary/cues.txt"), folder.resolve("cues.txt"));
    Files.writeString(folder.resolve("own.txt"), String.join("\n", lines));
    return Vocabulary.load(folder);
  }
}
