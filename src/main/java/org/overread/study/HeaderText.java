package org.overread.study;

import org.overread.dicom.Attributes;
import org.overread.dicom.DicomDate;

/**
 * Values of a header as they go into columns: the one place where they are cleaned for the index.
 */
final class HeaderText {
  private static final int DATE_LENGTH = 20;

  private HeaderText() {}

  /**
   * The first value, without control characters (PostgreSQL refuses NUL; a terminal would obey
   * escapes), cut to the column. Only descriptive values are cut: identifiers are checked for
   * length before an instance is accepted.
   */
  static String of(Attributes header, int tag, int most) {
    return clean(header.string(tag).orElse(""), most);
  }

  /**
   * A date as YYYYMMDD, so that ranges compare as text; what is no date stays as it came (column of
   * 20 characters).
   */
  static String date(Attributes header, int tag) {
    String text = of(header, tag, DATE_LENGTH);
    return DicomDate.parse(text).map(DicomDate::format).orElse(text);
  }

  static String clean(String value, int most) {
    int end = Math.min(value.length(), most);
    if (end < value.length() && Character.isHighSurrogate(value.charAt(end - 1))) {
      end--;
    }
    boolean plain = end == value.length();
    for (int i = 0; plain && i < end; i++) {
      char c = value.charAt(i);
      plain = !Character.isISOControl(c) && !Character.isSurrogate(c);
    }
    return plain ? value : withoutControls(value, end);
  }

  private static String withoutControls(String value, int end) {
    StringBuilder result = new StringBuilder(end);
    value
        .substring(0, end)
        .codePoints()
        .filter(c -> !Character.isISOControl(c) && (c > 0xFFFF || !Character.isSurrogate((char) c)))
        .forEach(result::appendCodePoint);
    return result.toString();
  }
}
