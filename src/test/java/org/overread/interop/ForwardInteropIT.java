package org.overread.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overread.dicom.Attributes;
import org.overread.dicom.DataSetWriter;
import org.overread.dicom.Tag;
import org.overread.dicom.TransferSyntax;
import org.overread.network.DicomRequestor;
import org.overread.routing.ReadingGroup;
import org.overread.study.StudyState;
import org.overread.testing.CaseRig;
import org.overread.testing.Networks;
import org.overread.testing.Studies;
import org.overread.testing.TestClock;

/** From C-STORE to DCMTK's storescp as the reading group. */
@RequiresTools("storescp")
class ForwardInteropIT {
  @TempDir Path folder;

  @Test
  void fwd05AStudyArrivesAtDcmtkByteForByteAndIsSentWithItsStatuses() throws Exception {
    List<Attributes> study = Studies.mrKnee(1, 60);
    try (Peers peers = new Peers(folder);
        DicomRequestor requestor = new DicomRequestor(Networks.settings());
        CaseRig rig =
            new CaseRig(folder.resolve("node"), new TestClock(), false, Optional.of(requestor))) {
      Peers.Server reader = peers.storescp("READER");
      rig.groups.set(0, group(reader.dicomPort()));
      rig.receive("PACS", study);
      rig.newWorker().runDue();

      assertThat(rig.study(1).state()).isEqualTo(StudyState.FORWARDED);
      assertThat(rig.study(1).reason()).isEqualTo("60 of 60 sent to neuro");
      for (Attributes instance : study) {
        assertThat(endsWith(received(reader, instance), encoded(instance))).isTrue();
      }
    }
  }

  @Test
  void aDestinationThatIsNotThereIsSaidAndTriedAgain() throws Exception {
    try (Peers peers = new Peers(folder);
        DicomRequestor requestor = new DicomRequestor(Networks.settings());
        CaseRig rig =
            new CaseRig(folder.resolve("node"), new TestClock(), false, Optional.of(requestor))) {
      rig.groups.set(0, group(org.overread.testing.NodeProcess.freePort()));
      rig.receive("PACS", Studies.mrKnee(1, 3));
      rig.newWorker().runDue();
      assertThat(rig.study(1).state()).isEqualTo(StudyState.FLAGGED);
      assertThat(rig.requests(1).get(0).reason()).startsWith("0 of 3 sent; READER@127.0.0.1:");

      rig.groups.set(0, group(peers.storescp("READER").dicomPort()));
      rig.runFor(java.time.Duration.ofMinutes(2));
      assertThat(rig.study(1).state()).isEqualTo(StudyState.FORWARDED);
    }
  }

  private static ReadingGroup group(int port) {
    return new ReadingGroup(
        "neuro",
        "READER",
        "127.0.0.1",
        port,
        Set.of(),
        Set.of(),
        List.of(),
        0,
        true,
        true,
        "OVERREAD",
        4,
        List.of());
  }

  private static byte[] encoded(Attributes instance) {
    return DataSetWriter.write(instance, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
  }

  private static byte[] received(Peers.Server reader, Attributes instance) throws IOException {
    String uid = instance.string(Tag.SOPInstanceUID).orElseThrow();
    try (Stream<Path> files = Files.list(reader.directory())) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("." + uid))
          .map(ForwardInteropIT::read)
          .findFirst()
          .orElseThrow();
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean endsWith(byte[] file, byte[] dataSet) {
    return file.length > dataSet.length
        && Arrays.equals(
            file, file.length - dataSet.length, file.length, dataSet, 0, dataSet.length);
  }
}
