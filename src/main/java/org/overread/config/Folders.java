package org.overread.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.overread.archive.ArchiveSettings;
import org.overread.context.OptOutList;
import org.overread.database.DatabaseSettings;

/** Settings that name places on the disk. Looks at them, creates none. */
final class Folders {
  private static final String DATA_PLACEHOLDER = "DATA";
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.range(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_EXECUTE);
  private static final Set<PosixFilePermission> GROUP =
      EnumSet.range(PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_EXECUTE);

  private final Settings settings;
  private final Path data;

  Folders(Settings settings, Optional<Path> data) {
    this.settings = settings;
    this.data =
        data.map(path -> path.toAbsolutePath().normalize())
            .orElseGet(() -> relative(KnownKeys.DATA, settings.get(KnownKeys.DATA)));
  }

  Path data() {
    if (Files.exists(data) && !(Files.isDirectory(data) && Files.isWritable(data))) {
      settings.wrong(
          KnownKeys.DATA.pattern(),
          data + " is not a folder we can write to",
          "name a folder of our own");
    }
    return data;
  }

  Path rules() {
    Path rules = path(KnownKeys.RULES);
    if (!Files.isDirectory(rules) || !Files.isReadable(rules)) {
      settings.wrong(
          KnownKeys.RULES.pattern(),
          rules + " is not a folder we can read",
          "name the folder of the rules");
    }
    return rules;
  }

  Path vocabulary() {
    Path vocabulary = path(KnownKeys.VOCABULARY);
    if (!Files.isDirectory(vocabulary) || !Files.isReadable(vocabulary)) {
      settings.wrong(
          KnownKeys.VOCABULARY.pattern(),
          vocabulary + " is not a folder we can read",
          "name the folder of the vocabulary");
    }
    return vocabulary;
  }

  /** The list itself is checked too: who is on a bad line would be forwarded. */
  Path optOuts() {
    Path file = path(KnownKeys.OPT_OUT_FILE);
    OptOutList.mistakes(file)
        .forEach(
            mistake ->
                settings.wrong(
                    KnownKeys.OPT_OUT_FILE.pattern(),
                    "of " + file + ", " + mistake,
                    "write one patient ID or ID^issuer a line"));
    return file;
  }

  ArchiveSettings archive() {
    Amount reserve = settings.get(KnownKeys.RESERVE);
    Amount keepFree = settings.get(KnownKeys.KEEP_FREE);
    long total = diskSize();
    if (settings.good(KnownKeys.RESERVE.pattern(), KnownKeys.KEEP_FREE.pattern())
        && keepFree.of(total) < reserve.of(total)) {
      // otherwise the archive refuses images before it removes old ones
      settings.wrong(
          KnownKeys.RESERVE.pattern(),
          "is above archive.keep-free",
          "write at most archive.keep-free");
    }
    return new ArchiveSettings(
        data.resolve("archive"),
        settings.get(KnownKeys.DURABILITY),
        reserve.of(total),
        settings.get(KnownKeys.MAX_INSTANCE),
        settings.get(KnownKeys.KEEP_FOR),
        keepFree.of(total));
  }

  private long diskSize() {
    Path place = data;
    while (!Files.exists(place) && place.getParent() != null) {
      place = place.getParent();
    }
    try {
      return Files.getFileStore(place).getTotalSpace();
    } catch (IOException e) {
      settings.wrong(
          KnownKeys.DATA.pattern(),
          "the disk of " + place + " does not tell its size",
          "name another folder");
      return 0;
    }
  }

  DatabaseSettings database() {
    String url = settings.get(KnownKeys.DATABASE_URL).replace(DATA_PLACEHOLDER + "/", data + "/");
    String key = KnownKeys.DATABASE_URL.pattern();
    boolean h2 = url.startsWith("jdbc:h2:file:");
    if (!h2 && !url.startsWith("jdbc:postgresql:")) {
      settings.wrong(
          key, "is neither H2 nor PostgreSQL", "begin with jdbc:h2:file: or jdbc:postgresql:");
    } else if (h2 && !url.contains("WRITE_DELAY=0")) {
      // measured: with the default delay, 100 committed rows were lost when the process halted
      settings.wrong(key, "loses committed rows when the process ends", "append ;WRITE_DELAY=0");
    } else if (h2 && !url.contains("DB_CLOSE_ON_EXIT=FALSE")) {
      // H2's own shutdown hook would close it under transfers that may still end
      settings.wrong(key, "closes before the node does", "append ;DB_CLOSE_ON_EXIT=FALSE");
    }
    if (settings.literal(KnownKeys.DATABASE_PASSWORD.pattern())
        && isOpen(settings.path(), OTHERS)) {
      settings.wrong(
          KnownKeys.DATABASE_PASSWORD.pattern(),
          "everybody can read this file and the password in it",
          "chmod o= it, or write ${env:NAME}");
    }
    return new DatabaseSettings(
        url,
        settings.get(KnownKeys.DATABASE_USER),
        settings.get(KnownKeys.DATABASE_PASSWORD),
        settings.get(KnownKeys.DATABASE_CONNECTIONS));
  }

  AdminSettings admin() {
    Path token = path(KnownKeys.TOKEN_FILE);
    if (Files.isDirectory(token)) {
      settings.wrong(KnownKeys.TOKEN_FILE.pattern(), token + " is a folder", "name a file");
    } else if (isOpen(token, GROUP) || isOpen(token, OTHERS)) {
      settings.wrong(
          KnownKeys.TOKEN_FILE.pattern(), token + " can be read by others", "chmod 600 it");
    }
    return new AdminSettings(
        settings.get(KnownKeys.ADMIN_BIND), settings.get(KnownKeys.ADMIN_PORT), token);
  }

  /** A path of the settings: DATA is the data folder. */
  private Path path(Key<String> key) {
    String text = settings.get(key);
    return relative(
        key,
        text.startsWith(DATA_PLACEHOLDER + "/")
            ? data + text.substring(DATA_PLACEHOLDER.length())
            : text);
  }

  /** Relative paths start at the folder of the settings. */
  private Path relative(Key<String> key, String text) {
    try {
      return settings.path().toAbsolutePath().resolveSibling(text).normalize();
    } catch (InvalidPathException e) {
      settings.wrong(key.pattern(), "is not a path", "write a path of this system");
      return settings.path().toAbsolutePath().getParent();
    }
  }

  private static boolean isOpen(Path file, Set<PosixFilePermission> permissions) {
    try {
      return Files.getPosixFilePermissions(file).stream().anyMatch(permissions::contains);
    } catch (IOException | UnsupportedOperationException e) {
      return false; // absent, or a file system without modes
    }
  }
}
