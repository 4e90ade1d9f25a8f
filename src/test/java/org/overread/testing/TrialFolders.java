package org.overread.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A settings folder with a small vocabulary of its own and a rule for each of two criteria. */
public record TrialFolders(Path conf) {
  private static final String VOCABULARY =
      """
      concept: mass
      group: serious
      phrases:
        mass|masses

      concept: surgical referral
      group: treatment
      phrases:
        surgical consultation|referral
        surgery recommended
      """;

  public static TrialFolders in(Path conf) throws IOException {
    Files.createDirectories(conf.resolve("rules"));
    Files.createDirectories(conf.resolve("vocabulary"));
    Files.writeString(conf.resolve("overread.properties"), "admin.port = 0\n");
    Files.copy(Path.of("conf/vocabulary/cues.txt"), conf.resolve("vocabulary/cues.txt"));
    Files.writeString(conf.resolve("vocabulary/words.txt"), VOCABULARY);
    TrialFolders folders = new TrialFolders(conf);
    folders.rule("surgery", "auto", 3, present("surgical referral"));
    folders.rule("mass", "off", 2, present("mass"));
    return folders;
  }

  /** The condition that the report claims a concept of the patient, now. */
  public static String present(String concept) {
    return "findings.exists(f, f.concept == \"" + concept + "\" && f.present)";
  }

  /** Writes a rule in a file of its own. */
  public void rule(String name, String mode, int level, String when) throws IOException {
    Files.writeString(
        conf.resolve("rules").resolve(name + ".yaml"),
        String.format(
            Locale.ROOT,
            "rule: %s%ncriterion: %s%nmode: %s%nlevel: %d%nwhen: %s%nbecause: The text says so.%n",
            name,
            name.equals("surgery") ? "surgery_recommended" : "serious_diagnosis",
            mode,
            level,
            when));
  }
}
