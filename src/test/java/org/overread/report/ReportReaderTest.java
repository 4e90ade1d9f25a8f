package org.overread.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReportReaderTest {
  private final ReportReader reader = new ReportReader();

  /** "KIND: text" for each section. */
  private List<String> sections(String text) {
    return sections(reader.read(text));
  }

  private static List<String> sections(ReportText text) {
    return text.sections().stream()
        .map(
            section ->
                section.kind() + ": " + text.text().substring(section.start(), section.end()))
        .toList();
  }

  private List<String> sentences(String text) {
    ReportText read = reader.read(text);
    return read.sentences().stream()
        .map(sentence -> read.text().substring(sentence.start(), sentence.end()))
        .toList();
  }

  @Test
  void cutsAtHeadingsWithAndWithoutColon() {
    assertThat(
            sections(
                "MRI LEFT KNEE\n\nHISTORY: Pain.\nTECHNIQUE: PD, T2.\nCOMPARISON: None.\n\n"
                    + "FINDINGS\nTear of the ACL.\n\nIMPRESSION:\nACL tear.\n\nADV: MRI follow up"))
        .containsExactly(
            "TECHNIQUE: MRI LEFT KNEE",
            "HISTORY: Pain.",
            "TECHNIQUE: PD, T2.",
            "COMPARISON: None.",
            "FINDINGS: Tear of the ACL.",
            "IMPRESSION: ACL tear.",
            "RECOMMENDATION: MRI follow up");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[Impression] Mass.|IMPRESSION",
        "IMPRESSION - Mass.|IMPRESSION",
        "IMPRESSION Mass.|IMPRESSION",
        "CONCLUSION. Mass.|IMPRESSION",
        "imp: Mass.|IMPRESSION",
        "*** IMPRESSION *** Mass.|IMPRESSION",
        "LUMBAR SPINE IMPRESSION: Mass.|IMPRESSION",
        "Findings and impression: Mass.|IMPRESSION",
        "F/S/O: Mass.|IMPRESSION",
        "Opinion: Mass.|IMPRESSION",
        "Beurteilung: Mass.|IMPRESSION",
        "Reason for exam: Mass.|HISTORY",
        "CC: Mass.|HISTORY",
        "HX: Mass.|HISTORY",
        "Clinical Info: Mass.|HISTORY",
        "Additional findings: Mass.|FINDINGS",
        "OBSERVATIONS: Mass.|FINDINGS",
        "Discussion: Mass.|FINDINGS",
        "ADVISE: Mass.|RECOMMENDATION",
        "ADDENDUM #2 (11/3/2024 14:02): Mass.|ADDENDUM",
        "Addendum 1: Mass.|ADDENDUM",
        "AMENDED REPORT: Mass.|ADDENDUM",
        "DISCLAIMER: Mass.|IGNORED",
        "LEGEND (v2.1): Mass.|IGNORED",
        "Note: Mass.|IGNORED",
        "Dose (DLP): Mass.|IGNORED",
        "Sequences: Mass.|TECHNIQUE",
        "EXAM: Mass.|TECHNIQUE"
      })
  void knowsTheHeadingsInTheirForms(String text, String kind) {
    assertThat(sections(text)).containsExactly(kind + ": Mass.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NO ACUTE FINDINGS.",
        "Age appropriate degenerative change.",
        "The impression of a mass is confirmed: see below.",
        "Comparison with 14 March: the mass has grown.",
        "Please note that there were no gallstones today.",
        "[Vascular surgery opinion advised]",
        "PI-RADS 2: clinically significant cancer is unlikely to be present.",
        "Dose was low."
      })
  void takesNoSentenceForAHeading(String text) {
    assertThat(sections(text)).containsExactly("BODY: " + text);
  }

  @Test
  void findsHeadingsBehindOtherTextOnTheirLine() {
    assertThat(sections("No fracture. IMPRESSION: Normal. Recommendation: none."))
        .containsExactly("BODY: No fracture.", "IMPRESSION: Normal.", "RECOMMENDATION: none.");
    assertThat(sections("no effusion IMPRESSION: normal"))
        .containsExactly("BODY: no effusion", "IMPRESSION: normal");
  }

  @Test
  void keepsOrgansInsideTheirSection() {
    assertThat(sections("FINDINGS:\nLIVER: normal.\nSPLEEN: normal.\n\nBONES: normal."))
        .containsExactly("FINDINGS: LIVER: normal.\nSPLEEN: normal.\n\nBONES: normal.");
  }

  @Test
  void takesTheFirstLineAboutThePatientForHistory() {
    assertThat(
            sections(
                "This is a 63-year-old female with pain.\n\nFINDINGS:\nTear.\nIMPRESSION: Tear"))
        .containsExactly(
            "HISTORY: This is a 63-year-old female with pain.",
            "FINDINGS: Tear.",
            "IMPRESSION: Tear");
    assertThat(sections("This 63 year old woman has pain.\n\nThere is a tear."))
        .containsExactly("HISTORY: This 63 year old woman has pain.", "BODY: There is a tear.");
  }

  @Test
  void endsATechniqueOrComparisonWhereFindingsBeginWithoutAHeading() {
    assertThat(
            sections(
                "Technique: sagittal T1 and T2. Comparison: radiographs only. There is a fracture."
                    + "\nSevere stenosis.\n\nIMPRESSION\nFracture."))
        .containsExactly(
            "TECHNIQUE: sagittal T1 and T2.",
            "COMPARISON: radiographs only.",
            "BODY: There is a fracture.\nSevere stenosis.",
            "IMPRESSION: Fracture.");
    assertThat(sections("COMPARISON: 6 weeks earlier.\nThe collection has resolved."))
        .containsExactly("COMPARISON: 6 weeks earlier.", "BODY: The collection has resolved.");
  }

  @Test
  void endsAHistoryAtTheBlankLineWhenNoFindingsHeadingFollows() {
    assertThat(
            sections("INDICATION: retention, ?CES\n\nMassive extrusion.\n\nConclusion: Surgery."))
        .containsExactly(
            "HISTORY: retention, ?CES", "BODY: Massive extrusion.", "IMPRESSION: Surgery.");
  }

  @Test
  void readsSeveralExaminationsInOneReport() {
    assertThat(
            sections(
                "EXAM: CT and US.\n\nCT ABDOMEN\n\nFINDINGS: Stent.\n\nIMPRESSION: Stent.\n\n"
                    + "ULTRASOUND KIDNEYS\n\nFINDINGS: Stone.\n\nIMPRESSION: Stone."))
        .containsExactly(
            "TECHNIQUE: CT and US.",
            "TECHNIQUE: CT ABDOMEN",
            "FINDINGS: Stent.",
            "IMPRESSION: Stent.",
            "TECHNIQUE: ULTRASOUND KIDNEYS",
            "FINDINGS: Stone.",
            "IMPRESSION: Stone.");
  }

  @Test
  void takesTheExaminationOfAClinicNoteForHistoryAndItsImagingNot() {
    assertThat(
            sections(
                "CC: Numbness.\n\nEXAM: Vitals normal.\n\nMRI C-spine: Stenosis.\n\nCOURSE: Well."))
        .containsExactly(
            "HISTORY: Numbness.",
            "HISTORY: Vitals normal.",
            "BODY: MRI C-spine: Stenosis.",
            "BODY: Well.");
  }

  @Test
  void ignoresALineOfASignatureAndReadsOn() {
    assertThat(
            sections(
                "IMPRESSION: Mass.\nElectronically signed by A. B. on 3 May\nADDENDUM: No mass."))
        .containsExactly("IMPRESSION: Mass.", "IGNORED: A. B. on 3 May", "ADDENDUM: No mass.");
  }

  @Test
  void leavesTextWithoutHeadingsAsBody() {
    assertThat(sections("Uterus normal. No mass."))
        .containsExactly("BODY: Uterus normal. No mass.");
    assertThat(reader.read("").sections()).isEmpty();
  }

  @Test
  void takesAPartsKindUntilAHeadingInItSaysOtherwise() {
    ReportText read =
        reader.read(
            List.of(
                new ReportPart(Optional.of(SectionKind.FINDINGS), "Findings", "Tear."),
                new ReportPart(
                    Optional.of(SectionKind.IMPRESSION), "", "Tear.\nRecommendation: Surgery."),
                new ReportPart(Optional.empty(), "Comparison", "None.")));

    assertThat(sections(read))
        .containsExactly(
            "FINDINGS: Tear.",
            "IMPRESSION: Tear.",
            "RECOMMENDATION: Surgery.",
            "COMPARISON: None.");
    assertThat(read.text())
        .isEqualTo("Findings:\nTear.\n\nTear.\nRecommendation: Surgery.\n\nComparison:\nNone.");
    assertThat(read.sections().get(0).heading()).isEqualTo("Findings");
  }

  @Test
  void putsTheOrderBeforeTheReportInOneText() {
    ReportText read =
        reader.orderAndReport(
            "IMPRESSION: knee pain", List.of(new ReportPart(Optional.empty(), "", "No tear.")));

    assertThat(sections(read)).containsExactly("ORDER: IMPRESSION: knee pain", "BODY: No tear.");
    assertThat(read.text()).isEqualTo("IMPRESSION: knee pain\n\nNo tear.");
    assertThat(sections(reader.orderAndReport(" ", List.of()))).isEmpty();
  }

  static Stream<List<String>> texts() {
    return Stream.of(
        List.of(
            "There is a cyst in the meninges.The cyst is small.",
            "There is a cyst in the meninges.",
            "The cyst is small."),
        List.of("Disc bulge at L4-5. Cord normal.", "Disc bulge at L4-5.", "Cord normal."),
        List.of("A 2.6 cm mass vs. cyst, i.e. benign.", "A 2.6 cm mass vs. cyst, i.e. benign."),
        List.of(
            "Called to Dr. Ames, see No. 3 and Fig. 2.",
            "Called to Dr. Ames, see No. 3 and Fig. 2."),
        List.of("1.Tear.\n2. Effusion.\n(3) Cyst", "Tear.", "Effusion.", "Cyst"),
        List.of("Tear. 2. Effusion.", "Tear.", "Effusion."),
        List.of("- Tear\n• Effusion\n* Cyst", "Tear", "Effusion", "Cyst"),
        List.of("acl intact /// pcl torn // mcl ok", "acl intact", "pcl torn", "mcl ok"),
        List.of("no mass~no nodes\\.br\\no fluid", "no mass", "no nodes", "no fluid"),
        List.of("about ~ 5 mm", "about ~ 5 mm"),
        List.of("?CES. Tear seen? Yes.", "?CES.", "Tear seen?", "Yes."),
        List.of("No tear of the\nanterior ligament.", "No tear of the\nanterior ligament."),
        List.of(
            "There is no evidence of a recent fracture, dislocation\nor destructive lesion.",
            "There is no evidence of a recent fracture, dislocation\nor destructive lesion."),
        List.of("mri knee\nacl intact\nmenisci torn", "mri knee", "acl intact", "menisci torn"),
        List.of("T1 980 ms, T2 45 ms. Atria enlarged.", "T1 980 ms, T2 45 ms.", "Atria enlarged."),
        List.of("hepatitis C. No mass.", "hepatitis C.", "No mass."),
        List.of("No nodes.\r\n\r\nNo mass.", "No nodes.", "No mass."));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void cutsSentences(List<String> textAndSentences) {
    assertThat(sentences(textAndSentences.get(0)))
        .isEqualTo(textAndSentences.subList(1, textAndSentences.size()));
  }

  static Stream<String> longUnits() {
    return Stream.of(
        "no mass, ",
        "- ",
        "x: ",
        "a",
        "Comparison: prior. ",
        "[",
        ":",
        "IMPRESSION: x ",
        "Technique: T1.\n",
        "HISTORY: a\n",
        "~",
        "/",
        "1. ",
        ".",
        "Dr. ",
        "NOTE: x\n",
        "\n",
        "Signed by A\n",
        "abc\n",
        "CC: a\nMRI x: b\n",
        "LEFT ULTRASOUND\n\nIMPRESSION: a\n\n");
  }

  @ParameterizedTest
  @MethodSource("longUnits")
  void readsAMegabyteOfAnythingInLinearTime(String unit) {
    String text = unit.repeat((1 << 20) / unit.length());
    reader.read(unit.repeat(1000));
    long start = System.nanoTime();

    ReportText read = reader.read(text);

    // a quadratic step would take minutes; generous for a busy machine
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    assertThat(read.text()).isEqualTo(text);
    assertThat(read.sections())
        .allSatisfy(section -> assertThat(section.start()).isLessThan(section.end()));
  }

  @Test
  void keepsSentencesInsideTheirSectionsAndInOrder() {
    ReportText read =
        reader.read(
            "HX: pain.\nFINDINGS: a. b.\n- c\n\nIMPRESSION: 1. d. 2. e\nNOTE: f\n\nADDENDUM: g");
    int last = 0;
    for (Sentence sentence : read.sentences()) {
      Section section = read.sectionOf(sentence);
      assertThat(sentence.start()).isGreaterThanOrEqualTo(Math.max(last, section.start()));
      assertThat(sentence.end()).isGreaterThan(sentence.start()).isLessThanOrEqualTo(section.end());
      last = sentence.end();
    }
    assertThat(read.sentences()).hasSize(8);
  }
}
