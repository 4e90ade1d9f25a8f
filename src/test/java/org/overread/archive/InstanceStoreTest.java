package org.overread.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overread.dicom.Attributes;
import org.overread.dicom.Limits;
import org.overread.dicom.Part10;
import org.overread.dicom.Uid;
import org.overread.testing.StorageRig;
import org.overread.testing.Studies;

final class InstanceStoreTest {
  private static final Origin ORIGIN =
      new Origin("MODALITY", "OVERREAD", "192.0.2.7", Instant.parse("2026-11-23T12:00:00.123Z"));

  @TempDir Path folder;
  private InstanceStore store;

  @BeforeEach
  void open() throws IOException {
    store = new InstanceStore(StorageRig.settings(folder));
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  private StoredFile keep(byte[] dataSet) throws IOException {
    IncomingInstance incoming =
        store.receive(Uid.MRImageStorage, "1.2.3", Uid.ExplicitVRLittleEndian, ORIGIN);
    incoming.write(ByteBuffer.wrap(dataSet));
    return incoming.finish();
  }

  private Path onlyFile(String below) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("archive").resolve(below))) {
      return files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
  }

  @Test
  void ds51WritesAPart10FileWithAZeroPreambleThatSaysWhereItCameFrom() throws Exception {
    Attributes dataSet = Studies.instance(1, 1, 1, "MR", Uid.MRImageStorage);
    StoredFile stored = keep(StorageRig.encode(dataSet));
    assertThat(Part10.read(onlyFile("incoming"), Limits.DEFAULT)).isEqualTo(dataSet);
    assertThat(Files.readAllBytes(onlyFile("incoming"))).startsWith(new byte[128]);
    ArchivedFile found = store.recover().get(0);
    assertThat(found.file()).isEqualTo(stored);
    assertThat(found.origin()).isEqualTo(ORIGIN);
    assertThat(found.sopInstanceUid()).isEqualTo("1.2.3");
    assertThat(found.transferSyntaxUid()).isEqualTo(Uid.ExplicitVRLittleEndian);
  }

  @Test
  void ds60FilesAreOfTheOwnerOnly() throws Exception {
    store.place("1.2", keep(new byte[10]).number());
    try (Stream<Path> all = Files.walk(folder.resolve("archive"))) {
      for (Path path : all.toList()) {
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        assertThat(mode)
            .as(path.toString())
            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
      }
    }
  }

  @Test
  void ds58AFolderReplacedByALinkIsNotFollowed() throws Exception {
    long number = keep(new byte[10]).number();
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Path study = new ArchiveLayout(folder.resolve("archive")).study("1.2");
    Files.createSymbolicLink(study.getParent().getParent(), outside);
    assertThatThrownBy(() -> store.place("1.2", number)).isInstanceOf(IOException.class);
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void placingTwiceIsHarmlessAndPlacingNothingIsAnError() throws Exception {
    long number = keep(new byte[10]).number();
    store.place("1.2", number);
    store.place("1.2", number);
    assertThatThrownBy(() -> store.place("1.2", number + 1))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void anyChangedByteOfAFileInIncomingIsNoticed() throws Exception {
    byte[] dataSet = new byte[3000];
    for (int at = 0; at < 3300; at += 37) {
      keep(dataSet);
      Path file = onlyFile("incoming");
      byte[] bytes = Files.readAllBytes(file);
      bytes[Math.min(at, bytes.length - 1)] ^= 0x10;
      Files.write(file, bytes);
      assertThat(store.recover()).as("byte %d", at).isEmpty();
      assertThat(file).doesNotExist();
    }
  }

  @Test
  void aFileThatIsCutOffIsNoticedWhereverItIsCut() throws Exception {
    for (int cut : new int[] {1, 100, 2999, 3000, 3001, 3100, 3300}) {
      keep(new byte[3000]);
      Path file = onlyFile("incoming");
      byte[] bytes = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(bytes, bytes.length - cut));
      assertThat(store.recover()).as("cut by %d", cut).isEmpty();
    }
  }

  @Test
  void numbersAreNeverGivenTwiceEvenWhenTheirFileIsLost() throws Exception {
    Set<Long> numbers = new HashSet<>();
    for (int run = 0; run < 5; run++) {
      StoredFile kept = keep(new byte[10]);
      assertThat(numbers.add(kept.number())).isTrue();
      store.place("1.2", kept.number());
      store.close();
      if (run == 2) {
        Files.delete(folder.resolve("archive/numbers"));
      }
      store = new InstanceStore(StorageRig.settings(folder));
    }
  }

  @Test
  void oneProcessAtATime() {
    assertThatThrownBy(() -> new InstanceStore(StorageRig.settings(folder)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has the archive open");
  }

  @Test
  void exportsPlainPart10FilesAndReplacesNothing() throws Exception {
    Attributes dataSet = Studies.instance(1, 1, 1, "MR", Uid.MRImageStorage);
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      numbers.add(keep(StorageRig.encode(dataSet)).number());
    }
    store.place("1.2", numbers.get(0));
    List<Integer> progress = new ArrayList<>();
    Path target = folder.resolve("out");
    new StudyExport(store).write("1.2", numbers, target, progress::add);
    assertThat(progress).containsExactly(1, 2, 3);
    assertThat(Part10.read(target.resolve("000003.dcm"), Limits.DEFAULT)).isEqualTo(dataSet);
    assertThat(Part10.open(target.resolve("000001.dcm")).privateInformation()).isEmpty();
    assertThatThrownBy(() -> new StudyExport(store).write("1.2", numbers, target, n -> {}))
        .isInstanceOf(java.nio.file.FileAlreadyExistsException.class);
  }

  @Test
  void removesTheFilesNamedAndTheFolderOnceItIsEmpty() throws Exception {
    long first = keep(new byte[10]).number();
    long second = keep(new byte[10]).number();
    long other = keep(new byte[10]).number();
    store.place("1.2", first);
    store.place("1.2", second);
    store.place("1.3", other);
    assertThat(store.remove("1.2", List.of(first))).isEqualTo(1);
    assertThat(store.contains("1.2", second)).isTrue();
    assertThat(store.remove("1.2", List.of(first, second))).isEqualTo(1);
    assertThat(store.remove("1.2", List.of(second))).isZero();
    assertThat(store.contains("1.3", other)).isTrue();
    long late = keep(new byte[10]).number();
    store.place("1.2", late);
    assertThat(store.contains("1.2", late)).as("the folder is made again").isTrue();
  }
}
