package org.overread.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overread.dicom.Attributes;
import org.overread.dicom.Element;
import org.overread.dicom.Tag;
import org.overread.dicom.VR;
import org.overread.network.DicomRequestor;
import org.overread.routing.Coercion;
import org.overread.routing.ReadingGroup;
import org.overread.routing.RequestDocument;
import org.overread.study.StudyState;
import org.overread.testing.CaseRig;
import org.overread.testing.Networks;
import org.overread.testing.Studies;
import org.overread.testing.TestClock;

/** Coerced copies, sent to DCMTK and judged by other people's programs. */
@RequiresTools({"storescp", "echoscu", "dciodvfy", "dcmdump"})
class CoercionInteropIT {
  /** More than one piece of the sender, and no multiple of a PDU. */
  private static final int SIDE = 700;

  @TempDir Path folder;

  private static Attributes large() {
    byte[] pixels = new byte[SIDE * SIDE * 2];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 31 & 0x0F);
    }
    return Studies.mrKnee(1, 1)
        .get(0)
        .set(Tag.Rows, VR.US, SIDE)
        .set(Tag.Columns, VR.US, SIDE)
        .put(Element.ofBytes(Tag.PixelData, VR.OW, pixels));
  }

  @Test
  void fwd12CopiesDocumentsAndPixelsArriveAsTheGroupWantsThem() throws Exception {
    Attributes image = large();
    try (Peers peers = new Peers(folder);
        DicomRequestor requestor = new DicomRequestor(Networks.settings());
        CaseRig rig =
            new CaseRig(folder.resolve("node"), new TestClock(), false, Optional.of(requestor))) {
      Peers.Server reader = peers.storescp("READER");
      rig.groups.set(0, group(reader));
      rig.receive("PACS", List.of(image));
      rig.newWorker().runDue();
      assertThat(rig.study(1).state()).isEqualTo(StudyState.FORWARDED);

      Path copy = file(reader, image.string(Tag.SOPInstanceUID).orElseThrow());
      String dump = peers.run("dcmdump", "+L", copy.toString()).text();
      assertThat(dump).contains("[HA-P1]", "[HA-A1]", "[HOSP_A]", "[COERCE]", "[OVERREAD]");
      byte[] bytes = Files.readAllBytes(copy);
      byte[] pixels = image.get(Tag.PixelData).orElseThrow().bytes();
      assertThat(java.util.Arrays.copyOfRange(bytes, bytes.length - pixels.length, bytes.length))
          .isEqualTo(pixels);
      assertThat(errors(peers, copy)).isEqualTo(errors(peers, received(peers, rig, image)));
      try (Stream<Path> files = Files.list(reader.directory())) {
        for (Path document : files.filter(file -> !file.equals(copy)).toList()) {
          assertThat(peers.run("dcmdump", document.toString()).text())
              .contains("[HA-P1]", "[HA-A1]", "[HOSP_A]");
          assertThat(errors(peers, document)).isEmpty();
        }
      }
    }
  }

  /** The same image as it is sent to a group without changes. */
  private Path received(Peers peers, CaseRig rig, Attributes image) throws Exception {
    Peers.Server plain = peers.storescp("PLAIN");
    rig.groups.set(0, CaseRig.group("plain", "PLAIN", plain.dicomPort()));
    Attributes other = Studies.mrKnee(2, 1).get(0);
    for (int tag : List.of(Tag.Rows, Tag.Columns, Tag.PixelData)) {
      other.put(image.get(tag).orElseThrow());
    }
    rig.receive("PACS", List.of(other));
    rig.newWorker().runDue();
    return file(plain, other.string(Tag.SOPInstanceUID).orElseThrow());
  }

  private static List<String> errors(Peers peers, Path file) throws Exception {
    return peers
        .run("dciodvfy", file.toString())
        .text()
        .lines()
        .filter(line -> line.startsWith("Error"))
        .toList();
  }

  private static Path file(Peers.Server server, String uid) throws IOException {
    try (Stream<Path> files = Files.list(server.directory())) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("." + uid))
          .findFirst()
          .orElseThrow();
    }
  }

  private static ReadingGroup group(Peers.Server reader) {
    return new ReadingGroup(
            "neuro",
            "READER",
            "127.0.0.1",
            reader.dicomPort(),
            Set.of(),
            Set.of(),
            List.of(),
            0,
            true,
            true,
            "OVERREAD",
            2,
            List.of())
        .withDocuments(EnumSet.of(RequestDocument.KEY_OBJECT, RequestDocument.COVER_SHEET), false)
        .withCoercion(new Coercion("HA-", "HOSP_A", "HA-", "ACC_A"));
  }
}
