package org.overread.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.overread.config.ValueType.BadValueException;
import org.overread.routing.RequestDocument;

/** The kinds of values settings have. */
final class ValueTypes {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");
  private static final Map<String, Long> MILLIS =
      Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*(B|KiB|MiB|GiB|TiB)?");
  private static final Map<String, Long> BYTES =
      Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30, "TiB", 1L << 40);
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3})\\s*%");
  // PS3.5 Table 6.2-1, AE: default character repertoire without backslash and control characters
  private static final Pattern AE_TITLE = Pattern.compile("[\\x20-\\x7E&&[^\\\\]]{1,16}");
  private static final Pattern HOST =
      Pattern.compile(
          "[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final Pattern CODE = Pattern.compile("[A-Z0-9_]{1,16}");
  private static final Pattern LABEL = Pattern.compile("[\\x20-\\x7E&&[^\\\\]]{1,60}");
  private static final Pattern WORD = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private ValueTypes() {}

  private interface Parser<T> {
    T parse(String text) throws BadValueException;
  }

  private record Type<T>(String form, Parser<T> parser) implements ValueType<T> {
    @Override
    public T parse(String text) throws BadValueException {
      if (text.isEmpty()) {
        throw new BadValueException("has no value", "write " + form);
      }
      return parser.parse(text);
    }
  }

  static ValueType<Integer> integer(int least, int most) {
    String form = "a whole number from " + least + " to " + most;
    return new Type<>(
        form, text -> (int) inRange(text, wholeNumber(text, form), least, most, form));
  }

  static ValueType<Duration> duration(Duration least, Duration most) {
    String form = "a time like 30s, 10m, 24h or 30d, from " + text(least) + " to " + text(most);
    return new Type<>(
        form,
        text -> {
          Matcher matcher = DURATION.matcher(text);
          if (!matcher.matches()) {
            throw bad(text, "is not a time", form);
          }
          long millis =
              Math.multiplyExact(Long.parseLong(matcher.group(1)), MILLIS.get(matcher.group(2)));
          return Duration.ofMillis(inRange(text, millis, least.toMillis(), most.toMillis(), form));
        });
  }

  static ValueType<Long> size(String least, String most) {
    String form = "a size like 64KiB or 8GiB, from " + least + " to " + most;
    return new Type<>(
        form, text -> inRange(text, bytes(text, form), constant(least), constant(most), form));
  }

  /** Bytes or a percentage of the disk. */
  static ValueType<Amount> amount() {
    String form = "a size like 10GiB or a share of the disk like 5%";
    return new Type<>(
        form,
        text -> {
          Matcher percent = PERCENT.matcher(text);
          return percent.matches()
              ? new Amount(
                  0,
                  (int)
                      inRange(
                          text, Long.parseLong(percent.group(1)), 1, 99, "a share from 1% to 99%"))
              : new Amount(bytes(text, form), 0);
        });
  }

  static ValueType<Double> percent(int most) {
    String form = "a share like 10%, from 0% to " + most + "%";
    return new Type<>(
        form,
        text -> {
          Matcher matcher = PERCENT.matcher(text);
          if (!matcher.matches()) {
            throw bad(text, "is not a share", form);
          }
          return inRange(text, Long.parseLong(matcher.group(1)), 0, most, form) / 100.0;
        });
  }

  static ValueType<Boolean> flag() {
    return oneOf(Map.of("true", true, "false", false));
  }

  /** A constant of an enum, in small letters. */
  static <E extends Enum<E>> ValueType<E> constant(Class<E> type) {
    return oneOf(
        Stream.of(type.getEnumConstants())
            .collect(
                Collectors.toMap(
                    value -> value.name().toLowerCase(Locale.ROOT), Function.identity())));
  }

  static ValueType<RequestDocument> requestDocument() {
    return oneOf(
        Stream.of(RequestDocument.values())
            .collect(Collectors.toMap(RequestDocument::term, Function.identity())));
  }

  private static <T> ValueType<T> oneOf(Map<String, T> values) {
    String form = values.keySet().stream().sorted().collect(Collectors.joining(" or "));
    return new Type<>(
        form,
        text -> {
          if (!values.containsKey(text)) {
            throw bad(text, "is neither " + form.replace(" or ", " nor "), "write " + form);
          }
          return values.get(text);
        });
  }

  /** PS3.8 9.3.2 and PS3.5 6.2: never shortened or repaired (UL-20). */
  static ValueType<String> aeTitle() {
    String form = "an AE title: 1 to 16 characters of ASCII without backslash";
    return new Type<>(
        form,
        text -> {
          if (text.length() > 16) {
            throw bad(text, "has " + text.length() + " characters", "an AE title has at most 16");
          }
          return matching(text, AE_TITLE, "is not an AE title", form);
        });
  }

  static ValueType<String> host() {
    String form = "a host name or an IP address, without port";
    return new Type<>(form, text -> matching(text, HOST, "is not a host", form));
  }

  /** A code of DICOM, e.g. a modality. */
  static ValueType<String> code() {
    String form = "a code like MR in capital letters";
    return new Type<>(form, text -> matching(text, CODE, "is not a code", form));
  }

  /** A name that other systems know: MSH-5, MSH-6 (HL7 v2.5 HD), an issuer. */
  static ValueType<String> label() {
    String form = "1 to 60 characters of ASCII without backslash";
    return new Type<>(form, text -> matching(text, LABEL, "is no such name", form));
  }

  /** What is put before a number; every DICOM character set has these characters. */
  static ValueType<String> prefix(int longest) {
    String form = "1 to " + longest + " letters, digits, - _ . or :";
    Pattern pattern = Pattern.compile("[A-Za-z0-9._:-]{1," + longest + "}");
    return new Type<>(form, text -> matching(text, pattern, "is no such prefix", form));
  }

  static ValueType<String> word() {
    String form = "a name in small letters, digits and hyphens";
    return new Type<>(form, text -> matching(text, WORD, "is not a name", form));
  }

  static ValueType<String> anything(String form) {
    return new Type<>(form, text -> text);
  }

  /** Anything including nothing. */
  static ValueType<String> perhapsNothing(String form) {
    return new ValueType<>() {
      @Override
      public String parse(String text) {
        return text;
      }

      @Override
      public String form() {
        return form;
      }
    };
  }

  static <T> ValueType<List<T>> listOf(ValueType<T> type) {
    String form = "a list with commas, each " + type.form();
    return new Type<>(
        form,
        text -> {
          List<T> result = new ArrayList<>();
          for (String part : text.split(",", -1)) {
            if (part.isBlank()) {
              throw new BadValueException("has an empty place between its commas", "write " + form);
            }
            result.add(type.parse(part.strip()));
          }
          return List.copyOf(result);
        });
  }

  /** A list in which nothing stands twice. */
  static <T> ValueType<Set<T>> setOf(ValueType<T> type) {
    ValueType<List<T>> list = listOf(type);
    return new Type<>(
        list.form(),
        text -> {
          Set<T> result = new LinkedHashSet<>();
          for (T value : list.parse(text)) {
            if (!result.add(value)) {
              throw new BadValueException("has a value twice", "write each value once");
            }
          }
          return result;
        });
  }

  static BadValueException bad(String text, String wrong, String right) {
    return new BadValueException("\"" + printable(text) + "\" " + wrong, right);
  }

  private static String matching(String text, Pattern pattern, String wrong, String form)
      throws BadValueException {
    if (!pattern.matcher(text).matches()) {
      throw bad(text, wrong, "write " + form);
    }
    return text;
  }

  private static long wholeNumber(String text, String form) throws BadValueException {
    if (!text.matches("-?\\d{1,15}")) {
      throw bad(text, "is not a whole number", "write " + form);
    }
    return Long.parseLong(text);
  }

  private static long bytes(String text, String form) throws BadValueException {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      throw bad(text, "is not a size", "write " + form);
    }
    long unit = matcher.group(2) == null ? 1 : BYTES.get(matcher.group(2));
    long number = Long.parseLong(matcher.group(1));
    if (number > Long.MAX_VALUE / unit) {
      throw bad(text, "is out of range", "write " + form);
    }
    return number * unit;
  }

  private static long constant(String size) {
    try {
      return bytes(size, "");
    } catch (BadValueException e) {
      throw new IllegalArgumentException(size, e);
    }
  }

  private static long inRange(String text, long value, long least, long most, String form)
      throws BadValueException {
    if (value < least || value > most) {
      throw bad(text, "is out of range", "write " + form);
    }
    return value;
  }

  static String text(Duration duration) {
    long millis = duration.toMillis();
    for (String unit : List.of("d", "h", "m", "s")) {
      if (millis > 0 && millis % MILLIS.get(unit) == 0) {
        return millis / MILLIS.get(unit) + unit;
      }
    }
    return millis + "ms";
  }

  /** Control characters shown as a question mark: the text goes to a terminal. */
  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
