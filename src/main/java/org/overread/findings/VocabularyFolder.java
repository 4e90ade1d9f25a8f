package org.overread.findings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** Reads the files of a vocabulary's folder. */
final class VocabularyFolder {
  /** What stands for bytes that are not UTF-8; a file may hold it as well. */
  private static final char REPLACED = '\uFFFD';

  private final Path folder;
  private final List<VocabularyIssue> issues = new ArrayList<>();

  VocabularyFolder(Path folder) {
    this.folder = folder;
  }

  Vocabulary read() throws VocabularyException {
    MessageDigest digest = sha256();
    List<Block> blocks = new ArrayList<>();
    List<Path> files = files();
    for (Path file : files) {
      String name = file.getFileName().toString();
      byte[] content = content(file, name);
      digest.update(name.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      digest.update(content);
      digest.update((byte) 0);
      blocks.addAll(new BlockReader(name, issues).read(text(name, content)));
    }
    if (files.isEmpty() && issues.isEmpty()) {
      issue("no file *.txt: nothing could be found in any report");
    }
    Vocabulary.Compiled compiled = new VocabularyCompiler(blocks, issues).compile();
    if (!issues.isEmpty()) {
      issues.sort(
          Comparator.comparing(VocabularyIssue::file)
              .thenComparingInt(VocabularyIssue::line)
              .thenComparingInt(VocabularyIssue::column));
      throw new VocabularyException(issues);
    }
    return new Vocabulary(compiled, HexFormat.of().formatHex(digest.digest()));
  }

  private List<Path> files() {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.txt")) {
      found.forEach(files::add);
    } catch (IOException e) {
      issue("cannot be read: " + e.getClass().getSimpleName());
    }
    files.sort(Comparator.comparing(file -> file.getFileName().toString()));
    return files;
  }

  private byte[] content(Path file, String name) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      issues.add(
          new VocabularyIssue(name, 0, 0, "cannot be read: " + e.getClass().getSimpleName(), ""));
      return new byte[0];
    }
  }

  private String text(String name, byte[] content) {
    String text = new String(content, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACED) < 0) {
      return text; // a strict decoder takes a while to get warm
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      issues.add(new VocabularyIssue(name, 0, 0, "is not UTF-8", ""));
      return "";
    }
  }

  private void issue(String message) {
    issues.add(new VocabularyIssue(folder.toString(), 0, 0, message, ""));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
