package org.overread.rules;

import static org.overread.rules.FactField.*;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;
import org.overread.dicom.Uid;

/**
 * Gathers what is the study's rather than a series'. Where instances differ, the value of most of
 * them counts.
 */
final class StudyCollector {
  private static final double DAYS_PER_YEAR = 365.2425;

  /** Modalities whose instances describe images rather than being some. */
  private static final Set<String> NOT_IMAGES =
      Set.of("KO", "PR", "SR", "SEG", "REG", "DOC", "RTSTRUCT", "AU", "PLAN");

  private static final Map<FactField, Integer> ORDER_TAGS =
      new TreeMap<>(
          Map.of(
              ORDER_REASON, Tag.ReasonForTheRequestedProcedure,
              ORDER_COMMENTS, Tag.RequestedProcedureComments,
              ORDER_DIAGNOSES, Tag.AdmittingDiagnosesDescription,
              ORDER_HISTORY, Tag.AdditionalPatientHistory,
              ORDER_PROCEDURE, Tag.RequestedProcedureDescription,
              ORDER_STUDY_REASON, Tag.ReasonForStudy,
              ORDER_STUDY_COMMENTS, Tag.StudyComments));

  private static final List<Integer> COUNTED =
      List.of(
          Tag.StudyDescription,
          Tag.ProtocolName,
          Tag.InstitutionName,
          Tag.PatientSex,
          Tag.Manufacturer,
          Tag.ManufacturerModelName,
          Tag.PatientBirthDate,
          Tag.PatientAge,
          Tag.StudyDate,
          Tag.DateOfManufacture,
          Tag.DateOfInstallation,
          Tag.BodyPartExamined);

  /** Times each value was met, by tag; the text attributes of orders too. */
  private final Map<Integer, Map<String, Integer>> counts = new TreeMap<>();

  private final Map<String, Integer> modalities = new TreeMap<>();
  private final BodyPartCollector bodyParts = new BodyPartCollector();
  private final Set<String> keyObjects = new TreeSet<>();
  private final Set<String> discontinued = new TreeSet<>();
  private Optional<LocalDate> received = Optional.empty();
  private long instances;

  void receivedOn(LocalDate day) {
    received = Optional.of(day);
  }

  void add(Attributes image) {
    instances++;
    image.string(Tag.Modality).ifPresent(modality -> modalities.merge(modality, 1, Integer::sum));
    COUNTED.forEach(tag -> count(image, tag));
    ORDER_TAGS.values().forEach(tag -> count(image, tag));
    bodyParts.add(image);
    if (image
        .string(Tag.SOPClassUID)
        .filter(Uid.KeyObjectSelectionDocumentStorage::equals)
        .isPresent()) {
      keyObjects.addAll(InstanceHeader.codeValues(image, Tag.ConceptNameCodeSequence));
    }
    int reasons = Tag.PerformedProcedureStepDiscontinuationReasonCodeSequence;
    if (!image.items(reasons).isEmpty()) {
      discontinued.add(String.join(", ", InstanceHeader.codeMeanings(image, reasons)));
    }
  }

  private void count(Attributes image, int tag) {
    String joined = String.join(", ", image.strings(tag));
    if (!joined.isBlank()) {
      counts.computeIfAbsent(tag, t -> new TreeMap<>()).merge(joined, 1, Integer::sum);
    }
  }

  /** The value met most often; of equals the first in alphabetical order. */
  private Optional<String> usual(int tag) {
    return usual(counts.getOrDefault(tag, Map.of()));
  }

