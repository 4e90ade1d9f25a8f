package org.overread.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.overread.findings.Mention;
import org.overread.report.ReportStatus;
import org.overread.report.ReportText;

/**
 * The text of a case and what it mentions.
 *
 * @param text the order's words in a section ORDER, then the report, if there is one
 * @param mentions positions count in {@code text}
 * @param status of the report; empty when only the order has been received
 */
public record CaseText(ReportText text, List<Mention> mentions, Optional<ReportStatus> status) {
  static final Set<String> STATUSES =
      Arrays.stream(ReportStatus.values())
          .map(CaseText::term)
          .collect(Collectors.toUnmodifiableSet());

  public CaseText {
    mentions = List.copyOf(mentions);
  }

  static String term(ReportStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  /** Patient data: never printed by accident. */
  @Override
  public String toString() {
    return "CaseText[" + status + ", " + mentions.size() + " mentions]";
  }
}
