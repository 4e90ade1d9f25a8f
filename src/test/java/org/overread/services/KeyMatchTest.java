package org.overread.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.overread.dicom.Attributes;
import org.overread.dicom.Element;
import org.overread.dicom.Tag;
import org.overread.dicom.VR;
import org.overread.network.dimse.Status;

/**
 * Every way of matching, as a table: one row is a key, a value of it, a stored value, and whether
 * they match.
 */
class KeyMatchTest {

  @ParameterizedTest(name = "{0} <{1}> <{2}> {3}")
  @CsvFileSource(
      resources = "/services/matching.csv",
      delimiter = '|',
      numLinesToSkip = 1,
      maxCharsPerColumn = 20_000)
  void matchesAsTheStandardSays(FindKey key, String asked, String stored, boolean expected) {
    Map<FindKey, KeyMatch> matches = new EnumMap<>(FindKey.class);
    Status status = read(key, text(asked), matches);
    assertThat(status).isEqualTo(Status.SUCCESS);
    boolean matched = !matches.containsKey(key) || matches.get(key).matches(text(stored));
    assertThat(matched).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} <{1}>")
  @CsvFileSource(resources = "/services/refused-keys.csv", delimiter = '|', numLinesToSkip = 1)
  void refusesValuesThatTheVrCannotMatch(FindKey key, String asked) {
    Map<FindKey, KeyMatch> matches = new EnumMap<>(FindKey.class);
    assertThat(read(key, text(asked), matches).code()).isEqualTo(0xA900);
    assertThat(matches).isEmpty();
  }

  @Test
  void atk080LongKeysAreRefusedForWantOfResources() {
    Map<FindKey, KeyMatch> matches = new EnumMap<>(FindKey.class);
    assertThat(read(FindKey.PATIENT_ID, "x".repeat(FindQuery.MAX_VALUE + 1), matches).code())
        .isEqualTo(0xA700);
    assertThat(read(FindKey.PATIENT_ID, "x".repeat(FindQuery.MAX_VALUE), matches))
        .isEqualTo(Status.SUCCESS);
    assertThat(
            read(FindKey.STUDY_INSTANCE_UID, "1.2\\".repeat(FindQuery.MAX_UIDS) + "1.3", matches)
                .code())
        .isEqualTo(0xA700);
    assertThat(
            read(
                FindKey.STUDY_INSTANCE_UID,
                "1.2\\".repeat(FindQuery.MAX_UIDS - 1) + "1.3",
                matches))
        .isEqualTo(Status.SUCCESS);
  }

  @Test
  void qr23ManyWildcardsCostNoMoreThanPatternTimesValue() {
    String pattern = "*a".repeat(FindQuery.MAX_VALUE / 2 - 1) + "b";
    long start = System.nanoTime();
    assertThat(new Wildcard(pattern).matches("a".repeat(1000))).isFalse();
    assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
  }

  @Test
  void theDatabaseIsAskedWithFewWildcardsThatLetEveryMatchThrough() {
    assertThat(new Wildcard("DOE*").widened()).isEqualTo("DOE*");
    assertThat(new Wildcard("*a*?b*cde*").widened()).isEqualTo("*cde*");
    assertThat(new Wildcard("J?r\u00f4me*x").widened()).isEqualTo("J*ome*x".replace("ome", "me"));
    assertThat(new Wildcard("M\u00fcller").widened()).isEqualTo("M*ller");
    assertThat(FindTable.like("100%_!*")).isEqualTo("100!%!_!!%");
  }

  @Test
  void qr29AnUndecodableNameMatchesNothing() {
    assertThat(NameMatch.of(List.of("\uFFFD*")).matches("Doe^John")).isFalse();
    assertThat(NameMatch.of(List.of("\uFFFD*")).prefilter()).isEqualTo(Prefilter.NOTHING);
  }

  @Test
  void aKeySentWithAnotherVrIsReadByItsOwn() {
    Attributes identifier =
        new Attributes().put(Element.ofBytes(Tag.PatientID, VR.UN, "P1".getBytes()));
    Map<FindKey, KeyMatch> matches = new EnumMap<>(FindKey.class);
    KeyReader.read(
        FindKey.PATIENT_ID,
        identifier.get(Tag.PatientID).orElseThrow(),
        identifier.characterSet(),
        matches);
    assertThat(matches.get(FindKey.PATIENT_ID).matches("P2")).isFalse();
  }

  private static Status read(FindKey key, String value, Map<FindKey, KeyMatch> matches) {
    Attributes identifier =
        new Attributes()
            .set(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192")
            .set(key.tag(), key.vr(), value);
    return KeyReader.read(
        key, identifier.get(key.tag()).orElseThrow(), identifier.characterSet(), matches);
  }

  /** An empty column of the table is an empty value. */
  private static String text(String column) {
    return column == null ? "" : column;
  }
}
