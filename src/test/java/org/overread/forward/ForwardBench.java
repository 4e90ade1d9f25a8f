package org.overread.forward;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.overread.dicom.Attributes;
import org.overread.dicom.Element;
import org.overread.dicom.Tag;
import org.overread.dicom.VR;
import org.overread.interop.Peers;
import org.overread.network.DicomRequestor;
import org.overread.routing.ReadingGroup;
import org.overread.testing.CaseRig;
import org.overread.testing.Networks;
import org.overread.testing.Studies;
import org.overread.testing.TestClock;

/**
 * Instances per second from the last image in to the last status of DCMTK's storescp, ledger
 * included. Arguments: instances, bytes of pixel data, associations. Not part of the build.
 */
final class ForwardBench {
  private ForwardBench() {}

  public static void main(String[] arguments) throws Exception {
    int instances = Integer.parseInt(arguments[0]);
    byte[] pixels = new byte[Integer.parseInt(arguments[1])];
    int associations = Integer.parseInt(arguments[2]);
    Path folder = Files.createTempDirectory(Path.of("/tmp"), "forward-bench");
    try (Peers peers = new Peers(folder);
        DicomRequestor requestor = new DicomRequestor(Networks.settings());
        CaseRig rig =
            new CaseRig(folder.resolve("node"), new TestClock(), false, Optional.of(requestor))) {
      Peers.Server reader = peers.storescp("READER", "-pdu", "131072");
      rig.groups.set(
          0,
          new ReadingGroup(
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
              associations,
              List.of()));
      for (int study = 1; study <= 3; study++) {
        List<Attributes> images = Studies.mrKnee(study, instances);
        images.forEach(image -> image.put(Element.ofBytes(Tag.PixelData, VR.OW, pixels)));
        rig.receive("PACS", images);
        long begin = System.nanoTime();
        rig.newWorker().runDue();
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
            "%s: %.2f s, %.0f instances/s%n",
            rig.study(study).reason(), seconds, instances / seconds);
      }
    }
  }
}
