package org.overread.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.overread.dicom.Attributes;
import org.overread.dicom.DataSetWriter;
import org.overread.dicom.Tag;
import org.overread.dicom.TransferSyntax;
import org.overread.dicom.Uid;
import org.overread.network.dimse.CStoreRq;
import org.overread.network.dimse.Status;
import org.overread.network.service.DataSetSource;
import org.overread.network.service.ProposedContext;
import org.overread.network.service.RemoteAe;
import org.overread.network.service.RequestedAssociation;
import org.overread.network.service.Requestor;

/** The hospital's PACS of the demo: sends a study by C-STORE in one association. */
final class DemoPacs {
  static final String AE_TITLE = "DEMO_PACS";
  private static final String SYNTAX = Uid.ExplicitVRLittleEndian;

  private final Requestor requestor;
  private final RemoteAe node;
  private final Path directory;

  DemoPacs(Requestor requestor, RemoteAe node, Path directory) {
    this.requestor = requestor;
    this.node = node;
    this.directory = directory;
  }

  /** True when the node answers C-ECHO. */
  boolean reachesNode() {
    ProposedContext echo =
        new ProposedContext(Uid.Verification, List.of(Uid.ImplicitVRLittleEndian));
    try (RequestedAssociation association = requestor.open(AE_TITLE, node, List.of(echo))) {
      return association.echo().equals(Status.SUCCESS);
    } catch (IOException e) {
      return false; // it is still starting
    }
  }

  /** Sends all instances of a study; throws when one is not stored. */
  void send(DemoStudy study) throws IOException {
    ProposedContext images = new ProposedContext(Uid.MRImageStorage, List.of(SYNTAX));
    Path file = directory.resolve("image.dataset");
    try (RequestedAssociation association = requestor.open(AE_TITLE, node, List.of(images))) {
      for (Attributes image : study.instances()) {
        Files.write(file, DataSetWriter.write(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
          String uid = image.string(Tag.SOPInstanceUID).orElseThrow();
          CStoreRq request = new CStoreRq(1, Uid.MRImageStorage, uid, 0, "", 0);
          Status status =
              association.store(request, SYNTAX, new DataSetSource(channel, 0, channel.size()));
          if (!status.isStored()) {
            throw new IOException("the node refused an image: " + status);
          }
        }
      }
    }
  }
}
