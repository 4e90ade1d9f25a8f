package org.overread.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Structured Reports as DCMTK's xml2dsr reads them, filled by chance, together with the lines that
 * a reader must find in them.
 */
public final class SrXml {
  private static final List<String[]> SECTIONS =
      List.of(
          new String[] {"121060", "History", "HISTORY"},
          new String[] {"121064", "Current Procedure Descriptions", "TECHNIQUE"},
          new String[] {"121070", "Findings", "FINDINGS"},
          new String[] {"121072", "Impressions", "IMPRESSION"},
          new String[] {"121074", "Recommendations", "RECOMMENDATION"});
  private static final List<String> WORDS =
      List.of("nodule", "gr\u00f6\u00dfer", "no", "8 mm", "fracture", "caf\u00e9", "left", "cyst");

  private final Random random;
  private final boolean numbers;
  private final StringBuilder content = new StringBuilder();
  private final List<String> lines = new ArrayList<>();
  private int count;

  /**
   * @param numbers whether the SOP class has items of type NUM
   */
  public SrXml(long seed, boolean numbers) {
    this.random = new Random(seed);
    this.numbers = numbers;
    for (String[] section : SECTIONS) {
      container(section);
    }
  }

  /** Section and text, "FINDINGS no fracture", in document order. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** The whole document. */
  public String document(String type, String sopClassUid, String characterSet) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <report type="%s"><sopclass uid="%s"></sopclass><charset>%s</charset><modality>SR</modality>
    <device><manufacturer>M</manufacturer><model>X</model><serial>1</serial>
    <version>1</version></device>
    <synchronization uid="2.25.5"><trigger>NO TRIGGER</trigger>
    <acquisitiontime>NO</acquisitiontime></synchronization>
    <patient><id>P1</id><name><first>Ann</first><last>Roe</last></name></patient>
    <study uid="2.25.1"><accession><number>A1</number></accession></study>
    <series uid="2.25.2"><number>1</number></series>
    <instance uid="2.25.3"><number>1</number></instance>
    <document><completion flag="COMPLETE"></completion>
    <verification flag="VERIFIED"><observer pos="1"><datetime>2026-01-03T12:00:00</datetime>
    <name><first>Joe</first><last>Doe</last></name>
    <code>%s</code><organization>H</organization></observer></verification>
    <content><date>2026-01-02</date><time>09:30:00</time>
    <container flag="SEPARATE"><concept>%s</concept>%s</container></content></document></report>
    """
        .formatted(
            type,
            sopClassUid,
            characterSet,
            code("R77", "99STAFF", "Doe"),
            code("18748-4", "LN", "Diagnostic Imaging Report"),
            content);
  }

  private void container(String[] section) {
    content.append("<container flag=\"SEPARATE\">");
    head("CONTAINS", section[0], section[1]);
    int items = 1 + random.nextInt(5);
    for (int i = 0; i < items; i++) {
      lines.add(section[2] + " " + item());
    }
    content.append("</container>");
  }

  private void head(String relationship, String value, String meaning) {
    content.append("<relationship>").append(relationship).append("</relationship><concept>");
    content.append(code(value, "DCM", meaning)).append("</concept>");
  }

  /** Writes an item and returns its line. */
  private String item() {
    return switch (random.nextInt(numbers ? 6 : 5)) {
      case 0 -> coded();
      case 1 -> {
        content.append("<date>");
        head("CONTAINS", "111060", "Study Date");
        content.append("<value>2026-01-02</value></date>");
        yield "Study Date: 2026-01-02";
      }
      case 2 -> {
        content.append("<pname>");
        head("CONTAINS", "128774", "Informed");
        content.append("<value><first>Ann</first><last>Roe</last></value></pname>");
        yield "Informed: Roe Ann";
      }
      case 5 -> number();
      default -> text();
    };
  }

  private String text() {
    StringBuilder text = new StringBuilder("Text " + ++count);
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
    }
    content.append("<text>");
    head("CONTAINS", "121106", "Comment");
    content.append("<value>").append(text).append("</value></text>");
    return text.toString();
  }

  private String coded() {
    content.append("<code>");
    head("CONTAINS", "111054", "Shape");
    boolean modified = random.nextBoolean();
    if (modified) {
      content.append("<code>");
      head("HAS CONCEPT MOD", "111055", "Side");
      content.append(code("G-A101", "SRT", "Left")).append("</code>");
    }
    String meaning = "Code " + ++count;
    content.append(code("C" + count, "99TEST", meaning)).append("</code>");
    return "Shape: " + meaning + (modified ? " (Side: Left)" : "");
  }

  private String number() {
    String value = Integer.toString(++count) + ".50";
    content.append("<num>");
    head("CONTAINS", "121206", "Distance");
    content.append("<value>").append(value).append("</value><unit>");
    content.append(code("mm", "UCUM", "millimeter")).append("</unit></num>");
    return "Distance: " + value + " mm";
  }

  private static String code(String value, String scheme, String meaning) {
    return "<value>%s</value><scheme><designator>%s</designator></scheme><meaning>%s</meaning>"
        .formatted(value, scheme, meaning);
  }
}
