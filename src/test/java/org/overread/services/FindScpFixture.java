package org.overread.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.overread.database.Database;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;
import org.overread.dicom.Uid;
import org.overread.dicom.VR;
import org.overread.network.dimse.CFindRq;
import org.overread.network.service.AssociationInfo;
import org.overread.network.service.FindService.Matches;
import org.overread.testing.IndexTable;
import org.overread.testing.Studies;
import org.overread.testing.TestDatabase;

/**
 * A node with a peer that may query, a sender that may not, and reading groups; and the ways to ask
 * it.
 */
abstract class FindScpFixture {
  static final String STUDY_ROOT = Uid.StudyRootQueryRetrieveInformationModelFind;
  static final String PATIENT_ROOT = Uid.PatientRootQueryRetrieveInformationModelFind;
  static final int LIMIT = 300;

  Database database;
  IndexTable index;
  FindScp scp;

  @BeforeEach
  void open() {
    database = database();
    index = new IndexTable(database);
    scp = scp(Optional.empty());
  }

  /** Overridden to run every test on another database. */
  Database database() {
    return TestDatabase.h2();
  }

  @AfterEach
  void close() {
    database.close();
  }

  // -- asking ------------------------------------------------------------------------------------

  FindScp scp(Optional<String> retrieveAeTitle) {
    ServicesSettings settings =
        new ServicesSettings(
            Set.of("OVERREAD"),
            List.of(
                new Peer(
                    "pacs", "PEER", Set.of(), Set.of(Peer.Permission.STORE, Peer.Permission.QUERY)),
                new Peer("scanner", "SENDER", Set.of(), Set.of(Peer.Permission.STORE))),
            false,
            Map.of("MSK", "localhost", "NAMELESS", "localhost"),
            false,
            LIMIT);
    return new FindScp(database, settings, Map.of("MSK", Set.of("msk")), retrieveAeTitle);
  }

  Matches find(String callingAeTitle, String model, Attributes identifier) {
    AssociationInfo association =
        new AssociationInfo(
            1, callingAeTitle, "OVERREAD", InetAddress.getLoopbackAddress(), "", "");
    return scp.find(association, new CFindRq(1, model, 0), identifier);
  }

  List<Attributes> all(String callingAeTitle, String model, Attributes identifier) {
    List<Attributes> result = new ArrayList<>();
    try (Matches matches = find(callingAeTitle, model, identifier)) {
      for (Optional<Attributes> next = matches.next(); next.isPresent(); next = matches.next()) {
        result.add(next.get());
      }
      assertThat(matches.end().code()).isIn(0, 0xB001);
    }
    return result;
  }

  List<Attributes> all(String model, Attributes identifier) {
    return all("PEER", model, identifier);
  }

  Attributes one(String model, Attributes identifier) {
    List<Attributes> found = all(model, identifier);
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  int end(String callingAeTitle, String model, Attributes identifier) {
    try (Matches matches = find(callingAeTitle, model, identifier)) {
      Optional<Attributes> next = matches.next();
      while (next.isPresent()) {
        next = matches.next();
      }
      return matches.end().code();
    }
  }

  int end(String model, Attributes identifier) {
    return end("PEER", model, identifier);
  }

  List<String> studies(Attributes identifier) {
    return all(STUDY_ROOT, identifier).stream()
        .map(found -> found.string(Tag.StudyInstanceUID).orElse(""))
        .toList();
  }

  List<String> byName(String name) {
    return studies(
        study()
            .set(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192")
            .set(Tag.PatientName, VR.PN, name));
  }

  static Attributes level(String level) {
    return new Attributes().set(Tag.QueryRetrieveLevel, VR.CS, level);
  }

  static Attributes study() {
    return level("STUDY").set(Tag.StudyInstanceUID, VR.UI, "");
  }

  static Attributes study(int number) {
    return level("STUDY").set(Tag.StudyInstanceUID, VR.UI, Studies.studyUid(number));
  }

  static Attributes images(int study) {
    return level("IMAGE")
        .set(Tag.StudyInstanceUID, VR.UI, Studies.studyUid(study))
        .set(Tag.SeriesInstanceUID, VR.UI, Studies.seriesUid(study, 1))
        .set(Tag.SOPInstanceUID, VR.UI, "");
  }

  // -- data --------------------------------------------------------------------------------------

  void named(int study, String name) {
    index.add(
        List.of(
            Studies.instance(study, 1, 1, "MR", Uid.MRImageStorage)
                .set(Tag.PatientName, VR.PN, name)));
  }

  void dated(int study, String date, String time) {
    index.add(
        List.of(
            Studies.instance(study, 1, 1, "MR", Uid.MRImageStorage)
                .set(Tag.StudyDate, VR.DA, date)
                .set(Tag.StudyTime, VR.TM, time)));
  }
}
