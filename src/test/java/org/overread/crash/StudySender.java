package org.overread.crash;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32C;
import org.overread.dicom.Attributes;
import org.overread.dicom.DataSetWriter;
import org.overread.dicom.Element;
import org.overread.dicom.Tag;
import org.overread.dicom.TransferSyntax;
import org.overread.dicom.Uid;
import org.overread.dicom.Uids;
import org.overread.dicom.VR;
import org.overread.network.DicomRequestor;
import org.overread.network.dimse.CStoreRq;
import org.overread.network.service.DataSetSource;
import org.overread.network.service.ProposedContext;
import org.overread.network.service.RemoteAe;
import org.overread.network.service.RequestedAssociation;
import org.overread.testing.Networks;

/**
 * A modality that sends study after study and, like a real one, sends again what was not
 * acknowledged.
 */
final class StudySender implements Runnable {
  private static final int IMAGES = 20;
  private static final String SYNTAX = Uid.ExplicitVRLittleEndian;

  private final RemoteAe node;
  private final Path directory;
  private final Random random;
  private final Map<String, Long> acknowledged;
  private final BooleanSupplier goOn;

  StudySender(
      int port, Path directory, long seed, Map<String, Long> acknowledged, BooleanSupplier goOn) {
    this.node = new RemoteAe("OVERREAD", "127.0.0.1", port);
    this.directory = directory;
    this.random = new Random(seed);
    this.acknowledged = acknowledged;
    this.goOn = goOn;
  }

  @Override
  public void run() {
    try (DicomRequestor requestor = new DicomRequestor(Networks.settings())) {
      while (goOn.getAsBoolean()) {
        Deque<Attributes> waiting = study();
        while (!waiting.isEmpty()) {
          attempt(requestor, waiting);
        }
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One association; what was not acknowledged when it ends stays waiting. */
  private void attempt(DicomRequestor requestor, Deque<Attributes> waiting)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile(directory, "send", ".dataset");
    ProposedContext context = new ProposedContext(Uid.MRImageStorage, List.of(SYNTAX));
    try (RequestedAssociation association = requestor.open("SENDER", node, List.of(context))) {
      while (!waiting.isEmpty()) {
        Attributes image = waiting.peek();
        byte[] bytes = DataSetWriter.write(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        Files.write(file, bytes);
        String uid = image.string(Tag.SOPInstanceUID).orElseThrow();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
          CStoreRq request = new CStoreRq(1, Uid.MRImageStorage, uid, 0, "", 0);
          if (association
              .store(request, SYNTAX, new DataSetSource(channel, 0, bytes.length))
              .isStored()) {
            CRC32C checksum = new CRC32C();
            checksum.update(bytes);
            acknowledged.put(uid, checksum.getValue());
            waiting.remove();
          }
        }
      }
    } catch (IOException e) {
      TimeUnit.MILLISECONDS.sleep(100); // the node was killed; a modality tries again later
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private Deque<Attributes> study() {
    String studyUid = Uids.generate();
    String seriesUid = Uids.generate();
    Deque<Attributes> images = new ArrayDeque<>();
    for (int i = 1; i <= IMAGES; i++) {
      byte[] pixels = new byte[(1 + random.nextInt(60)) * 1024];
      random.nextBytes(pixels);
      Attributes image = new Attributes();
      image
          .set(Tag.SOPClassUID, VR.UI, Uid.MRImageStorage)
          .set(Tag.SOPInstanceUID, VR.UI, Uids.generate());
      image
          .set(Tag.Modality, VR.CS, "MR")
          .set(Tag.PatientID, VR.LO, "CRASH")
          .set(Tag.PatientName, VR.PN, "Crash^Test");
      image.set(Tag.StudyInstanceUID, VR.UI, studyUid).set(Tag.SeriesInstanceUID, VR.UI, seriesUid);
      image.set(Tag.InstanceNumber, VR.IS, Integer.toString(i));
      image.put(Element.ofBytes(Tag.PixelData, VR.OW, pixels));
      images.add(image);
    }
    return images;
  }
}
