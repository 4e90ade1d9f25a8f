package org.overread.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;
import org.overread.dicom.VR;
import org.overread.rules.BodyParts;
import org.overread.rules.CaseFacts;
import org.overread.rules.Decision;

class RoutingTableTest {
  /** A Monday. */
  private static final LocalDateTime MONDAY_NOON = LocalDateTime.of(2026, 11, 23, 12, 0);

  private static final List<TimeWindow> OFFICE =
      List.of(
          new TimeWindow(
              EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
              LocalTime.of(7, 0),
              LocalTime.of(19, 0)));

  private static final ReadingGroup NEURO =
      group("neuro", Set.of("neuro"), Set.of(), List.of(), 0, false);
  private static final ReadingGroup MSK =
      group("msk", Set.of("musculoskeletal"), Set.of(), List.of(), 40, false);
  private static final ReadingGroup GENERAL =
      group("general", Set.of(), Set.of(), List.of(), 0, true);

  private static ReadingGroup group(
      String name,
      Set<String> reads,
      Set<String> modalities,
      List<TimeWindow> hours,
      int cap,
      boolean fallback) {
    return new ReadingGroup(
        name,
        name.toUpperCase(),
        "127.0.0.1",
        104,
        reads,
        modalities,
        hours,
        cap,
        fallback,
        true,
        "OVERREAD",
        1,
        List.of());
  }

  private static CaseFacts study(String modality, String description, String age) {
    return CaseFacts.of(
        List.of(
            new Attributes()
                .set(Tag.Modality, VR.CS, modality)
                .set(Tag.StudyDescription, VR.LO, description)
                .set(Tag.PatientAge, VR.AS, age)));
  }

  private static RoutingChoice choose(
      List<ReadingGroup> groups,
      CaseFacts facts,
      int level,
      LocalDateTime now,
      Map<String, Integer> sent) {
    Decision decision = new Decision(true, level, "", "", List.of());
    return new RoutingTable(groups)
        .choose(facts, decision, now, name -> sent.getOrDefault(name, 0));
  }

  private static String chosen(List<ReadingGroup> groups, CaseFacts facts) {
    return choose(groups, facts, 3, MONDAY_NOON, Map.of())
        .group()
        .map(ReadingGroup::name)
        .orElse("none");
  }

  @ParameterizedTest
  @CsvSource({
    "BRAIN, neuro",
    "Lumbar spine, neuro",
    "Knee left, msk",
    "Shoulder, msk",
    "Brachial plexus, neuro",
    "Liver, general",
    "'', general",
    "Wholebody, general",
    "Brain and C-Spine and knee, neuro",
  })
  void choosesByBodyPart(String description, String expected) {
    assertThat(chosen(List.of(MSK, NEURO, GENERAL), study("MR", description, "050Y")))
        .isEqualTo(expected);
  }

  @Test
  void aGroupThatReadsTheSpineComesBeforeNeuro() {
    ReadingGroup spine = group("spine", Set.of("spine"), Set.of(), List.of(), 0, false);
    assertThat(chosen(List.of(NEURO, spine), study("MR", "LSPINE", "050Y"))).isEqualTo("spine");
    assertThat(chosen(List.of(MSK), study("MR", "LSPINE", "050Y"))).isEqualTo("msk");
  }

  @Test
  void childrenGoToTheirGroupWhereThereIsOne() {
    ReadingGroup children =
        group("kids", Set.of(Subspecialties.PAEDIATRIC), Set.of(), List.of(), 0, false);
    assertThat(chosen(List.of(NEURO, children), study("MR", "Brain", "017Y"))).isEqualTo("kids");
    assertThat(chosen(List.of(NEURO, children), study("MR", "Brain", "018Y"))).isEqualTo("neuro");
    assertThat(chosen(List.of(NEURO), study("MR", "Brain", "017Y"))).isEqualTo("neuro");
  }

  @Test
  void aGroupOfOtherModalitiesIsPassedOver() {
    ReadingGroup ct = group("ct", Set.of("neuro"), Set.of("CT"), List.of(), 0, false);
    assertThat(chosen(List.of(ct, NEURO), study("MR", "Brain", "050Y"))).isEqualTo("neuro");
    assertThat(chosen(List.of(ct, NEURO), study("CT", "Brain", "050Y"))).isEqualTo("ct");
  }

  @Test
  void explainsTheChoice() {
    RoutingChoice choice =
        choose(
            List.of(MSK, GENERAL), study("MR", "Knee", "050Y"), 3, MONDAY_NOON, Map.of("msk", 12));
    assertThat(choice.subspecialty()).isEqualTo("musculoskeletal");
    assertThat(choice.isNow()).isTrue();
    assertThat(choice.explanation())
        .containsExactly(
            "knee -> musculoskeletal (Study Description (0008,1030): knee (Knee))",
            "msk: 12 of 40 today",
            "chosen: msk");
  }

  @Test
  void waitsForAClosedSpecialistWithinHalfOfTheDeadline() {
    ReadingGroup office = group("neuro", Set.of("neuro"), Set.of(), OFFICE, 0, false);
    LocalDateTime evening = MONDAY_NOON.withHour(20);
    RoutingChoice choice =
        choose(List.of(office, GENERAL), study("MR", "Brain", "050Y"), 3, evening, Map.of());
    assertThat(choice.group()).contains(office);
    assertThat(choice.notBefore()).contains(LocalDateTime.of(2026, 11, 24, 7, 0));
    assertThat(choice.explanation()).contains("neuro: 0 today, closed now (mon-fri 07:00-19:00)");
  }

  @Test
  void takesTheFallbackGroupWhenTheSpecialistOpensTooLate() {
    ReadingGroup office = group("neuro", Set.of("neuro"), Set.of(), OFFICE, 0, false);
    LocalDateTime saturday = MONDAY_NOON.minusDays(2);
    CaseFacts brain = study("MR", "Brain", "050Y");
    assertThat(choose(List.of(office, GENERAL), brain, 2, saturday, Map.of()).group())
        .contains(GENERAL);
    RoutingChoice alone = choose(List.of(office), brain, 2, saturday, Map.of());
    assertThat(alone.group()).contains(office);
    assertThat(alone.notBefore()).contains(LocalDateTime.of(2026, 11, 23, 7, 0));
  }

  @Test
  void aFullGroupOpensAtMidnight() {
    RoutingChoice choice =
        choose(
            List.of(MSK, GENERAL), study("MR", "Knee", "050Y"), 4, MONDAY_NOON, Map.of("msk", 40));
    assertThat(choice.group()).contains(MSK);
    assertThat(choice.notBefore()).contains(LocalDateTime.of(2026, 11, 24, 0, 0));
    assertThat(choice.explanation()).contains("msk: full, 40 of 40 today");
  }

  @Test
  void saysSoWhenNobodyReadsTheStudy() {
    RoutingChoice choice =
        choose(List.of(MSK), study("MR", "Brain", "050Y"), 3, MONDAY_NOON, Map.of());
    assertThat(choice.group()).isEmpty();
    assertThat(choice.notBefore()).isEmpty();
    assertThat(choice.explanation()).last().asString().startsWith("no enabled group");
  }

  @Test
  void everyBodyPartButTheWholeBodyHasASubspecialty() {
    assertThat(BodyParts.TABLE.terms().stream().filter(part -> Subspecialties.of(part).isEmpty()))
        .containsExactly("whole body");
    assertThat(Subspecialties.names())
        .contains("neuro", "musculoskeletal", "spine", "body", "paediatric");
  }
}
