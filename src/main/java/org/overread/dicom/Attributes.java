package org.overread.dicom;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A data set: elements in ascending order of tag (PS3.5 section 7). Values are kept as the bytes
 * that were read, in little endian, and decoded when asked for, so what is not understood is
 * carried unchanged. Not safe for use by several threads while it is being filled. {@link
 * #toString} gives tags and lengths, never values: they may be patient data.
 */
public final class Attributes {
  private final NavigableMap<Integer, Element> elements = new TreeMap<>(Integer::compareUnsigned);
  private SpecificCharacterSet characterSet = SpecificCharacterSet.DEFAULT;

  /** Puts an element, replacing one with the same tag. */
  public Attributes put(Element element) {
    elements.put(element.tag(), element);
    if (element.tag() == Tag.SpecificCharacterSet) {
      characterSet = SpecificCharacterSet.of(strings(Tag.SpecificCharacterSet));
    }
    return this;
  }

  /**
   * Sets text values; none gives an empty element. The text is encoded in this data set's character
   * set. Where that lacks a character, the data set and the items that share its set change to
   * UTF-8 (ISO_IR 192), all of their text with them.
   *
   * @throws IllegalArgumentException when the VR allows ASCII only, and the text is not
   */
  public Attributes set(int tag, VR vr, String... values) {
    String joined = String.join("\\", values);
    if (!vr.usesCharacterSet()) {
      return put(Element.ofBytes(tag, vr, SpecificCharacterSet.DEFAULT.encode(joined, vr)));
    }
    if (!characterSet.canEncode(joined)) {
      declareUtf8();
    }
    return put(Element.ofBytes(tag, vr, characterSet.encode(joined, vr)));
  }

  private void declareUtf8() {
    recode(SpecificCharacterSet.of(List.of(SpecificCharacterSet.UTF_8_TERM)));
    put(
        Element.ofBytes(
            Tag.SpecificCharacterSet, VR.CS, SpecificCharacterSet.UTF_8_TERM.getBytes(US_ASCII)));
  }

  /** Encodes all text again, here and in the items that share the character set. */
  private void recode(SpecificCharacterSet target) {
    for (Attributes dataSet : sharing()) {
      SpecificCharacterSet before = dataSet.characterSet;
      dataSet.characterSet = target;
      dataSet.elements.replaceAll((tag, element) -> element.recoded(before, target));
    }
  }

  private void adopt(SpecificCharacterSet target) {
    if (canRecode(target)) {
      recode(target);
    } else {
      declareUtf8();
    }
  }

  private boolean canRecode(SpecificCharacterSet target) {
    return sharing().stream()
        .allMatch(
            dataSet ->
                dataSet.elements.values().stream()
                    .allMatch(element -> element.canRecode(dataSet.characterSet, target)));
  }

  /**
   * This data set and, at every depth, the items that declare no character set of their own. Does
   * not recurse.
   */
  private List<Attributes> sharing() {
    List<Attributes> found = new ArrayList<>(List.of(this));
    for (int i = 0; i < found.size(); i++) {
      for (Element element : found.get(i).elements.values()) {
        element.items().stream()
            .filter(item -> !item.contains(Tag.SpecificCharacterSet))
            .forEach(found::add);
      }
    }
    return found;
  }

  /** Sets numbers of a binary VR (US, SS, UL, SL, FL, FD, UV, SV, AT). */
  public Attributes set(int tag, VR vr, double... values) {
    return put(Element.ofNumbers(tag, vr, values));
  }

  /**
   * Sets a sequence. Items that declare no character set of their own come to share the one of this
   * data set, or, where that lacks a character of theirs, declare UTF-8.
   */
  public Attributes set(int tag, List<Attributes> items) {
    for (Attributes item : items) {
      if (!item.contains(Tag.SpecificCharacterSet) && !item.characterSet.equals(characterSet)) {
        item.adopt(characterSet);
      }
    }
    return put(Element.ofItems(tag, items));
  }

  /**
   * The character set that items of this data set inherit, and in which text is read and written.
   */
  public SpecificCharacterSet characterSet() {
    return characterSet;
  }

  /**
   * Sets what is inherited from the enclosing data set; (0008,0005) of this data set wins over it.
   */
  public Attributes inherit(SpecificCharacterSet outer) {
    if (!elements.containsKey(Tag.SpecificCharacterSet)) {
      characterSet = outer;
    }
    return this;
  }

  public Optional<Element> get(int tag) {
    return Optional.ofNullable(elements.get(tag));
  }

  public boolean contains(int tag) {
    return elements.containsKey(tag);
  }

  /** True when the element is present with a value of at least one byte or item. */
  public boolean hasValue(int tag) {
    Element element = elements.get(tag);
    return element != null && !element.isEmpty();
  }

  /** The first value as text, without padding; empty when the element is absent or has no value. */
  public Optional<String> string(int tag) {
    return strings(tag).stream().findFirst().filter(value -> !value.isEmpty());
  }

  /**
   * All values as text, without padding; numbers of binary VRs in decimal. Empty when absent or
   * without value.
   */
  public List<String> strings(int tag) {
    Element element = elements.get(tag);
    return element == null ? List.of() : element.strings(characterSet);
  }

  /**
   * The first value as an integer; empty when absent or not a number (PS3.5 6.2: carried, but
   * absent for logic).
   */
  public OptionalInt integer(int tag) {
    OptionalDouble number = number(tag);
    double value = number.orElse(Double.NaN);
    return value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE
        ? OptionalInt.of((int) value)
        : OptionalInt.empty();
  }

  /** The first value as a number; empty when absent or not a finite number. */
  public OptionalDouble number(int tag) {
    double[] numbers = numbers(tag);
    return numbers.length == 0 || Double.isNaN(numbers[0])
        ? OptionalDouble.empty()
        : OptionalDouble.of(numbers[0]);
  }

  /** All values as numbers, NaN where a value is not a finite number; zero length when absent. */
  public double[] numbers(int tag) {
    Element element = elements.get(tag);
    return element == null ? new double[0] : element.numbers();
  }

  /** The items of a sequence, in order; empty when absent or not a sequence. */
  public List<Attributes> items(int tag) {
    Element element = elements.get(tag);
    return element == null ? List.of() : element.items();
  }

  /** Tags present, ascending as unsigned numbers. */
  public NavigableSet<Integer> tags() {
    return Collections.unmodifiableNavigableSet(elements.navigableKeySet());
  }

  /** Elements in ascending order of tag. */
  public Iterable<Element> elements() {
    return Collections.unmodifiableCollection(elements.values());
  }

  public int size() {
    return elements.size();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Attributes that && elements.equals(that.elements);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(elements.keySet().toArray());
  }

  @Override
  public String toString() {
    return "Attributes" + elements.values();
  }
}
