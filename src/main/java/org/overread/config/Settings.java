package org.overread.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.overread.config.ValueType.BadValueException;

/**
 * Typed access to the settings; every mistake met goes to the list and the default stands in for
 * it.
 */
final class Settings {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
  private static final String ENVIRONMENT = "env:";

  private final SettingsFile file;
  private final Map<String, String> environment;
  private final List<ConfigurationIssue> issues;
  private final Set<String> fromEnvironment = new HashSet<>();
  private final Set<String> bad = new HashSet<>();

  Settings(SettingsFile file, Map<String, String> environment, List<ConfigurationIssue> issues) {
    this.file = file;
    this.environment = environment;
    this.issues = issues;
    Map.copyOf(file.values()).forEach(this::interpolate);
  }

  /** Puts in {@code ${env:NAME}}. The value of a variable is a secret: no message shows it. */
  private void interpolate(String key, String text) {
    Matcher matcher = VARIABLE.matcher(text);
    StringBuilder result = new StringBuilder();
    while (matcher.find()) {
      String name =
          matcher.group(1).startsWith(ENVIRONMENT)
              ? matcher.group(1).substring(ENVIRONMENT.length())
              : "";
      if (name.isEmpty()) {
        wrong(key, "\"" + matcher.group() + "\" is not known", "only ${env:NAME} is put in");
      } else if (!environment.containsKey(name)) {
        wrong(key, "environment variable " + name + " is not set", "set it before the start");
      }
      fromEnvironment.add(key);
      matcher.appendReplacement(
          result, Matcher.quoteReplacement(environment.getOrDefault(name, "")));
    }
    file.replace(key, matcher.appendTail(result).toString());
  }

  /** Value or default of a key that has one. */
  <T> T get(Key<T> key) {
    return get(key, "");
  }

  <T> T get(Key<T> key, String name) {
    return find(key, name).orElseGet(() -> standard(key));
  }

  /** What is written, if it is there and good. */
  <T> Optional<T> find(Key<T> key, String name) {
    String full = key.of(name);
    String text = file.values().get(full);
    if (text == null || bad.contains(full)) {
      return Optional.empty();
    }
    try {
      return Optional.of(key.type().parse(text));
    } catch (BadValueException e) {
      boolean secret = fromEnvironment.contains(full);
      wrong(
          full,
          secret ? "the value of its environment variable does not fit" : e.getMessage(),
          e.right());
      return Optional.empty();
    }
  }

  private static <T> T standard(Key<T> key) {
    try {
      return key.type().parse(key.standard().orElseThrow());
    } catch (BadValueException e) {
      throw new IllegalStateException("default of " + key.pattern(), e);
    }
  }

  /**
   * Names under which keys of a family ("peer") are written; a name that cannot be one is a
   * mistake.
   */
  List<String> names(String family) {
    Map<String, String> names = new HashMap<>();
    for (String key : file.values().keySet()) {
      String[] parts = key.split("\\.", -1);
      if (parts.length >= 3 && parts[0].equals(family)) {
        names.merge(parts[1], key, (a, b) -> file.line(a) < file.line(b) ? a : b);
      }
    }
    List<String> good = new ArrayList<>();
    for (String name : new TreeSet<>(names.keySet())) {
      if (NAME.matcher(name).matches()) {
        good.add(name);
      } else {
        wrong(
            names.get(name),
            "\"" + name + "\" is no name for a " + family,
            "use small letters, digits and hyphens");
      }
    }
    return good;
  }

  /** First line in which a key of this peer or group stands: where a missing key is reported. */
  int firstLine(String family, String name) {
    return file.values().keySet().stream()
        .filter(key -> key.startsWith(family + "." + name + "."))
        .mapToInt(file::line)
        .min()
        .orElse(0);
  }

  boolean written(String key) {
    return file.values().containsKey(key);
  }

  /** Written in the file itself, not through the environment. */
  boolean literal(String key) {
    return written(key) && !fromEnvironment.contains(key) && !file.values().get(key).isEmpty();
  }

  /** True when none of the keys has been reported: a check across keys would only repeat it. */
  boolean good(String... keys) {
    return Set.of(keys).stream().noneMatch(bad::contains);
  }

  void wrong(String key, String wrong, String right) {
    missing(key, file.line(key), wrong, right);
  }

  void missing(String key, int line, String wrong, String right) {
    bad.add(key);
    issues.add(new ConfigurationIssue(file.path(), line, key, wrong, right));
  }

  Path path() {
    return file.path();
  }

  Set<String> keys() {
    return file.values().keySet();
  }
}
