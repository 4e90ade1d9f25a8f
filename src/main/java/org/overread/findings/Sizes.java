package org.overread.findings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The lengths of a sentence: "4.1 cm", "12 x 9 mm", "from 9 to 17 mm". Used by one thread. */
final class Sizes {
  /** No organ is longer: what is larger is not a length in a patient. Millimetres. */
  private static final double LONGEST = 2000;

  /** How many words may stand between a finding and its size. */
  private static final int WORDS_APART = 10;

  /** A comma parts a finding from its size as much as this many words. */
  private static final int WORDS_PER_COMMA = 3;

  private static final int MM_PER_CM = 10;

  /**
   * A length.
   *
   * @param mm the largest of several dimensions; NaN for a number without a unit
   */
  record Size(int start, int end, double mm) {}

  /**
   * Two sizes of the same, from and to.
   *
   * @param start of the words that compare, in the text; {@code end} exclusive
   */
  record Comparison(int start, int end, double oldMm, double newMm) {}

  private final String text;
  private final int end;
  private final List<Size> sizes = new ArrayList<>();
  private final List<Comparison> comparisons = new ArrayList<>();

  Sizes(String text, int start, int end) {
    this.text = text;
    this.end = end;
    List<Size> found = new ArrayList<>();
    int at = start;
    while (at < end) {
      boolean number = isDigit(at) && (at == start || !isPartOfWord(text.charAt(at - 1)));
      Size size = number ? size(at) : null;
      if (size != null) {
        found.add(size);
        at = size.end();
      } else {
        at++;
      }
    }
    compare(found);
  }

  List<Comparison> comparisons() {
    return comparisons;
  }

  /** Of the sizes that are so now, the nearest to a mention; the one before it of two. */
  Optional<Double> of(int start, int stop) {
    int after = firstFrom(start);
    double mm = Double.NaN;
    int least = WORDS_APART + 1;
    for (int i = Math.max(0, after - 1); i <= after && i < sizes.size(); i++) {
      Size size = sizes.get(i);
      int between =
          size.end() <= start
              ? words(size.end(), start)
              : words(stop, Math.max(stop, size.start()));
      if (between < least) {
        mm = size.mm();
        least = between;
      }
    }
    return least > WORDS_APART ? Optional.empty() : Optional.of(mm);
  }

  /** The first size that ends after a place. */
  private int firstFrom(int place) {
    int low = 0;
    int high = sizes.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sizes.get(middle).end() > place) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Words from a place to another, or more than a finding and its size may have between. */
  private int words(int from, int to) {
    int words = 0;
    for (int i = from; i < to && words <= WORDS_APART; i++) {
      char c = text.charAt(i);
      if (c == ';' || c == '.' && !isDigit(i + 1)) {
        return WORDS_APART + 1;
      }
      words += c == ',' ? WORDS_PER_COMMA : 0;
      boolean letter = Character.isLetterOrDigit(c);
      words += letter && !(i > from && Character.isLetterOrDigit(text.charAt(i - 1))) ? 1 : 0;
    }
    return words;
  }

  /** A number with what follows it: dimensions, then a unit or none. */
  private Size size(int from) {
    double largest = 0;
    int at = from;
    while (true) {
      int number = at;
      while (at < end && (isDigit(at) || text.charAt(at) == '.' && isDigit(at + 1))) {
        at++;
      }
      double value = parse(number, at);
      largest = Math.max(largest, value);
      int numberEnd = at;
      int next = blanks(at);
      int unit = unit(next);
      if (unit > 0) {
        double mm = text.charAt(next) == 'c' || text.charAt(next) == 'C' ? MM_PER_CM : 1;
        double size = largest * mm;
        return size > 0 && size <= LONGEST ? new Size(from, next + unit, size) : null;
      }
      int times = times(next);
      if (times < 0) {
        return new Size(from, numberEnd, Double.NaN);
      }
      at = times;
    }
  }

  private double parse(int from, int to) {
    String digits = text.substring(from, to);
    return digits.indexOf('.') != digits.lastIndexOf('.') || digits.length() > 8
        ? Double.NaN
        : Double.parseDouble(digits);
  }

  /** Length of a unit of length at a place; 0 for none, nor for areas, volumes and rates. */
  private int unit(int at) {
    int to = at;
    while (to < end && Character.isLetter(text.charAt(to))) {
      to++;
    }
    String unit = text.substring(at, to).toLowerCase(Locale.ROOT);
    boolean known =
        unit.equals("mm")
            || unit.equals("cm")
            || unit.startsWith("millimet")
            || unit.startsWith("centimet");
    boolean more = to < end && ("/²³^".indexOf(text.charAt(to)) >= 0 || isDigit(to));
    return known && !more ? to - at : 0;
  }

  /** The place of the next dimension's number behind "x", "×", "by" or a hyphen; -1 for none. */
  private int times(int at) {
    if (at >= end) {
      return -1;
    }
    char c = text.charAt(at);
    int after = -1;
    if (c == 'x' || c == 'X' || c == '\u00d7' || c == '-' || c == '\u2013') {
      after = blanks(at + 1);
    } else if (text.startsWith("by ", at)) {
      after = blanks(at + 3);
    }
    return after >= 0 && isDigit(after) ? after : -1;
  }

  private int blanks(int at) {
    int to = at;
    while (to < end
        && (text.charAt(to) == ' '
            || text.charAt(to) == '-' && to + 1 < end && Character.isLetter(text.charAt(to + 1)))) {
      to++;
    }
    return to;
  }

  /** Numbers without a unit serve only as the first of "from 9 to 17 mm". */
  private void compare(List<Size> found) {
    for (int i = 0; i < found.size(); i++) {
      Size size = found.get(i);
      Size next = i + 1 < found.size() ? found.get(i + 1) : null;
      boolean pair = next != null && !Double.isNaN(next.mm());
      int marker = ComparisonWords.before(text, size.start());
      if (pair && ComparisonWords.isTo(text, size.end(), next.start()) && marker >= 0) {
        comparisons.add(new Comparison(marker, next.end(), inUnitOf(size, next), next.mm()));
        sizes.add(next);
        i++;
      } else if (Double.isNaN(size.mm())) {
        continue;
      } else if (marker >= 0) {
        old(size, marker, sizes.isEmpty() ? Optional.ofNullable(pair ? next : null) : last());
      } else {
        sizes.add(size);
      }
    }
  }

  private Optional<Size> last() {
    return Optional.of(sizes.get(sizes.size() - 1));
  }

  private void old(Size old, int marker, Optional<Size> now) {
    if (now.isPresent()
        && words(Math.min(old.end(), now.get().end()), Math.max(marker, now.get().start()))
            <= WORDS_APART) {
      int from = Math.min(marker, now.get().start());
      int to = Math.max(old.end(), now.get().end());
      comparisons.add(new Comparison(from, to, old.mm(), now.get().mm()));
    }
  }

  private double inUnitOf(Size size, Size next) {
    if (!Double.isNaN(size.mm())) {
      return size.mm();
    }
    boolean cm = text.substring(next.start(), next.end()).toLowerCase(Locale.ROOT).contains("c");
    return parse(size.start(), size.end()) * (cm ? MM_PER_CM : 1);
  }

  private boolean isDigit(int at) {
    return at < end && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private static boolean isPartOfWord(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '/';
  }
}
