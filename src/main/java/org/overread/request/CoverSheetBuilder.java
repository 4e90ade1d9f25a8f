package org.overread.request;

import java.util.ArrayList;
import java.util.List;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;
import org.overread.dicom.Uid;
import org.overread.dicom.VR;
import org.overread.routing.RequestDocument;

/**
 * The cover sheet of a request, a Basic Text SR (PS3.3 A.35.1): who asks whom, which question, how
 * urgent, why, what the referring physician wrote and, unless the group is blinded, what the first
 * report says. It is complete and not verified: no person signed it.
 */
public final class CoverSheetBuilder {
  private CoverSheetBuilder() {}

  /** The document, to be encoded in any uncompressed transfer syntax. */
  public static Attributes build(RequestContent content) {
    boolean request = content.purpose() == Purpose.REQUEST;
    List<Attributes> items =
        new ArrayList<>(ContentItem.context(content.identity().deviceUid(), "Overread"));
    items.add(
        ContentItem.container(Code.REQUEST, request ? request(content) : withdrawal(content)));
    if (request) {
      order(content, items);
      items.add(ContentItem.container(Code.EVIDENCE, evidence(content)));
      firstReport(content, items);
    }
    Attributes document =
        DocumentHeader.of(content, RequestDocument.COVER_SHEET, Uid.BasicTextSRStorage, "SR")
            .set(Tag.CompletionFlag, VR.CS, "COMPLETE")
            .set(Tag.VerificationFlag, VR.CS, "UNVERIFIED")
            .set(Tag.PerformedProcedureCodeSequence, List.of())
            .set(
                Tag.ConceptNameCodeSequence,
                List.of((request ? Code.REFERRAL_NOTE : Code.WITHDRAWN).item()))
            .set(Tag.ContentSequence, items);
    content
        .identity()
        .predecessor()
        .ifPresent(
            uid -> document.set(Tag.PredecessorDocumentsSequence, predecessor(content, uid)));
    return document;
  }

  private static List<Attributes> request(RequestContent content) {
    List<Attributes> items = who(content);
    items.add(ContentItem.text(Code.QUESTION, question(content)));
    items.add(
        ContentItem.text(Code.LEVEL, "Level " + content.level() + " of 1 (most urgent) to 5"));
    items.add(ContentItem.dateTime(Code.DEADLINE, content.deadline()));
    items.add(ContentItem.text(Code.MATERIAL, material(content)));
    return items;
  }

  private static List<Attributes> who(RequestContent content) {
    List<Attributes> items = new ArrayList<>();
    items.add(ContentItem.text(Code.ASKED_BY, filled(content.requester())));
    items.add(ContentItem.text(Code.ASKED_OF, filled(content.readingGroup())));
    items.add(ContentItem.text(Code.REQUEST_NUMBER, content.identity().number()));
    items.add(ContentItem.uid(Code.REQUEST_UID, content.identity().requestUid()));
    return items;
  }

  /** Text Value is type 1C: it may not be empty. */
  private static String filled(String text) {
    return text.isBlank() ? "not stated" : text;
  }

  static String question(RequestContent content) {
    return content.blinded()
        ? "Please read this study. The first report is withheld until your reading is done."
        : "Please read this study a second time, with regard to what is quoted below.";
  }

  static String material(RequestContent content) {
    String sent = content.instances().size() + " instances sent and acknowledged";
    return content.notSent() == 0
        ? sent
        : sent + "; " + content.notSent() + " more could not be delivered";
  }

  private static List<Attributes> withdrawal(RequestContent content) {
    List<Attributes> items = who(content);
    items.add(
        ContentItem.text(
            Code.COMMENT, "The request is withdrawn. Reason: " + filled(content.reason())));
    return items;
  }

  private static void order(RequestContent content, List<Attributes> items) {
    List<Attributes> lines =
        OrderText.lines(content.source()).stream()
            .map(line -> ContentItem.text(Code.INDICATIONS, line))
            .toList();
    if (!lines.isEmpty()) {
      items.add(ContentItem.container(Code.HISTORY, lines));
    }
  }

  private static List<Attributes> evidence(RequestContent content) {
    List<Attributes> items = new ArrayList<>();
    for (Reason reason : Reason.of(content.decision(), content.blinded())) {
      String criterion = reason.criterion() + " (level " + reason.level() + "): ";
      items.add(ContentItem.text(Code.CRITERION, criterion + reason.because()));
      reason.quotes().forEach(quote -> items.add(ContentItem.text(Code.QUOTE, quote)));
    }
    if (items.isEmpty()) {
      items.add(ContentItem.text(Code.COMMENT, "No rule is recorded for this request."));
    }
    return items;
  }

  private static void firstReport(RequestContent content, List<Attributes> items) {
    if (content.blinded() || content.report().isEmpty()) {
      return;
    }
    FirstReport report = content.report().get();
    List<Attributes> sections = new ArrayList<>();
    sections.add(
        ContentItem.text(
            Code.COMMENT,
            "Status: "
                + report.status()
                + report.statusTime().map(time -> ", " + time).orElse("")));
    report.text().sections().stream()
        .filter(section -> !text(report, section.start(), section.end()).isEmpty())
        .forEach(
            section ->
                sections.add(
                    ContentItem.container(
                        Code.heading(section.kind()),
                        List.of(
                            ContentItem.text(
                                Code.heading(section.kind()),
                                text(report, section.start(), section.end()))))));
    items.add(ContentItem.container(Code.FIRST_REPORT, sections));
  }

  private static String text(FirstReport report, int start, int end) {
    return report.text().text().substring(start, end).strip();
  }

  /** Hierarchical SOP Instance Reference Macro (PS3.3 C.17.2.1). */
  private static List<Attributes> predecessor(RequestContent content, String sopInstanceUid) {
    RequestIdentity identity = content.identity();
    SentInstance former =
        new SentInstance(
            identity.studyUid(),
            identity.seriesUid(RequestDocument.COVER_SHEET),
            sopInstanceUid,
            Uid.BasicTextSRStorage);
    return DocumentHeader.evidence(List.of(former));
  }
}
