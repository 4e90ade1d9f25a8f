package org.overread.services;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.overread.database.Database;
import org.overread.database.DatabaseSettings;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;
import org.overread.dicom.Uid;
import org.overread.dicom.VR;
import org.overread.network.dimse.CFindRq;
import org.overread.network.service.AssociationInfo;
import org.overread.network.service.FindService.Matches;

/**
 * How long queries take among many studies, on H2 on disk or PostgreSQL; no network. Run by hand:
 * number of studies, and a JDBC URL of an empty database if not H2. One series of two instances per
 * study; one study in a hundred was sent.
 */
final class FindBenchTable {
  private static final int ROUNDS = 5;

  private FindBenchTable() {}

  public static void main(String[] arguments) throws Exception {
    int studies = Integer.parseInt(arguments[0]);
    Path folder = Files.createTempDirectory("find-bench");
    String url =
        arguments.length > 1
            ? arguments[1]
            : "jdbc:h2:file:" + folder.resolve("index") + ";WRITE_DELAY=0";
    try (Database database = Database.open(new DatabaseSettings(url, "", "", 4))) {
      fill(database, studies);
      ServicesSettings settings =
          new ServicesSettings(
              Set.of("OVERREAD"),
              List.of(new Peer("viewer", "VIEWER", Set.of(), Set.of(Peer.Permission.QUERY))),
              false,
              Map.of("GROUP", "localhost"),
              false,
              500);
      FindScp scp = new FindScp(database, settings, Map.of("GROUP", Set.of("g")), Optional.empty());
      Attributes study = key(Tag.StudyInstanceUID, VR.UI, "");
      time(scp, "VIEWER", "no key, 500 newest", study);
      time(
          scp,
          "VIEWER",
          "with counts",
          key(Tag.NumberOfStudyRelatedInstances, VR.IS, "").set(Tag.ModalitiesInStudy, VR.CS, ""));
      time(scp, "VIEWER", "study UID", key(Tag.StudyInstanceUID, VR.UI, "1.2." + studies / 2));
      time(scp, "VIEWER", "accession", key(Tag.AccessionNumber, VR.SH, "A" + studies / 2));
      time(scp, "VIEWER", "patient ID", key(Tag.PatientID, VR.LO, "P" + studies / 4));
      time(scp, "VIEWER", "patient ID prefix", key(Tag.PatientID, VR.LO, "P" + studies / 4 + "*"));
      time(scp, "VIEWER", "one date", key(Tag.StudyDate, VR.DA, "20200103"));
      time(scp, "VIEWER", "date range", key(Tag.StudyDate, VR.DA, "20200103-20200105"));
      time(scp, "VIEWER", "name prefix", key(Tag.PatientName, VR.PN, "Name" + studies / 3 + "*"));
      time(scp, "VIEWER", "name, nobody", key(Tag.PatientName, VR.PN, "Nobody^N"));
      time(scp, "VIEWER", "modality of all", key(Tag.ModalitiesInStudy, VR.CS, "MR"));
      time(scp, "VIEWER", "modality of none", key(Tag.ModalitiesInStudy, VR.CS, "XX"));
      time(scp, "VIEWER", "another modality of none", key(Tag.ModalitiesInStudy, VR.CS, "YY"));
      time(scp, "GROUP", "reading group, no key", study);
      time(
          scp,
          "GROUP",
          "reading group, not its study",
          key(Tag.AccessionNumber, VR.SH, "A" + (studies / 2 + 1)));
      time(
          scp,
          "VIEWER",
          "patients, no key",
          key(Tag.PatientID, VR.LO, "").set(Tag.QueryRetrieveLevel, VR.CS, "PATIENT"));
    }
  }

  private static Attributes key(int tag, VR vr, String value) {
    return new Attributes().set(Tag.QueryRetrieveLevel, VR.CS, "STUDY").set(tag, vr, value);
  }

