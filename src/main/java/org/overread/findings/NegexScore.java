package org.overread.findings;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How well assertions agree with a labelled table in the columns of the NegEx/ConText test kit:
 * report, target, sentence, negation (Affirmed, Negated), temporality (recent, historical,
 * hypothetical), experiencer (patient, other), parted by tabs, below a line of headings.
 *
 * @param axes counts of the negated, historical, hypothetical and other person's rows
 * @param disagreements lines of the table, counted from 1, with the axis on which they differ
 * @param unfound lines whose target does not stand in their sentence; counted nowhere else
 */
public record NegexScore(
    Map<Axis, Counts> axes, List<Disagreement> disagreements, List<Integer> unfound) {
  private static final int COLUMNS = 6;

  /** Rows on which the reader and the label agree that an axis holds, or differ. */
  public record Counts(int truePositives, int falsePositives, int falseNegatives) {
    /** Share of the rows read so that are labelled so; NaN when none is read so. */
    public double precision() {
      return (double) truePositives / (truePositives + falsePositives);
    }

    /** Share of the rows labelled so that are read so; NaN when none is labelled so. */
    public double recall() {
      return (double) truePositives / (truePositives + falseNegatives);
    }

    /** Harmonic mean of precision and recall; NaN when there are no rows. */
    public double f1() {
      return 2.0 * truePositives / (2.0 * truePositives + falsePositives + falseNegatives);
    }

    private Counts plus(boolean read, boolean labelled) {
      return new Counts(
          truePositives + (read && labelled ? 1 : 0),
          falsePositives + (read && !labelled ? 1 : 0),
          falseNegatives + (!read && labelled ? 1 : 0));
    }
  }

  /** A line on which reader and label differ; {@code read} is what the reader says. */
  public record Disagreement(int line, Axis axis, boolean read) {}

  public NegexScore {
    axes = Map.copyOf(axes);
    disagreements = List.copyOf(disagreements);
    unfound = List.copyOf(unfound);
  }

  /**
   * Reads the table and asserts each target in its sentence.
   *
   * @throws IOException when the table cannot be read or a line has other than six columns
   */
  public static NegexScore of(TextReader reader, Reader table) throws IOException {
    Map<Axis, Counts> axes = new EnumMap<>(Axis.class);
    List<Disagreement> disagreements = new ArrayList<>();
    List<Integer> unfound = new ArrayList<>();
    BufferedReader lines = new BufferedReader(table);
    lines.readLine(); // headings
    int number = 1;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      String[] columns = line.split("\t", -1);
      if (columns.length != COLUMNS) {
        throw new IOException("line " + number + " has " + columns.length + " columns, not 6");
      }
      int start = find(columns[2], columns[1].strip());
      if (start < 0) {
        unfound.add(number);
        continue;
      }
      Assertion read = reader.assertOf(columns[2], start, start + columns[1].strip().length());
      for (Map.Entry<Axis, boolean[]> pair : compare(read, columns).entrySet()) {
        boolean[] both = pair.getValue();
        Counts counts = axes.getOrDefault(pair.getKey(), new Counts(0, 0, 0));
        axes.put(pair.getKey(), counts.plus(both[0], both[1]));
        if (both[0] != both[1]) {
          disagreements.add(new Disagreement(number, pair.getKey(), both[0]));
        }
      }
    }
    return new NegexScore(axes, disagreements, unfound);
  }

  /** For each axis, whether it is read and whether it is labelled. */
  private static Map<Axis, boolean[]> compare(Assertion read, String[] columns) {
    Map<Axis, boolean[]> pairs = new EnumMap<>(Axis.class);
    pairs.put(
        Axis.CERTAINTY,
        new boolean[] {
          read.certainty() == Certainty.NEGATED, columns[3].equalsIgnoreCase("negated")
        });
    pairs.put(
        Axis.HISTORICAL,
        new boolean[] {read.historical(), columns[4].equalsIgnoreCase("historical")});
    pairs.put(
        Axis.HYPOTHETICAL,
        new boolean[] {read.hypothetical(), columns[4].equalsIgnoreCase("hypothetical")});
    pairs.put(
        Axis.EXPERIENCER,
        new boolean[] {read.otherPerson(), !columns[5].equalsIgnoreCase("patient")});
    return pairs;
  }

  /**
   * The kit writes the target in capitals where it is meant: that place before any other, and a
   * heading of the same word last.
   */
  private static int find(String sentence, String target) {
    String capitals = target.toUpperCase(Locale.ROOT);
    int first = sentence.indexOf(capitals);
    for (int at = first; at >= 0; at = sentence.indexOf(capitals, at + 1)) {
      if (!sentence.startsWith(":", at + target.length())) {
        return at;
      }
    }
    if (first >= 0) {
      return first;
    }
    for (int i = 0; i + target.length() <= sentence.length(); i++) {
      if (sentence.regionMatches(true, i, target, 0, target.length())) {
        return i;
      }
    }
    return -1;
  }
}
