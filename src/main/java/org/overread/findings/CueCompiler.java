package org.overread.findings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.overread.report.SectionKind;

/** Turns the blocks {@code cue} and {@code stop} into {@link Cues}. */
final class CueCompiler {
  /** How far a cue reaches where its block does not say so, in tokens. */
  private static final int CLAUSE_WORDS = 40;

  private static final Map<String, List<Cue.Claim>> SAYS = new LinkedHashMap<>();
  private static final Map<String, Cue.Reach> REACHES =
      Map.of(
          "forward", Cue.Reach.FORWARD,
          "backward", Cue.Reach.BACKWARD,
          "both", Cue.Reach.BOTH,
          "inside", Cue.Reach.INSIDE);
  private static final Map<String, Cue.Where> PLACES =
      Map.of(
          "anywhere", Cue.Where.ANYWHERE,
          "clause start", Cue.Where.CLAUSE_START,
          "clause end", Cue.Where.CLAUSE_END);
  private static final Map<String, Cue.Stop.Kind> STOPS =
      Map.of(
          "anywhere", Cue.Stop.Kind.ANYWHERE,
          "after a comma", Cue.Stop.Kind.COMMA_CLAUSE,
          "not in a list", Cue.Stop.Kind.NO_LIST,
          "after a cue", Cue.Stop.Kind.AFTER_CUE);

  static {
    for (Certainty certainty : Certainty.values()) {
      SAYS.put(
          certainty.name().toLowerCase(Locale.ROOT),
          List.of(new Cue.Claim(Axis.CERTAINTY, certainty)));
    }
    SAYS.put("hypothetical", flag(Axis.HYPOTHETICAL));
    SAYS.put("question", flag(Axis.QUESTION));
    SAYS.put("historical", flag(Axis.HISTORICAL));
    SAYS.put("other person", flag(Axis.EXPERIENCER));
    SAYS.put("quoted", flag(Axis.QUOTED));
    SAYS.put("boilerplate", flag(Axis.BOILERPLATE));
    SAYS.put("nothing", List.of());
  }

  /** Adds a phrase to a tree. */
  interface PhraseSink {
    void add(PhraseTrie trie, SourceLine phrase, int payload);
  }

  private final List<Block> blocks;
  private final PhraseSink sink;
  private final List<VocabularyIssue> issues;
  private final PhraseTrie trie = new PhraseTrie();

  CueCompiler(List<Block> blocks, PhraseSink sink, List<VocabularyIssue> issues) {
    this.blocks = blocks;
    this.sink = sink;
    this.issues = issues;
  }

  Cues compile() {
    List<Cue> cues = new ArrayList<>();
    List<Cue.Stop> stops = new ArrayList<>();
    for (Block block : blocks) {
      if (block.kind().equals("cue")) {
        phrases(block, cues.size());
        cues.add(cue(block));
      }
    }
    for (Block block : blocks) {
      if (block.kind().equals("stop")) {
        phrases(block, cues.size() + stops.size());
        stops.add(stop(block));
      }
    }
    return new Cues(trie, cues, stops);
  }

  private void phrases(Block block, int payload) {
    List<SourceLine> phrases = block.list(BlockReader.PHRASES);
    if (phrases.isEmpty()) {
      issues.add(block.name().issue("the " + block.kind() + " has no \"phrases:\""));
    }
    for (SourceLine phrase : phrases) {
      sink.add(trie, phrase, payload);
    }
  }

  private Cue cue(Block block) {
    if (!block.isTold("says")) {
      issues.add(block.name().issue("the cue has no \"says:\""));
    }
    List<Cue.Claim> claims = new ArrayList<>();
    for (SourceLine word : words(block, "says")) {
      choice(word, SAYS).ifPresent(claims::addAll);
    }
    Set<SectionKind> sections = new HashSet<>();
    for (SourceLine word : words(block, "sections")) {
      Map<String, SectionKind> known = new LinkedHashMap<>();
      for (SectionKind kind : SectionKind.values()) {
        known.put(kind.term(), kind);
      }
      choice(word, known).ifPresent(sections::add);
    }
    Optional<SourceLine> far = Optional.ofNullable(block.settings().get("as far as"));
    boolean sentence = far.filter(line -> line.text().equals("sentence")).isPresent();
    return new Cue(
        List.copyOf(claims),
        setting(block, "reaches", REACHES, Cue.Reach.FORWARD),
        sentence ? Context.FARTHEST : far.map(this::distance).orElse(CLAUSE_WORDS),
        sentence,
        setting(block, "where", PLACES, Cue.Where.ANYWHERE),
        Set.copyOf(sections));
  }

  /** "clause", or a number of words. */
  private int distance(SourceLine line) {
    String text = line.text();
    if (text.equals("clause")) {
      return CLAUSE_WORDS;
    }
    String number = text.replaceFirst(" words?$", "");
    if (!number.isEmpty() && number.length() <= 2 && number.chars().allMatch(Character::isDigit)) {
      return Math.min(Integer.parseInt(number), Context.FARTHEST);
    }
    issues.add(line.issue("expected \"clause\", \"sentence\" or e.g. \"5 words\""));
    return CLAUSE_WORDS;
  }

  private Cue.Stop stop(Block block) {
    Set<Axis> axes = new HashSet<>();
    for (SourceLine word : words(block, "for")) {
      choice(word, SAYS).ifPresent(claims -> claims.forEach(claim -> axes.add(claim.axis())));
    }
    return new Cue.Stop(Set.copyOf(axes), setting(block, "where", STOPS, Cue.Stop.Kind.ANYWHERE));
  }

  private static List<Cue.Claim> flag(Axis axis) {
    return List.of(new Cue.Claim(axis, Certainty.PRESENT));
  }

  private <T> T setting(Block block, String key, Map<String, T> known, T otherwise) {
    SourceLine line = block.settings().get(key);
    return line == null ? otherwise : choice(line, known).orElse(otherwise);
  }

  private <T> Optional<T> choice(SourceLine word, Map<String, T> known) {
    T found = known.get(word.text().toLowerCase(Locale.ROOT));
    if (found == null) {
      Collection<String> names = known.keySet().stream().sorted().toList();
      issues.add(
          word.issue(
              "unknown value \"" + word.text() + "\"" + DidYouMean.hint(word.text(), names)));
    }
    return Optional.ofNullable(found);
  }

  /** The parts of a setting between commas. */
  private static List<SourceLine> words(Block block, String key) {
    SourceLine line = block.settings().get(key);
    List<SourceLine> words = new ArrayList<>();
    if (line != null) {
      int from = 0;
      for (String part : line.text().split(",", -1)) {
        int lead = part.length() - part.stripLeading().length();
        words.add(line.part(from + lead, from + lead + part.strip().length()));
        from += part.length() + 1;
      }
    }
    return words;
  }
}