  private static Optional<String> usual(Map<String, Integer> counted) {
    return counted.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey);
  }

  FactSet order() {
    List<Fact> facts = new ArrayList<>();
    List<String> sources = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    ORDER_TAGS.forEach(
        (field, tag) -> {
          if (counts.containsKey(tag)) {
            String text =
                String.join(
                    "\n", counts.get(tag).keySet()); // all that was said, not the most usual
            facts.add(Fact.of(field, text, field.label()));
            sources.add(field.label());
            texts.add(text);
          }
        });
    if (!texts.isEmpty()) {
      facts.add(Fact.of(ORDER_TEXT, String.join("\n", texts), String.join("; ", sources)));
    }
    return FactSet.of(facts);
  }

  FactSet facts(List<FactSet> series) {
    List<Fact> facts = new ArrayList<>();
    Map<String, Integer> imaging = new TreeMap<>(modalities);
    imaging.keySet().removeAll(NOT_IMAGES);
    usual(imaging)
        .ifPresent(value -> facts.add(Fact.of(STUDY_MODALITY, value, STUDY_MODALITY.label())));
    if (!modalities.isEmpty()) {
      facts.add(
          Fact.of(STUDY_MODALITIES, List.copyOf(modalities.keySet()), STUDY_MODALITIES.label()));
    }
    facts.addAll(bodyParts.facts());
    text(facts, STUDY_DESCRIPTION, Tag.StudyDescription);
    text(facts, STUDY_PROTOCOL, Tag.ProtocolName);
    text(facts, STUDY_INSTITUTION, Tag.InstitutionName);
    text(facts, STUDY_PATIENT_SEX, Tag.PatientSex);
    text(facts, STUDY_MANUFACTURER, Tag.Manufacturer);
    text(facts, STUDY_MODEL, Tag.ManufacturerModelName);
    ages(facts);
    facts.add(Fact.of(STUDY_INSTANCES, instances, STUDY_INSTANCES.label()));
    facts.add(Fact.of(STUDY_SERIES, (long) series.size(), STUDY_SERIES.label()));
    facts.add(
        new Fact(
            STUDY_DISCONTINUED,
            !discontinued.isEmpty(),
            STUDY_DISCONTINUED.label(),
            discontinued.isEmpty() ? "not in any instance" : String.join("; ", discontinued)));
    facts.add(
        new Fact(
            STUDY_KEY_OBJECTS,
            List.copyOf(keyObjects),
            "key object selections, " + STUDY_KEY_OBJECTS.label(),
            keyObjects.isEmpty() ? "none" : String.join(", ", keyObjects)));
    ofSeries(facts, series);
    return FactSet.of(facts);
  }

  private void text(List<Fact> facts, FactField field, int tag) {
    usual(tag).ifPresent(value -> facts.add(Fact.of(field, value, field.label())));
  }

  private void ofSeries(List<Fact> facts, List<FactSet> series) {
    series.stream()
        .flatMap(set -> set.get(SERIES_FIELD_STRENGTH).stream())
        .min(Comparator.comparingDouble(fact -> (Double) fact.value()))
        .ifPresent(
            lowest ->
                facts.add(
                    new Fact(
                        STUDY_FIELD_STRENGTH, lowest.value(), lowest.source(), lowest.quoted())));
    List<Fact> repeats = series.stream().flatMap(set -> set.get(SERIES_REPEAT).stream()).toList();
    List<Fact> repeated = repeats.stream().filter(fact -> (Boolean) fact.value()).toList();
    if (!repeats.isEmpty()) {
      String source =
          repeated.isEmpty()
              ? STUDY_REPEATS.label()
              : String.join("; ", repeated.stream().map(Fact::source).toList());
      String quoted =
          repeated.isEmpty()
              ? "none repeated"
              : repeated.size() + " repeated: " + repeated.get(0).quoted();
      facts.add(new Fact(STUDY_REPEATS, (long) repeated.size(), source, quoted));
    }
  }

  private void ages(List<Fact> facts) {
    Optional<LocalDate> studied = date(Tag.StudyDate);
    Optional<LocalDate> born = date(Tag.PatientBirthDate);
    if (studied.isPresent() && born.isPresent() && !born.get().isAfter(studied.get())) {
      double years = years(born.get(), studied.get());
      facts.add(
          Fact.of(
              STUDY_PATIENT_AGE,
              years,
              "Patient's Birth Date (0010,0030), Study Date (0008,0020)"));
    } else {
      usual(Tag.PatientAge)
          .flatMap(StudyCollector::ageString)
          .ifPresent(
              years -> facts.add(Fact.of(STUDY_PATIENT_AGE, years, STUDY_PATIENT_AGE.label())));
    }
    int made =
        date(Tag.DateOfManufacture).isPresent() ? Tag.DateOfManufacture : Tag.DateOfInstallation;
    String source =
        made == Tag.DateOfManufacture
            ? STUDY_DEVICE_AGE.label()
            : "Date of Installation (0018,1205)";
    if (studied.isPresent() && date(made).isPresent()) {
      facts.add(
          new Fact(
              STUDY_DEVICE_AGE,
              years(date(made).get(), studied.get()),
              source,
              date(made).get().toString()));
    }
    if (studied.isPresent() && received.isPresent()) {
      facts.add(
          Fact.of(
              STUDY_DAYS_OLD,
              ChronoUnit.DAYS.between(studied.get(), received.get()),
              STUDY_DAYS_OLD.label()));
    }
  }

  private static double years(LocalDate from, LocalDate to) {
    // Whole years are exact, so that "younger than 18" turns on the birthday; the rest is a
    // fraction of two decimals.
    long whole = ChronoUnit.YEARS.between(from, to);
    double rest = ChronoUnit.DAYS.between(from.plusYears(whole), to) / DAYS_PER_YEAR;
    return whole + Math.min(0.99, Math.floor(rest * 100) / 100);
  }

  private Optional<LocalDate> date(int tag) {
    try {
      return usual(tag).map(value -> LocalDate.parse(value, DateTimeFormatter.BASIC_ISO_DATE));
    } catch (DateTimeParseException e) {
      return Optional.empty(); // a bad DA is carried, but absent for logic (PS3.5 6.2)
    }
  }

  /** An AS value, e.g. 045Y or 018M (PS3.5 6.2), in years. */
  private static Optional<Double> ageString(String value) {
    if (!value.matches("\\d{3}[DWMY]")) {
      return Optional.empty();
    }
    int count = Integer.parseInt(value.substring(0, 3));
    return Optional.of(
        switch (value.charAt(3)) {
          case 'D' -> count / DAYS_PER_YEAR;
          case 'W' -> count * 7 / DAYS_PER_YEAR;
          case 'M' -> count / 12.0;
          default -> (double) count;
        });
  }
}
