package org.overread.report;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.overread.dicom.Attributes;
import org.overread.dicom.DataSetReader;
import org.overread.dicom.Limits;
import org.overread.dicom.Tag;

/**
 * The content tree of a Structured Report as parts of a report (PS3.3 C.17.3), read in document
 * order without recursion: a tree may be as deep as its sender likes. What refers to another item
 * (by reference) is not followed, so that circles do no harm (QR-84).
 */
final class SrContent {
  /** QR-87. */
  static final int MOST_ITEMS = 20_000;

  /** QR-87; in characters. */
  static final int MOST_TEXT = 1 << 20;

  /** Languages are not said in the text. PS3.16 TID 1204. */
  private static final Set<String> LANGUAGE = Set.of("121049 DCM", "121046 DCM");

  private static final String PERSON_OBSERVER_NAME = "121008 DCM"; // PS3.16 TID 1003

  /** Kinds of relationship (PS3.3 C.17.3.2.4) whose target belongs to its source's line. */
  private static final Set<String> ATTACHED =
      Set.of("HAS CONCEPT MOD", "HAS OBS CONTEXT", "HAS ACQ CONTEXT");

  /** A section and its heading, to which modifiers may come. */
  private record Heading(Optional<SectionKind> kind, SrLine line) {}

  /**
   * @param heading the section it is in
   * @param owner what a modifier belongs to
   * @param isAttached it and all below it belong to that line
   * @param isDescribed its parent is a value, of which it may be a property
   */
  private record Node(
      Attributes item, Heading heading, SrLine owner, boolean isAttached, boolean isDescribed) {}

  private record Lines(Heading heading, List<SrLine> lines) {}

  private final List<Lines> parts = new ArrayList<>();
  private final List<String> observers = new ArrayList<>();
  private final Deque<Node> ahead = new ArrayDeque<>();
  private int items;
  private int characters;
  private boolean complete = true;

  private SrContent() {}

  /** Reads the tree whose root the data set is. */
  static SrContent read(Attributes dataSet) {
    SrContent content = new SrContent();
    Heading none = new Heading(Optional.empty(), SrLine.of("", ""));
    // what modifies the root is of the whole document, and of no line
    content.children(dataSet, none, SrLine.of("", ""), false, false);
    while (!content.ahead.isEmpty()) {
      Node node = content.ahead.pop();
      if (++content.items > MOST_ITEMS) {
        content.cut(node, "the first " + MOST_ITEMS + " items");
      } else if (content.characters >= MOST_TEXT) {
        content.cut(node, "the first " + MOST_TEXT + " characters of text");
      } else {
        content.read(node);
      }
    }
    return content;
  }

  /** False when something is there that could not be read; a line in its place says so. */
  boolean isComplete() {
    return complete;
  }

  /** Names of the persons who are said to have observed, in the order of the document. */
  List<String> observers() {
    return List.copyOf(observers);
  }

  List<ReportPart> parts() {
    List<ReportPart> result = new ArrayList<>();
    for (Lines part : parts) {
      List<String> lines =
          part.lines().stream().map(SrLine::toString).filter(line -> !line.isBlank()).toList();
      if (!lines.isEmpty()) {
        Heading heading = part.heading();
        result.add(
            new ReportPart(heading.kind(), heading.line().title(), String.join("\n", lines)));
      }
    }
    return result;
  }

  private void children(
      Attributes item, Heading heading, SrLine owner, boolean attached, boolean described) {
    List<Attributes> below =
        item.get(Tag.ContentSequence)
            .map(sequence -> DataSetReader.items(sequence, Limits.DEFAULT))
            .orElse(List.of());
    for (int i = below.size() - 1; i >= 0; i--) {
      ahead.push(new Node(below.get(i), heading, owner, attached, described));
    }
  }

  private void read(Node node) {
    String type = term(node.item(), Tag.ValueType);
    String relationship = term(node.item(), Tag.RelationshipType);
    if (type.isEmpty() && node.item().contains(Tag.ReferencedContentItemIdentifier)) {
      return; // by reference: the item itself stands elsewhere
    }
    SrCode name =
        SrCode.of(node.item(), Tag.ConceptNameCodeSequence).orElse(new SrCode("", "", ""));
    if (node.isAttached() || ATTACHED.contains(relationship)) {
      attach(node, type, relationship, name);
    } else if (type.equals("CONTAINER")) {
      container(node, name);
    } else if (SrValue.WITHOUT_TEXT.contains(type)) {
      SrLine nowhere = SrLine.of("", "");
      children(node.item(), node.heading(), nowhere, false, false);
    } else {
      Optional<String> value = SrValue.of(node.item(), type);
      if (value.isPresent()) {
        line(node, name, relationship, value.get());
      } else {
        skip(node, type);
      }
    }
  }

