package org.overread.admin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;

/** The token of the admin interface. Whoever can read its file may change what the node does. */
public final class AdminToken {
  private static final int BYTES = 32;
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final byte[] token;

  private AdminToken(String token) {
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  /** Reads the token; makes one with mode 0600 when the file is absent. */
  public static AdminToken readOrMake(Path file) throws IOException {
    if (Files.notExists(file)) {
      byte[] random = new byte[BYTES];
      new SecureRandom().nextBytes(random);
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER));
      Files.writeString(file, HexFormat.of().formatHex(random) + "\n", StandardOpenOption.WRITE);
    }
    return read(file);
  }

  /**
   * Reads the token.
   *
   * @throws IOException also when others may read the file, or it holds no token
   */
  public static AdminToken read(Path file) throws IOException {
    if (!OWNER.containsAll(Files.getPosixFilePermissions(file))) {
      throw new IOException(file + " can be used by others than its owner; chmod 600 it");
    }
    String token = Files.readString(file).strip();
    if (token.length() < BYTES) {
      throw new IOException(
          file + " holds no token; remove it and a new one is made at the next start");
    }
    return new AdminToken(token);
  }

  /** Compares in a time that does not depend on where the first difference is. */
  boolean matches(String other) {
    return MessageDigest.isEqual(token, other.getBytes(StandardCharsets.UTF_8));
  }

  /** Value of the header Authorization (RFC 6750). */
  String header() {
    return "Bearer " + new String(token, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "AdminToken";
  }
}
