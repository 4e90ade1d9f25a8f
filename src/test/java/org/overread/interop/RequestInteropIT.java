package org.overread.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overread.dicom.Attributes;
import org.overread.dicom.FileMetaInformation;
import org.overread.dicom.Implementation;
import org.overread.dicom.Part10;
import org.overread.dicom.Tag;
import org.overread.dicom.Uid;
import org.overread.request.CoverSheetBuilder;
import org.overread.request.KeyObjectBuilder;
import org.overread.request.Purpose;
import org.overread.testing.RequestContents;
import org.overread.testing.Studies;

/** The documents of a request, judged by other people's programs. */
@RequiresTools({"dciodvfy", "dsrdump", "dcmdump"})
class RequestInteropIT {
  @TempDir Path folder;

  @Test
  void qr70TheKeyObjectIsValidAndReadByDcmtk() throws Exception {
    try (Peers peers = new Peers(folder)) {
      Path file = file(KeyObjectBuilder.build(RequestContents.of(Studies.mrKnee(1, 4))));

      assertThat(errors(peers, file)).isEmpty();
      assertThat(peers.run("dsrdump", "+Pl", "+Pu", file.toString()).text())
          .contains("For Peer Review")
          .contains("surgery_recommended")
          .contains(Studies.instanceUid(1, 1, 4));
    }
  }

  @Test
  void fwd11TheKeyObjectOfAWithdrawalIsValid() throws Exception {
    try (Peers peers = new Peers(folder)) {
      Path file =
          file(
              KeyObjectBuilder.build(
                  RequestContents.of(
                      Studies.mrKnee(1, 4), Purpose.WITHDRAWAL, 1, Optional.empty(), false)));

      assertThat(errors(peers, file)).isEmpty();
      assertThat(peers.run("dsrdump", "+Pl", "+Pu", file.toString()).text())
          .contains("wrong patient");
    }
  }

  @Test
  void theCoverSheetWithTheFirstReportIsValidAndReadByDcmtk() throws Exception {
    try (Peers peers = new Peers(folder)) {
      Path file =
          file(
              CoverSheetBuilder.build(
                  RequestContents.of(
                      Studies.mrKnee(1, 4),
                      Purpose.REQUEST,
                      1,
                      Optional.of(RequestContents.report()),
                      false)));

      assertThat(errors(peers, file)).isEmpty();
      assertThat(peers.run("dsrdump", "+Pl", file.toString()).text())
          .contains("Referral note", "Torn cuff.", RequestContents.QUOTE, "UNVERIFIED");
    }
  }

  @Test
  void fwd11TheCoverSheetOfAWithdrawalIsValid() throws Exception {
    try (Peers peers = new Peers(folder)) {
      Path file =
          file(
              CoverSheetBuilder.build(
                  RequestContents.of(
                      Studies.mrKnee(1, 4), Purpose.WITHDRAWAL, 2, Optional.empty(), false)));

      assertThat(errors(peers, file)).isEmpty();
      assertThat(peers.run("dsrdump", "+Pl", file.toString()).text()).contains("wrong patient");
    }
  }

  private static List<String> errors(Peers peers, Path file) throws Exception {
    return peers
        .run("dciodvfy", file.toString())
        .text()
        .lines()
        .filter(line -> line.startsWith("Error"))
        .toList();
  }

  private Path file(Attributes document) throws IOException {
    String uid = document.string(Tag.SOPInstanceUID).orElseThrow();
    Path file = folder.resolve(uid + ".dcm");
    FileMetaInformation meta =
        new FileMetaInformation(
            document.string(Tag.SOPClassUID).orElseThrow(),
            uid,
            Uid.ExplicitVRLittleEndian,
            Implementation.CLASS_UID,
            Implementation.VERSION_NAME,
            "",
            "",
            "");
    Part10.write(file, meta, document);
    return file;
  }
}
