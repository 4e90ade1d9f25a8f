package org.overread.report;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The sections of a CDA document (HL7 CDA R2 4.3). Read as a stream, without document type
 * definitions and external entities, so a document can neither grow nor reach out.
 */
final class CdaReader {
  /**
   * What a CDA document says.
   *
   * @param signed it has a legal authenticator
   * @param relation RPLC, APND or XFRM to a parent document; empty without one
   * @param complete false when something could not be read; a part says what
   */
  record Cda(List<ReportPart> parts, boolean signed, String relation, boolean complete) {}

  private static final int MAX_DEPTH = 200; // elements
  private static final int MAX_TEXT = 1 << 20; // characters
  private static final int MAX_TITLE = 200; // characters
  private static final String LOINC = "2.16.840.1.113883.6.1";
  private static final String DCM = "1.2.840.10008.2.16.4";

  private static final Set<String> LINES =
      Set.of("paragraph", "item", "tr", "caption", "list", "table", "thead", "tbody", "br");

  private static final class Part {
    private Optional<SectionKind> kind = Optional.empty();
    private String title = "";
    private final PlainLines text = new PlainLines(MAX_TEXT);
  }

  private final Deque<String> path = new ArrayDeque<>();
  private final Deque<Part> sections = new ArrayDeque<>();
  private final List<Part> parts = new ArrayList<>();
  private int deleted;
  private boolean signed;
  private boolean complete = true;
  private String relation = "";

  private CdaReader() {}

  static Cda read(byte[] xml) {
    return new CdaReader().parse(xml);
  }

  private Cda parse(byte[] xml) {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    String trouble = "";
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
      while (reader.hasNext() && trouble.isEmpty()) {
        trouble = event(reader, reader.next());
      }
      reader.close();
    } catch (XMLStreamException e) {
      trouble = "it is broken";
    }
    List<ReportPart> read = new ArrayList<>();
    for (Part part : parts) {
      String text = part.text.toString().strip();
      if (!text.isEmpty()) {
        read.add(new ReportPart(part.kind, part.title, text));
      }
    }
    if (!trouble.isEmpty()) {
      complete = false;
      read.add(note("The rest of this document is left out: " + trouble));
    } else if (read.isEmpty()) {
      complete = false;
      read.add(note("This document holds no text that can be read"));
    }
    return new Cda(List.copyOf(read), signed, relation, complete);
  }

  private static ReportPart note(String text) {
    return new ReportPart(Optional.empty(), "", "[" + text + "]");
  }

  /** Empty text, or why reading ends. */
  private String event(XMLStreamReader reader, int event) {
    switch (event) {
      case XMLStreamConstants.START_ELEMENT -> {
        if (path.size() >= MAX_DEPTH) {
          return "it is nested too deeply";
        }
        start(reader, reader.getLocalName());
        path.push(reader.getLocalName());
      }
      case XMLStreamConstants.END_ELEMENT -> {
        path.pop();
        end(reader.getLocalName());
      }
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> characters(reader.getText());
      case XMLStreamConstants.DTD -> {
        return "it declares a document type";
      }
      case XMLStreamConstants.ENTITY_REFERENCE -> {
        return "it refers to an entity";
      }
      default -> {}
    }
    return !sections.isEmpty() && sections.peek().text.isFull() ? "it is too long" : "";
  }

  private void start(XMLStreamReader reader, String name) {
    String parent = path.isEmpty() ? "" : path.peek();
    switch (name) {
      case "section" -> {
        Part part = new Part();
        // an organ below the findings belongs to them, unless its own code says otherwise
        part.kind = sections.isEmpty() ? Optional.empty() : sections.peek().kind;
        sections.push(part);
        parts.add(sections.peek());
      }
      case "code" -> {
        if (parent.equals("section")) {
          Part part = sections.peek();
          part.kind = kind(reader).or(() -> part.kind);
        }
      }
      case "legalAuthenticator" -> signed = true;
      case "relatedDocument" -> relation = attribute(reader, "typeCode");
      case "nonXMLBody" -> {
        complete = false;
        Part part = new Part();
        part.text.add("[The body of this document is a file that cannot be read]");
        parts.add(part);
      }
      default -> narrative(reader, name);
    }
  }

  private void narrative(XMLStreamReader reader, String name) {
    if (!inText()) {
      return;
    }
    if (deleted > 0 || attribute(reader, "revised").equals("delete")) {
      deleted++;
    }
    if (LINES.contains(name)) {
      sections.peek().text.endLine();
    }
  }

  private Optional<SectionKind> kind(XMLStreamReader reader) {
    String system = attribute(reader, "codeSystem");
    String scheme = system.equals(LOINC) ? "LN" : system.equals(DCM) ? "DCM" : "";
    String code = attribute(reader, "code");
    return code.isEmpty()
        ? Optional.empty()
        : SrSections.of(new SrCode(code, scheme, attribute(reader, "displayName")));
  }

  private static String attribute(XMLStreamReader reader, String name) {
    String value = reader.getAttributeValue(null, name);
    return value == null ? "" : value.strip();
  }

  private void end(String name) {
    if (name.equals("section")) {
      sections.pop();
    } else if (inText()) {
      deleted = Math.max(0, deleted - 1);
      if (LINES.contains(name)) {
        sections.peek().text.endLine();
      } else if (name.equals("td") || name.equals("th")) {
        sections.peek().text.add(" | ");
      }
    }
  }

  /** In a section's text, not in its entries. */
  private boolean inText() {
    return !sections.isEmpty() && path.contains("text") && !path.contains("entry");
  }

  private void characters(String text) {
    if (sections.isEmpty() || deleted > 0) {
      return;
    }
    String parent = path.peek();
    if (parent.equals("title")) {
      String title = (sections.peek().title + text).strip();
      sections.peek().title = title.substring(0, Math.min(title.length(), MAX_TITLE));
    } else if (inText()) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (Character.isWhitespace(c)) {
          sections.peek().text.space();
        } else {
          sections.peek().text.add(c);
        }
      }
    }
  }
}
