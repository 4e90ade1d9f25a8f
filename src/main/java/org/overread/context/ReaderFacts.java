package org.overread.context;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.overread.report.Shift;
import org.overread.routing.Subspecialties;
import org.overread.rules.CaseFacts;
import org.overread.rules.FactField;

/** Facts of who read a study, from the site's table of readers and from the times of reports. */
final class ReaderFacts {
  /** Under this age, in years, a study is also one for paediatric readers. */
  private static final double ADULT = 18;

  private final ContextSettings settings;
  private final Map<String, Reader> byId;

  ReaderFacts(ContextSettings settings) {
    this.settings = settings;
    this.byId = settings.readersById();
  }

  /**
   * What the settings say of the readers of a study.
   *
   * @param ids as sent, principal first; not empty
   * @param read what is known of the study by now
   */
  void ofTable(CaseFacts.Builder facts, List<String> ids, CaseFacts read) {
    List<Reader> readers = new ArrayList<>();
    ids.forEach(id -> Optional.ofNullable(byId.get(id.strip())).ifPresent(readers::add));
    boolean allListed = readers.size() == ids.size();
    trainee(facts, readers, allListed);
    Set<String> specialties = new LinkedHashSet<>();
    readers.forEach(
        reader -> specialties.addAll(reader.subspecialties().stream().sorted().toList()));
    if (specialties.isEmpty()) {
      return;
    }
    facts.known(
        FactField.READER_SPECIALTIES,
        List.copyOf(specialties),
        FactField.READER_SPECIALTIES.label());
    Set<String> wanted = wanted(read);
    boolean fits = specialties.stream().anyMatch(wanted::contains);
    boolean allKnown =
        allListed && readers.stream().noneMatch(reader -> reader.subspecialties().isEmpty());
    if (fits || (allKnown && !wanted.isEmpty())) {
      facts.known(
          FactField.READER_IN_SPECIALTY,
          fits,
          FactField.READER_IN_SPECIALTY.label(),
          "reader: " + String.join(", ", specialties) + "; study: " + String.join(", ", wanted));
    }
  }

  /** Whoever is supervised by somebody listed who is none, is not the trainee meant. */
  private static void trainee(CaseFacts.Builder facts, List<Reader> readers, boolean allListed) {
    boolean supervised = readers.stream().anyMatch(reader -> !reader.trainee());
    if (supervised || allListed) {
      facts.known(FactField.READER_TRAINEE, !supervised, FactField.READER_TRAINEE.label());
    }
  }

  /** Subspecialties that read any of the study's body parts; empty when not known. */
  private static Set<String> wanted(CaseFacts read) {
    Set<String> wanted = new LinkedHashSet<>();
    read.study()
        .texts(FactField.STUDY_BODY_PARTS)
        .forEach(part -> wanted.addAll(Subspecialties.of(part)));
    OptionalDouble age = read.study().number(FactField.STUDY_PATIENT_AGE);
    if (!wanted.isEmpty() && age.isPresent() && age.getAsDouble() < ADULT) {
      wanted.add(Subspecialties.PAEDIATRIC);
    }
    return wanted;
  }

  /** A reader of a reading group wrote it; the report's own words can still say the same. */
  void secondOpinion(CaseFacts.Builder facts, List<String> ids) {
    Stream<String> groups = ids.stream().flatMap(id -> settings.groupOf(id).stream());
    groups
        .findFirst()
        .ifPresent(
            group ->
                facts.known(
                    FactField.REPORT_SECOND_OPINION,
                    true,
                    "readers of reading groups",
                    "its author reads for reading group " + group));
  }

  /**
   * @param at when the report was signed, local time
   */
  static void shift(CaseFacts.Builder facts, Shift shift, LocalDateTime at) {
    facts.known(
        FactField.READER_HOURS,
        CaseContext.hours(Duration.between(shift.begin(), at)),
        FactField.READER_HOURS.label());
    facts.known(FactField.READER_REPORTS, (long) shift.reports(), FactField.READER_REPORTS.label());
  }
}
