package org.overread.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Names and modes of the archive's files. Names are numbers and hashes, never received values
 * (DS-58); files are 0600 and folders 0700 (DS-60).
 */
final class ArchiveLayout {
  static final Set<OpenOption> CREATE =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
  static final Set<OpenOption> CREATE_OR_OPEN =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
  static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  static final FileAttribute<?> OWNER_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<?> OWNER_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final String INCOMING_SUFFIX = ".part";
  private static final String PLACED_SUFFIX = ".dcm";
  private static final int STUDY_HASH_BYTES =
      20; // 160 bits: no two of 10^12 studies share a folder

  private final Path root;
  private final Path incoming;
  private final Path studies;

  ArchiveLayout(Path root) throws IOException {
    Files.createDirectories(root, OWNER_FOLDER);
    this.root = root.toRealPath();
    this.incoming = folder(this.root.resolve("incoming"));
    this.studies = folder(this.root.resolve("studies"));
  }

  Path root() {
    return root;
  }

  Path incoming() {
    return incoming;
  }

  Path studies() {
    return studies;
  }

  /** Where removals that are under way are noted. */
  Path removing() throws IOException {
    return folder(root.resolve("removing"));
  }

  Path incoming(long number) {
    return incoming.resolve(number + INCOMING_SUFFIX);
  }

  Path study(String studyUid) {
    String hash = HexFormat.of().formatHex(sha256(studyUid), 0, STUDY_HASH_BYTES);
    return studies.resolve(hash.substring(0, 2)).resolve(hash.substring(2, 4)).resolve(hash);
  }

  Path placed(Path study, long number) {
    return study.resolve(number + PLACED_SUFFIX);
  }

  /**
   * Makes the folder of a study and those above it, each a folder of ours and not a link to
   * somewhere else.
   */
  void makeStudy(Path study) throws IOException {
    folder(study.getParent().getParent());
    folder(study.getParent());
    folder(study);
  }

  /** The number in a file name of ours; empty for any other name. */
  static OptionalLong number(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    boolean ours =
        dot > 0 && dot < 19 && (name.endsWith(INCOMING_SUFFIX) || name.endsWith(PLACED_SUFFIX));
    return ours && name.substring(0, dot).chars().allMatch(c -> c >= '0' && c <= '9')
        ? OptionalLong.of(Long.parseLong(name.substring(0, dot)))
        : OptionalLong.empty();
  }

  private static Path folder(Path folder) throws IOException {
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return folder;
    }
    try {
      Files.createDirectory(folder, OWNER_FOLDER);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw new NotDirectoryException(folder.toString());
      }
    }
    return folder;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-256
    }
  }
}