  /** Modifiers and context: part of what they belong to, and no finding of their own (QR-83). */
  private void attach(Node node, String type, String relationship, SrCode name) {
    if (name.key().equals(PERSON_OBSERVER_NAME)) {
      String observer = SrValue.of(node.item(), type).orElse("");
      if (!observer.isEmpty() && !observers.contains(observer)) {
        observers.add(observer);
      }
      return;
    }
    boolean observation = relationship.equals("HAS OBS CONTEXT") && isOfObserver(name);
    if (LANGUAGE.contains(name.key()) || observation || type.equals("UIDREF")) {
      return;
    }
    boolean negates =
        SrCode.of(node.item(), Tag.ConceptCodeSequence)
            .filter(code -> type.equals("CODE") && node.owner().negate(code))
            .isPresent();
    String value = SrValue.of(node.item(), type).orElse("");
    SrLine owner = node.owner();
    if (!negates && !value.isEmpty()) {
      owner = owner.modify(counted(name.meaning()), counted(value));
    }
    children(node.item(), node.heading(), owner, true, false);
  }

  /** Observers and their devices: PS3.16 TID 1002 to 1004, codes 121005 to 121017. */
  private static boolean isOfObserver(SrCode name) {
    return name.scheme().equals("DCM")
        && name.value().compareTo("121005") >= 0
        && name.value().compareTo("121017") <= 0;
  }

  /** A section, or below one a title: "Liver". */
  private void container(Node node, SrCode name) {
    Optional<SectionKind> kind = SrSections.of(name);
    SrLine title = SrLine.of(counted(name.meaning()), "");
    if (kind.isPresent()) {
      children(node.item(), new Heading(kind, title), title, false, false);
    } else {
      if (!title.isEmpty()) {
        add(node.heading(), title);
      }
      children(node.item(), node.heading(), title, false, false);
    }
  }

  private void line(Node node, SrCode name, String relationship, String value) {
    String text = counted(value);
    boolean property =
        node.isDescribed() && node.owner().isTop() && relationship.equals("HAS PROPERTIES");
    if (property && text.indexOf('\n') < 0) {
      SrLine line = node.owner().describe(counted(name.meaning()), text);
      children(node.item(), node.heading(), line, false, true);
      return;
    }
    // an item may say more than its container ("Previous Finding"); "Finding" says less, and words
    // count only where no container names a section
    boolean inSection = node.heading().kind().isPresent();
    Optional<SectionKind> own = inSection ? SrSections.byCode(name) : SrSections.of(name);
    boolean elsewhere =
        own.isPresent()
            && !own.equals(node.heading().kind())
            && !(inSection && own.get() == SectionKind.FINDINGS);
    boolean plain = own.isPresent() || SrSections.isWithoutMeaning(name);
    SrLine line = SrLine.of(plain ? "" : counted(name.meaning()), text);
    Heading heading =
        elsewhere ? new Heading(own, SrLine.of(counted(name.meaning()), "")) : node.heading();
    add(heading, line);
    children(node.item(), heading, line, false, true);
  }

  private void skip(Node node, String type) {
    complete = false;
    String what = "[an item of unknown type " + SrValue.term(type) + "; it is not read]";
    SrLine note = SrLine.of("", what);
    add(node.heading(), note);
    children(node.item(), node.heading(), note, false, false);
  }

  private void add(Heading heading, SrLine line) {
    boolean goesOn = !parts.isEmpty() && parts.get(parts.size() - 1).heading() == heading;
    if (!goesOn) {
      parts.add(new Lines(heading, new ArrayList<>()));
    }
    parts.get(parts.size() - 1).lines().add(line);
  }

  /** Leaves out the rest, and says how much that is (QR-87). */
  private void cut(Node first, String what) {
    int left = 0;
    ahead.push(first);
    while (!ahead.isEmpty()) {
      Node node = ahead.pop();
      left++;
      children(node.item(), node.heading(), node.owner(), false, false);
    }
    complete = false;
    String note = "[only " + what + " are read; " + left + " items are left out]";
    add(first.heading(), SrLine.of("", note));
  }

  /** Text within the limit of the document. */
  private String counted(String text) {
    int room = MOST_TEXT - characters;
    characters += Math.min(room, text.length());
    if (text.length() <= room) {
      return text;
    }
    complete = false;
    int left = text.length() - room;
    return text.substring(0, room) + "\n[" + left + " characters are left out]";
  }

  private static String term(Attributes item, int tag) {
    return item.string(tag).orElse("").strip().toUpperCase(Locale.ROOT);
  }
}
