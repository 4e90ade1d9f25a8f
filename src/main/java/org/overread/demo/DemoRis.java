package org.overread.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.overread.hl7.MessageBuilder;
import org.overread.network.MllpRequestor;
import org.overread.network.service.MessageOutcome;
import org.overread.network.service.RemoteHl7;

/** The radiology information system of the demo: sends the report of a study by HL7 ORU^R01. */
final class DemoRis implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final ZonedDateTime SIGNED =
      ZonedDateTime.of(2026, 11, 23, 10, 40, 0, 0, ZoneOffset.UTC);

  private final MllpRequestor requestor = new MllpRequestor(LIMIT, LIMIT);
  private final RemoteHl7 node;

  DemoRis(int port) {
    this.node = new RemoteHl7("127.0.0.1", port);
  }

  /** Sends the final report; throws when it is not acknowledged with AA. */
  void send(DemoStudy study) throws IOException {
    MessageOutcome outcome = requestor.send(node, message(study));
    if (!(outcome instanceof MessageOutcome.Accepted)) {
      throw new IOException("the node did not take the report: " + outcome);
    }
  }

  private static byte[] message(DemoStudy study) {
    String time = "20261123104000";
    MessageBuilder message =
        MessageBuilder.message("2.5", "P", "DEMO-" + study.patientId(), SIGNED, "ORU", "R01");
    message.header().set(3, "DEMO_RIS").set(4, "HOSPITAL").set(5, "OVERREAD");
    message.segment("PID").set(1, "1").set(3, study.patientId()).set(5, "Demo", "Patient");
    message
        .segment("OBR")
        .set(1, "1")
        .set(3, "F-" + study.patientId())
        .set(4, "MRKNEE", "MR knee left")
        .set(7, time)
        .set(18, "A-" + study.patientId())
        .set(22, time)
        .set(25, "F")
        .set(31, "", study.order());
    message
        .segment("OBX")
        .set(1, "1")
        .set(2, "TX")
        .set(3, "59776-5", "Findings", "LN")
        .setText(5, study.report())
        .set(11, "F");
    return message.toBytes();
  }

  @Override
  public void close() {
    requestor.close();
  }
}
