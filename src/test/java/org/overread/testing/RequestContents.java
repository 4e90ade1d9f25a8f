package org.overread.testing;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;
import org.overread.report.ReportStatus;
import org.overread.report.ReportText;
import org.overread.report.Section;
import org.overread.report.SectionKind;
import org.overread.request.FirstReport;
import org.overread.request.Purpose;
import org.overread.request.RequestContent;
import org.overread.request.RequestIdentity;
import org.overread.request.SentInstance;
import org.overread.rules.Answer;
import org.overread.rules.Decision;
import org.overread.rules.Evidence;
import org.overread.rules.RuleMode;
import org.overread.rules.RuleResult;

/** What the documents of a request are made of, for a knee of two criteria. */
public final class RequestContents {
  public static final String QUOTE = "Massive tear; surgical consultation is recommended.";
  private static final ZonedDateTime NOW =
      ZonedDateTime.of(2026, 11, 24, 14, 2, 11, 0, ZoneOffset.ofHours(1));

  private RequestContents() {}

  public static RequestContent of(List<Attributes> sent) {
    return of(sent, Purpose.REQUEST, 1, Optional.empty(), false);
  }

  public static RequestContent of(
      List<Attributes> sent,
      Purpose purpose,
      int revision,
      Optional<FirstReport> report,
      boolean blinded) {
    Attributes source = sent.get(0);
    return new RequestContent(
        identity(source, purpose, revision),
        source,
        decision(),
        3,
        NOW.plusHours(48),
        report,
        blinded,
        "Test Hospital, Radiology",
        "msk",
        sent.stream().map(RequestContents::sent).toList(),
        1,
        purpose == Purpose.WITHDRAWAL ? "wrong patient" : "",
        NOW);
  }

  public static RequestIdentity identity(Attributes source, Purpose purpose, int revision) {
    return new RequestIdentity(
        source.string(Tag.StudyInstanceUID).orElseThrow(),
        17,
        Instant.parse("2026-11-24T13:00:00Z"),
        "OVERREAD",
        purpose,
        revision,
        Optional.empty());
  }

  public static SentInstance sent(Attributes instance) {
    return new SentInstance(
        instance.string(Tag.StudyInstanceUID).orElseThrow(),
        instance.string(Tag.SeriesInstanceUID).orElseThrow(),
        instance.string(Tag.SOPInstanceUID).orElseThrow(),
        instance.string(Tag.SOPClassUID).orElseThrow());
  }

  /** One rule that rests on the report, one on the images, one that said no. */
  public static Decision decision() {
    return new Decision(
        true,
        3,
        "v1",
        "i1",
        List.of(
            rule(
                "surgery_recommended",
                3,
                Answer.YES,
                "Surgery has been recommended.",
                new Evidence("impression, sentence 2", QUOTE)),
            rule(
                "poor_quality",
                4,
                Answer.YES,
                "The field is low.",
                new Evidence("series 1, Magnetic Field Strength (0018,0087)", "0.35")),
            rule(
                "serious_diagnosis",
                2,
                Answer.NO,
                "A serious diagnosis is named.",
                new Evidence("impression, sentence 1", "No fracture."))));
  }

  private static RuleResult rule(
      String criterion, int level, Answer answer, String because, Evidence evidence) {
    return new RuleResult(
        criterion, criterion, RuleMode.AUTO, level, answer, List.of(evidence), List.of(), because);
  }

  /** History, findings and impression, the impression with a name outside Latin-1. */
  public static FirstReport report() {
    String text = "HISTORY: Fall.\nFINDINGS: Torn cuff.\nIMPRESSION: " + QUOTE + "\nDr. Żółć";
    int findings = text.indexOf("FINDINGS:");
    int impression = text.indexOf("IMPRESSION:");
    return new FirstReport(
        ReportStatus.FINAL,
        Optional.of(LocalDateTime.of(2026, 11, 24, 13, 30)),
        new ReportText(
            text,
            List.of(
                new Section(SectionKind.HISTORY, "HISTORY", "HISTORY:".length(), findings),
                new Section(SectionKind.FINDINGS, "FINDINGS", findings + 9, impression),
                new Section(SectionKind.IMPRESSION, "IMPRESSION", impression + 11, text.length())),
            List.of()));
  }
}
