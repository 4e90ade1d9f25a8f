package org.overread.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.configuration2.PropertiesConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.overread.config.SettingLines.KeyLine;

/** The text of each key as written, and its line. */
final class SettingsFile {
  private final Path path;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new HashMap<>();

  private SettingsFile(Path path) {
    this.path = path;
  }

  /** Reads UTF-8; reports repeated keys. Nothing is interpolated or included. */
  static SettingsFile read(Path path, List<ConfigurationIssue> issues) {
    SettingsFile file = new SettingsFile(path);
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(path)))
              .toString();
      file.fill(text, issues);
    } catch (CharacterCodingException e) {
      file.unreadable(issues, "is not UTF-8", "save it as UTF-8");
    } catch (IOException e) {
      file.unreadable(
          issues, "cannot be read", "name the folder of overread.properties with --conf");
    }
    return file;
  }

  private void unreadable(List<ConfigurationIssue> issues, String wrong, String right) {
    issues.add(new ConfigurationIssue(path, 0, "", wrong, right));
  }

  private void fill(String text, List<ConfigurationIssue> issues) {
    for (KeyLine key : SettingLines.scan(text)) {
      Integer before = lines.putIfAbsent(key.key(), key.line());
      if (before != null) {
        issues.add(
            new ConfigurationIssue(
                path,
                key.line(),
                key.key(),
                "is written a second time",
                "it stands in line " + before + " already"));
      }
    }
    PropertiesConfiguration properties = new LiteralProperties();
    try {
      properties.read(new StringReader(text));
    } catch (ConfigurationException | IOException e) {
      unreadable(issues, "is not a properties file", "write lines of the form: key = value");
      return;
    }
    for (String key : lines.keySet()) {
      // of a repeated key the first value counts for the checks that follow
      Object value = properties.getProperty(key);
      values.put(key, String.valueOf(value instanceof List<?> list ? list.get(0) : value).strip());
    }
  }

  /** An include is an unknown key like any other: what a node does stands in one file. */
  private static final class LiteralProperties extends PropertiesConfiguration {
    LiteralProperties() {
      setIncludesAllowed(false);
    }
  }

  Path path() {
    return path;
  }

  /** Keys and texts, each key once. */
  Map<String, String> values() {
    return values;
  }

  /** Line of a key; 0 when it is not written. */
  int line(String key) {
    return lines.getOrDefault(key, 0);
  }

  void replace(String key, String value) {
    values.put(key, value);
  }
}
