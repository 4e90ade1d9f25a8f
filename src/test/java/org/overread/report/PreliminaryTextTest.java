package org.overread.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PreliminaryTextTest {
  private static List<String> sections(String text) {
    return new ReportReader()
        .read(text).sections().stream()
            .map(s -> s.kind() + " " + text.substring(s.start(), s.end()))
            .toList();
  }

  @Test
  void whatThePreliminaryVersionSaidIsAnEarlierReading() {
    assertThat(sections("PRELIMINARY: Acute infarct.\nFINAL: No acute infarct."))
        .first()
        .isEqualTo("COMPARISON Acute infarct.");
    assertThat(
            sections(
                "PRELIMINARY REPORT (P) 21:10\nIMPRESSION: Infarct.\n"
                    + "FINAL REPORT (F) 08:02\nIMPRESSION: No infarct."))
        .contains("COMPARISON Infarct.", "IMPRESSION No infarct.");
  }

  @Test
  void textAboveBothVersionsKeepsItsSections() {
    assertThat(
            sections(
                "HISTORY: Weak arm.\nWet read: Normal.\n"
                    + "FINAL REPORT, amended by attending: Infarct."))
        .startsWith("HISTORY Weak arm.", "COMPARISON Normal.")
        .last()
        .asString()
        .contains("Infarct");
  }

  @Test
  void aPreliminaryTextAloneIsTheReport() {
    assertThat(sections("PRELIMINARY REPORT:\nIMPRESSION: Infarct."))
        .contains("IMPRESSION Infarct.");
    assertThat(sections("Preliminary scout film shows spurs.\nFINAL REPORT:\nInfarct."))
        .noneMatch(section -> section.startsWith("COMPARISON"));
  }
}
