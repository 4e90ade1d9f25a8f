package org.overread.rules;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;

/**
 * Everything rules may know of a study, from the headers of its instances. Same headers, in
 * whatever order they came, give the same facts. Immutable.
 *
 * @param study values of the study
 * @param series one set for each series, by series number
 * @param order the referring physician's words
 * @param source the peer the study came from
 */
public record CaseFacts(FactSet study, List<FactSet> series, FactSet order, FactSet source) {
  /** Attributes that rules look at: what a header must keep for {@link Builder#add}. */
  public static final Set<Integer> WANTED_TAGS = InstanceHeader.WANTED_TAGS;

  public CaseFacts {
    series = List.copyOf(series);
  }

  public static CaseFacts of(List<Attributes> headers) {
    Builder builder = new Builder();
    headers.forEach(builder::add);
    return builder.build();
  }

  /** SHA-256 of all facts in a fixed order, hexadecimal: the "inputs" of FWD-01. */
  public String sha256() {
    StringBuilder canonical = new StringBuilder();
    append(canonical, "study", study);
    for (int i = 0; i < series.size(); i++) {
      append(canonical, "series " + i, series.get(i));
    }
    append(canonical, "order", order);
    append(canonical, "source", source);
    return sha256(canonical.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void append(StringBuilder canonical, String subject, FactSet facts) {
    for (Fact fact : facts.all()) {
      for (String part :
          List.of(subject, fact.field().term(), String.valueOf(fact.value()), fact.source())) {
        canonical
            .append(part.length())
            .append(':')
            .append(part); // lengths: no value can imitate a separator
      }
    }
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Takes headers one at a time and keeps a few values per series, so that a study of 10,000 images
   * is never held. Used by one thread.
   */
  public static final class Builder {
    private final Map<String, SeriesCollector> series = new TreeMap<>();
    private final StudyCollector study = new StudyCollector();
    private final List<Fact> source = new ArrayList<>();

    /** Adds an instance; elements outside {@link #WANTED_TAGS} are ignored. */
    public Builder add(Attributes header) {
      Attributes flat = InstanceHeader.flatten(header);
      study.add(flat);
      series
          .computeIfAbsent(
              flat.string(Tag.SeriesInstanceUID).orElse(""), uid -> new SeriesCollector(uid))
          .add(flat);
      return this;
    }

    /** The AE titles the study came from and was sent to. */
    public Builder source(String callingAeTitle, String calledAeTitle) {
      source.add(
          Fact.of(FactField.SOURCE_AE_TITLE, callingAeTitle, FactField.SOURCE_AE_TITLE.label()));
      source.add(Fact.of(FactField.SOURCE_CALLED, calledAeTitle, FactField.SOURCE_CALLED.label()));
      return this;
    }

    /**
     * The day the study was first received, in local time: what {@code study.daysOld} counts to.
     */
    public Builder receivedOn(LocalDate day) {
      study.receivedOn(day);
      return this;
    }

    public CaseFacts build() {
      List<SeriesCollector> sorted = new ArrayList<>(series.values());
      sorted.sort(
          Comparator.comparingInt(SeriesCollector::number).thenComparing(SeriesCollector::uid));
      Repeats repeats = new Repeats();
      List<FactSet> sets = new ArrayList<>();
      for (SeriesCollector collector : sorted) {
        sets.add(collector.facts(repeats));
      }
      return new CaseFacts(study.facts(sets), sets, study.order(), FactSet.of(source));
    }
  }
}