  private static void time(FindScp scp, String caller, String name, Attributes identifier) {
    AssociationInfo association =
        new AssociationInfo(1, caller, "OVERREAD", InetAddress.getLoopbackAddress(), "", "");
    String model = Uid.PatientRootQueryRetrieveInformationModelFind;
    if (identifier.string(Tag.QueryRetrieveLevel).orElse("").equals("STUDY")) {
      model = Uid.StudyRootQueryRetrieveInformationModelFind;
    }
    int found = 0;
    double best = Double.MAX_VALUE;
    double first = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      found = 0;
      try (Matches matches = scp.find(association, new CFindRq(1, model, 0), identifier)) {
        while (matches.next().isPresent()) {
          found++;
        }
      }
      double millis = (System.nanoTime() - start) / 1e6;
      first = round == 0 ? millis : first;
      best = Math.min(best, millis);
      if (System.nanoTime() - start > 2_000_000_000L) {
        break;
      }
    }
    System.out.printf(
        Locale.ROOT, "%-32s %5d found, first %8.2f ms, best %8.2f ms%n", name, found, first, best);
  }

  private static void fill(Database database, int studies) {
    String numbers =
        database.isEmbedded()
            ? "SELECT x FROM SYSTEM_RANGE(1, %d)"
            : "SELECT x FROM generate_series(1, %d) x";
    String from = " FROM (" + numbers.formatted(studies) + ") n";
    database.run(
        tx -> {
          tx.update(
              """
          INSERT INTO study (study_uid, state, reason, state_since, first_received_at, last_received_at, quiet_until,
            content_version, content_instance_pk, source_ae_title, called_ae_title, patient_id, issuer_of_patient_id,
            patient_name, patient_name_key, patient_birth_date, patient_sex, study_date, study_time, accession_number,
            study_id, study_description, referring_physician_name, referring_physician_key, institution_name)
          SELECT '1.2.' || x, 'FORWARDED', '', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP,
            1, 0, 'PACS', 'OVERREAD', 'P' || (x / 2), '', 'Name' || x || '^N', 'NAME' || x || '^N', '19700101', 'O',
            CAST(20200000 + x * 10 / %d * 100 + MOD(x, 28) + 1 AS VARCHAR(8)), '101530', 'A' || x, 'S', 'Knee', 'R', 'R', 'H'
          """
                      .formatted(studies)
                  + from);
          tx.update(
              """
          INSERT INTO series (study_pk, series_uid, modality, series_number, series_description, series_date, series_time,
            body_part_examined, laterality, protocol_name, station_name, institution_name)
          SELECT study_pk, study_uid || '.1', 'MR', '1', '', '', '', '', '', '', '', '' FROM study
          """);
          for (int number = 0; number < 2; number++) {
            tx.update(
                """
            INSERT INTO instance (study_pk, series_pk, sop_instance_uid, version, newest, sop_class_uid,
              transfer_syntax_uid, instance_number, number_of_frames, file_number, length, crc32c, source_ae_title,
              source_address, called_ae_title, received_at)
            SELECT study_pk, series_pk, series_uid || '.%1$d', 1, TRUE, '1.2.840.10008.5.1.4.1.1.4', '1.2.840.10008.1.2.1',
              '1', '', series_pk * 2 + %1$d, 1, 1, '', '', '', CURRENT_TIMESTAMP FROM series
            """
                    .formatted(number));
          }
          tx.update(
              """
          INSERT INTO decision (study_pk, content_version, decided_at, outcome, level, rule_set_version, inputs_sha256, rules)
          SELECT study_pk, 1, CURRENT_TIMESTAMP, 'FLAGGED', 3, '1', '', '' FROM study WHERE MOD(study_pk, 100) = 0
          """);
          tx.update(
              """
          INSERT INTO request (study_pk, decision_pk, reading_group, choice, state, reason, created_at)
          SELECT study_pk, decision_pk, 'g', '', 'SENT', '', CURRENT_TIMESTAMP FROM decision
          """);
          tx.update(
              """
          INSERT INTO delivery (request_pk, instance_pk, content_version, state, status, comment, attempts)
          SELECT r.request_pk, i.instance_pk, 1, 'SENT', 0, '', 1 FROM request r JOIN instance i ON i.study_pk = r.study_pk
          """);
        });
    database.run(tx -> tx.update("ANALYZE"));
  }
}
