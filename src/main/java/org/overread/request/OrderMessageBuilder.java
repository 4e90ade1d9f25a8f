package org.overread.request;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.stream.Collectors;
import org.overread.dicom.Attributes;
import org.overread.dicom.DicomDate;
import org.overread.dicom.PersonName;
import org.overread.dicom.Tag;
import org.overread.hl7.Hl7DateTime;
import org.overread.hl7.MessageBuilder;
import org.overread.hl7.SegmentBuilder;
import org.overread.routing.OrderPort;

/**
 * The order of a request, ORM^O01 of HL7 v2.5 (chapter 4.4.1): the content of the cover sheet for
 * groups whose worklist is fed by HL7. Study Instance UID stands in ZDS-1 (IHE RAD TF-2, 4.4).
 */
public final class OrderMessageBuilder {
  private static final String VERSION = "2.5";
  private static final String PRODUCTION = "P"; // table 0103
  private static final String[] MESSAGE_TYPE = {"ORM", "O01", "ORM_O01"};
  private static final String SERVICE = "SECOND_READING";
  private static final String OURS = "99OVERREAD";
  private static final int STAT_UP_TO = 2;
  private static final int ASAP_UP_TO = 3;

  private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;

  private OrderMessageBuilder() {}

  /**
   * The message without framing. The same content gives the same bytes, control ID included.
   *
   * @param receiver application and facility in MSH-5 and MSH-6
   * @param placed the group has accepted this order earlier: this one changes it
   */
  public static byte[] build(RequestContent content, OrderPort receiver, boolean placed) {
    RequestIdentity identity = content.identity();
    MessageBuilder message =
        MessageBuilder.message(
            VERSION, PRODUCTION, identity.controlId(), content.createdAt(), MESSAGE_TYPE);
    message
        .header()
        .set(3, identity.node())
        .set(4, oneLine(content.requester()))
        .set(5, receiver.application())
        .set(6, receiver.facility());
    patient(message, content.source());
    message.segment("PV1").set(1, "1").set(2, "U"); // table 0004: not known here
    order(message, content, placed);
    procedure(message, content);
    if (content.purpose() == Purpose.REQUEST) {
      new OrderObservations(message).add(content);
    }
    message.segment("ZDS").set(1, identity.studyUid(), identity.node(), "Application", "DICOM");
    return message.toBytes();
  }

  private static void patient(MessageBuilder message, Attributes source) {
    SegmentBuilder pid = message.segment("PID").set(1, "1");
    String id = text(source, Tag.PatientID);
    pid.set(3, id, "", "", text(source, Tag.IssuerOfPatientID), id.isEmpty() ? "" : "MR");
    PersonName.Group name = PersonName.parse(text(source, Tag.PatientName)).alphabetic();
    // XPN (chapter 2.A.89) has the suffix before the prefix
    pid.set(5, name.family(), name.given(), name.middle(), name.suffix(), name.prefix());
    source
        .string(Tag.PatientBirthDate)
        .flatMap(DicomDate::parse)
        .ifPresent(date -> pid.set(7, date.format(DATE)));
    pid.set(8, sex(text(source, Tag.PatientSex)));
  }

  /** Table 0001. */
  private static String sex(String dicom) {
    return switch (dicom) {
      case "M", "F", "O" -> dicom;
      default -> "U";
    };
  }

  private static void order(MessageBuilder message, RequestContent content, boolean placed) {
    boolean cancels = content.purpose() == Purpose.WITHDRAWAL;
    SegmentBuilder orc = message.segment("ORC").set(1, cancels ? "CA" : placed ? "XO" : "NW");
    orc.set(2, content.identity().number(), content.identity().node());
    if (!cancels) {
      timing(orc, 7, content);
    }
    orc.set(9, Hl7DateTime.format(content.createdAt()));
    if (cancels) {
      orc.set(16, "", oneLine(content.reason()));
    }
    orc.set(17, "", oneLine(content.requester()));
  }

  /** TQ (chapter 2.A.81): when the answer is wanted, and the priority. */
  private static void timing(SegmentBuilder segment, int field, RequestContent content) {
    segment.set(
        field, "", "", "", "", Hl7DateTime.format(content.deadline()), priority(content.level()));
  }

  /** S stat, A as soon as possible, R routine. */
  private static String priority(int level) {
    return level <= STAT_UP_TO ? "S" : level <= ASAP_UP_TO ? "A" : "R";
  }

  private static void procedure(MessageBuilder message, RequestContent content) {
    Attributes source = content.source();
    String study = text(source, Tag.StudyDescription);
    SegmentBuilder obr =
        message
            .segment("OBR")
            .set(1, "1")
            .set(2, content.identity().number(), content.identity().node())
            .set(4, SERVICE, study.isEmpty() ? "Second reading" : "Second reading: " + study, OURS)
            .set(18, text(source, Tag.AccessionNumber))
            .set(24, "RAD"); // table 0074
    studyTime(source).ifPresent(time -> obr.set(7, time));
    referrer(source, obr);
    if (content.purpose() == Purpose.WITHDRAWAL) {
      return;
    }
    timing(obr, 27, content);
    String order = OrderText.lines(source).stream().collect(Collectors.joining("; "));
    obr.set(13, oneLine(order));
    for (Reason reason : Reason.of(content.decision(), content.blinded())) {
      obr.add(31, "", oneLine(reason.criterion() + ": " + reason.because()));
    }
  }

  private static void referrer(Attributes source, SegmentBuilder obr) {
    PersonName.Group name = PersonName.parse(text(source, Tag.ReferringPhysicianName)).alphabetic();
    if (!name.isEmpty()) {
      // XCN (chapter 2.A.88): a name without number
      obr.set(16, "", name.family(), name.given(), name.middle(), name.suffix(), name.prefix());
    }
  }

  /** Study Date, with Study Time to the second where it has one. */
  private static Optional<String> studyTime(Attributes source) {
    Optional<LocalDate> date = source.string(Tag.StudyDate).flatMap(DicomDate::parse);
    String time = text(source, Tag.StudyTime);
    return date.map(
        day -> day.format(DATE) + (time.matches("\\d{6}.*") ? time.substring(0, 6) : ""));
  }

  private static String text(Attributes source, int tag) {
    return source.string(tag).orElse("");
  }

  /** ST has no line breaks. */
  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
