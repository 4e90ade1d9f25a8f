package org.overread.dicom;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Unique identifiers: their form (PS3.5 section 9), new ones, and the registered ones (PS3.6 table
 * A-1, uids.tsv).
 */
public final class Uids {
  private static final int MAX_LENGTH = 64; // PS3.5 9.1
  private static final String UUID_ROOT = "2.25."; // PS3.5 B.2

  /**
   * Named "Storage", but no instances of a patient's study are stored by them (PS3.4 GG.3 and
   * others, not B.5).
   */
  private static final Set<String> NOT_OF_A_STUDY =
      Set.of(
          Uid.StorageCommitmentPushModel,
          Uid.StorageCommitmentPullModel,
          Uid.MediaStorageDirectoryStorage,
          Uid.HangingProtocolStorage,
          Uid.ColorPaletteStorage,
          Uid.GenericImplantTemplateStorage,
          Uid.ImplantAssemblyTemplateStorage,
          Uid.ImplantTemplateGroupStorage,
          Uid.CTDefinedProcedureProtocolStorage,
          Uid.XADefinedProcedureProtocolStorage,
          Uid.ProtocolApprovalStorage,
          Uid.InventoryStorage);

  private Uids() {}

  private static final class Table {
    static final Map<String, String[]> ROWS = new HashMap<>();
    static final Set<String> STORAGE = new LinkedHashSet<>();

    static {
      for (String[] row : Dictionary.rows("uids.tsv")) {
        ROWS.putIfAbsent(row[0], row);
        if (row[2].equals("SOP Class")
            && row[1].contains("Storage")
            && !NOT_OF_A_STUDY.contains(row[0])) {
          STORAGE.add(row[0]);
        }
      }
    }
  }

  /**
   * True for what may be created: at most 64 characters, digits and dots, no component empty or
   * with a leading zero.
   */
  public static boolean isValid(String uid) {
    if (uid.isEmpty() || uid.length() > MAX_LENGTH) {
      return false;
    }
    int start = 0;
    for (int i = 0; i <= uid.length(); i++) {
      char c = i == uid.length() ? '.' : uid.charAt(i);
      if (c == '.') {
        boolean leadingZero = i - start > 1 && uid.charAt(start) == '0';
        if (i == start || leadingZero) {
          return false;
        }
        start = i + 1;
      } else if (c < '0' || c > '9') {
        return false;
      }
    }
    return true;
  }

  /** A new UID from a random UUID, read as an unsigned number. */
  public static String generate() {
    UUID uuid = UUID.randomUUID();
    byte[] bytes =
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(uuid.getMostSignificantBits())
            .putLong(uuid.getLeastSignificantBits())
            .array();
    return UUID_ROOT + new BigInteger(1, bytes);
  }

  /**
   * The registered name, e.g. "CT Image Storage"; empty for a UID that is not registered or has no
   * name.
   */
  public static Optional<String> nameOf(String uid) {
    return Optional.ofNullable(Table.ROWS.get(uid))
        .map(row -> row[3])
        .filter(name -> !name.isEmpty());
  }

  /**
   * True for the SOP classes by which instances of a study are stored (PS3.4 B.5), retired ones
   * too.
   */
  public static boolean isStorageSopClass(String uid) {
    return Table.STORAGE.contains(uid);
  }

  /** Those SOP classes, in the order of PS3.6. */
  public static Set<String> storageSopClasses() {
    return Collections.unmodifiableSet(Table.STORAGE);
  }
}
