package org.overread.request;

import org.overread.hl7.Hl7DateTime;
import org.overread.hl7.MessageBuilder;
import org.overread.hl7.SegmentBuilder;

/**
 * The OBX segments of an order: what the cover sheet has as content items, under the same codes.
 * OBX-4 counts the rules, so that a quotation stands with its criterion.
 */
final class OrderObservations {
  private final MessageBuilder message;
  private int count;

  OrderObservations(MessageBuilder message) {
    this.message = message;
  }

  void add(RequestContent content) {
    text(Code.QUESTION, "", CoverSheetBuilder.question(content));
    text(Code.LEVEL, "", "Level " + content.level() + " of 1 (most urgent) to 5");
    value("TS", Code.DEADLINE, "").set(5, Hl7DateTime.format(content.deadline()));
    text(Code.MATERIAL, "", CoverSheetBuilder.material(content));
    value("ST", Code.REQUEST_UID, "").set(5, content.identity().requestUid());
    int rule = 0;
    for (Reason reason : Reason.of(content.decision(), content.blinded())) {
      String number = Integer.toString(++rule);
      String criterion = reason.criterion() + " (level " + reason.level() + "): ";
      text(Code.CRITERION, number, criterion + reason.because());
      reason.quotes().forEach(quote -> text(Code.QUOTE, number, quote));
    }
    if (!content.blinded()) {
      content.report().ifPresent(this::report);
    }
  }

  private void report(FirstReport report) {
    String time = report.statusTime().map(at -> ", " + at).orElse("");
    text(Code.FIRST_REPORT, "", "Status: " + report.status() + time);
    report
        .text()
        .sections()
        .forEach(
            section -> {
              String text = report.text().text().substring(section.start(), section.end()).strip();
              if (!text.isEmpty()) {
                text(Code.heading(section.kind()), Code.FIRST_REPORT.value(), text);
              }
            });
  }

  private void text(Code name, String subId, String text) {
    value("FT", name, subId).setText(5, text.replaceAll("\\r\\n?", "\n"));
  }

  private SegmentBuilder value(String type, Code name, String subId) {
    return message
        .segment("OBX")
        .set(1, Integer.toString(++count))
        .set(2, type)
        .set(3, name.value(), name.meaning(), name.scheme())
        .set(4, subId)
        .set(11, "F"); // table 0085
  }
}
