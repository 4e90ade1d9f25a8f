package org.overread.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Vocabularies for nodes under test. */
public final class Vocabularies {
  private Vocabularies() {}

  /** Writes a folder of one concept, which a node needs to start. */
  public static void write(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("words.txt"), "concept: fracture\nphrases:\n  fracture\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
