package org.overread.findings;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The concepts a text is read for and the cues that assert them, checked and compiled. Immutable;
 * used by any number of threads. The form of its files is in the package's description.
 */
public final class Vocabulary {
  private final Compiled compiled;
  private final String version;

  /**
   * What the files came to. In {@code phrases} a payload is twice the concept's number, plus one
   * for a look-alike and for the name of a score; above those of all concepts, the beginning of a
   * word that holds a score's name and category.
   */
  record Compiled(
      WordTable words,
      PhraseTrie sets,
      PhraseTrie phrases,
      List<Concept> concepts,
      List<Boolean> sayNo,
      List<DerivedConcept> derived,
      Map<Integer, Score> scores,
      List<Score.Attached> attached,
      int growth,
      int shrinkage,
      Cues cues) {}

  Vocabulary(Compiled compiled, String version) {
    this.compiled = compiled;
    this.version = version;
  }

  /**
   * Reads all files *.txt of a folder, in the order of their names.
   *
   * @throws VocabularyException with all mistakes of all files; nothing is loaded then
   */
  public static Vocabulary load(Path folder) throws VocabularyException {
    return new VocabularyFolder(folder).read();
  }

  /** SHA-256 of the names and contents of the files, hexadecimal. */
  public String version() {
    return version;
  }

  /** What can be found, in file order: so that rules can be checked against it. */
  public List<Concept> concepts() {
    return compiled.concepts();
  }

  Compiled compiled() {
    return compiled;
  }
}
