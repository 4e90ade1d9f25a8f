package org.overread.trial;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;
import org.overread.dicom.VR;
import org.overread.report.ReportPart;
import org.overread.report.ReportStatus;
import org.overread.routing.ReadingGroup;
import org.overread.routing.RoutingChoice;
import org.overread.routing.RoutingTable;
import org.overread.rules.Answer;
import org.overread.rules.CaseFacts;
import org.overread.rules.Decision;
import org.overread.rules.Evidence;
import org.overread.rules.RuleBook;
import org.overread.rules.RuleResult;

/**
 * Judges an imported report as the node would judge the study it belongs to, as far as the file
 * tells of it: modality and body part stand for the headers, the clinical history for the order.
 * Used by any number of threads.
 */
public final class CaseJudge implements Function<ReportCase, Judgement> {
  /** Who may read, when no groups are configured: one group for each, in this order. */
  private static final List<String> SUBSPECIALTIES =
      List.of("neuro", "musculoskeletal", "body", "cardiac", "breast", "chest", "vascular");

  /** Routing asks for a time of day only because of opening hours, which these groups lack. */
  private static final LocalDateTime ANY_TIME = LocalDateTime.of(2026, 1, 1, 12, 0);

  private static final RoutingTable ROUTING =
      new RoutingTable(SUBSPECIALTIES.stream().map(CaseJudge::group).toList());

  private final RuleBook book;

  public CaseJudge(RuleBook book) {
    this.book = book;
  }

  /** Which subspecialty would read a case. */
  static RoutingChoice choose(CaseFacts facts, Decision decision) {
    return ROUTING.choose(facts, decision, ANY_TIME, group -> 0);
  }

  private static ReadingGroup group(String subspecialty) {
    return new ReadingGroup(
        subspecialty,
        subspecialty,
        "",
        0,
        Set.of(subspecialty),
        Set.of(),
        List.of(),
        0,
        false,
        true,
        "",
        1,
        List.of());
  }

  @Override
  public Judgement apply(ReportCase reportCase) {
    CaseFacts facts = facts(reportCase);
    Decision decision = book.decide(facts);
    Map<String, List<String>> criteria = new LinkedHashMap<>();
    for (RuleResult result : decision.results()) {
      if (result.answer() == Answer.YES) {
        criteria
            .computeIfAbsent(result.criterion(), criterion -> new ArrayList<>())
            .addAll(words(result));
      }
    }
    String subspecialty = choose(facts, decision).group().map(ReadingGroup::name).orElse("");
    return new Judgement(decision, criteria, subspecialty);
  }

  private static List<String> words(RuleResult result) {
    return Stream.concat(
            Stream.of(result.rule()),
            result.evidence().stream().map(Evidence::value).map(value -> value.replace('\n', ' ')))
        .toList();
  }

  private CaseFacts facts(ReportCase reportCase) {
    CaseFacts.Builder builder = new CaseFacts.Builder();
    Attributes header = new Attributes();
    set(header, Tag.Modality, VR.CS, reportCase.modality());
    set(header, Tag.BodyPartExamined, VR.CS, reportCase.bodyPart());
    set(header, Tag.ReasonForTheRequestedProcedure, VR.LO, reportCase.order());
    builder.add(header);
    boolean reported = !reportCase.report().isBlank();
    book.read(
        builder,
        reportCase.order(),
        reported ? List.of(new ReportPart(Optional.empty(), "", reportCase.report())) : List.of(),
        reported ? Optional.of(ReportStatus.FINAL) : Optional.empty());
    return builder.build();
  }

  private static void set(Attributes header, int tag, VR vr, String value) {
    if (!value.isEmpty()) {
      header.set(tag, vr, value.replace('\\', '/'));
    }
  }
}
