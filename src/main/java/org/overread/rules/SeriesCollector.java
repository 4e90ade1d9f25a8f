package org.overread.rules;

import static org.overread.rules.FactField.*;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;

/**
 * Gathers the values of one series while its headers come by: keeps one header, the first by
 * number, and extremes.
 */
final class SeriesCollector {
  /**
   * Above this a field strength must be in gauss: PS3.3 C.8.3.1 says tesla, old scanners do not.
   */
  private static final double HIGHEST_TESLA = 100;

  private static final double GAUSS_PER_TESLA = 10_000;
  private static final Comparator<Attributes> BY_NUMBER =
      Comparator.<Attributes>comparingInt(
              image -> image.integer(Tag.InstanceNumber).orElse(Integer.MAX_VALUE))
          .thenComparing(image -> image.string(Tag.SOPInstanceUID).orElse(""));

  private final String uid;
  private Attributes first;
  private long images;
  private OptionalDouble thickness = OptionalDouble.empty();
  private OptionalDouble spacing = OptionalDouble.empty();
  private OptionalDouble bValue = OptionalDouble.empty();

  SeriesCollector(String uid) {
    this.uid = uid;
  }

  void add(Attributes image) {
    if (first == null || BY_NUMBER.compare(image, first) < 0) {
      first = image;
    }
    images += Math.max(1, image.integer(Tag.NumberOfFrames).orElse(1));
    thickness = larger(thickness, image.number(Tag.SliceThickness));
    spacing = larger(spacing, image.number(Tag.SpacingBetweenSlices));
    bValue = larger(bValue, image.number(Tag.DiffusionBValue));
  }

  private static OptionalDouble larger(OptionalDouble a, OptionalDouble b) {
    return a.isEmpty() || b.isPresent() && b.getAsDouble() > a.getAsDouble() ? b : a;
  }

  String uid() {
    return uid;
  }

  int number() {
    return first.integer(Tag.SeriesNumber).orElse(Integer.MAX_VALUE);
  }

  FactSet facts(Repeats repeats) {
    List<Fact> facts = new ArrayList<>();
    Words description =
        new Words(
            first
                .string(Tag.SeriesDescription)
                .or(() -> first.string(Tag.ProtocolName))
                .orElse(""));
    first.integer(Tag.SeriesNumber).ifPresent(n -> facts.add(fact(SERIES_NUMBER, (long) n)));
    text(facts, SERIES_MODALITY, Tag.Modality);
    text(facts, SERIES_DESCRIPTION, Tag.SeriesDescription);
    text(facts, SERIES_PROTOCOL, Tag.ProtocolName);
    facts.add(fact(SERIES_IMAGES, images));
    measures(facts);
    coil(facts);
    facts.add(fact(SERIES_LOCALIZER, SeriesClassifier.isLocalizer(first, description)));
    facts.add(fact(SERIES_DERIVED, SeriesClassifier.isDerived(first)));
    String shape = "";
    if (first.string(Tag.Modality).filter("MR"::equals).isPresent()) {
      shape = classes(facts, description);
    }
    boolean repeat = repeats.isRepeat(first, description, shape);
    if (description.size() > 0) {
      facts.add(new Fact(SERIES_REPEAT, repeat, source(SERIES_REPEAT), description.text()));
    }
    return FactSet.of(facts);
  }

  /** Adds the class of an MR series; gives all of it as one text, to tell repeats by. */
  private String classes(List<Fact> facts, Words description) {
    Optional<String> weighting = SeriesClassifier.weighting(first, description);
    Optional<String> plane = SeriesClassifier.plane(first, description);
    Optional<Boolean> fat = SeriesClassifier.fatSuppressed(first, description, weighting);
    Optional<Boolean> contrast = SeriesClassifier.postContrast(first, description);
    weighting.ifPresent(w -> facts.add(fact(SERIES_WEIGHTING, w)));
    plane.ifPresent(p -> facts.add(fact(SERIES_PLANE, p)));
    fat.ifPresent(f -> facts.add(fact(SERIES_FAT_SUPPRESSED, f)));
    contrast.ifPresent(c -> facts.add(fact(SERIES_POST_CONTRAST, c)));
    text(facts, SERIES_ACQUISITION, Tag.MRAcquisitionType);
    return String.join(
        "|", weighting.orElse(""), plane.orElse(""), fat.toString(), contrast.toString());
  }

  private void measures(List<Fact> facts) {
    thickness.ifPresent(mm -> facts.add(fact(SERIES_SLICE_THICKNESS, mm)));
    spacing.ifPresent(mm -> facts.add(fact(SERIES_SPACING, mm)));
    bValue.ifPresent(b -> facts.add(fact(SERIES_B_VALUE, b)));
    if (thickness.isPresent() && spacing.isPresent()) {
      double gap =
          Math.max(
              0, Math.round((spacing.getAsDouble() - thickness.getAsDouble()) * 1000) / 1000.0);
      facts.add(
          new Fact(
              SERIES_GAP,
              gap,
              source(SERIES_GAP),
              spacing.getAsDouble() + " less " + thickness.getAsDouble()));
    }
    first.number(Tag.MagneticFieldStrength).ifPresent(value -> facts.add(fieldStrength(value)));
  }

  private Fact fieldStrength(double value) {
    boolean gauss = value > HIGHEST_TESLA;
    double tesla = gauss ? value / GAUSS_PER_TESLA : value;
    String quoted = gauss ? tesla + " (" + value + " taken as gauss)" : String.valueOf(tesla);
    return new Fact(SERIES_FIELD_STRENGTH, tesla, source(SERIES_FIELD_STRENGTH), quoted);
  }

  private void coil(List<Fact> facts) {
    first
        .string(Tag.ReceiveCoilName)
        .ifPresent(
            coil -> {
              facts.add(fact(SERIES_COIL, coil));
              facts.add(
                  new Fact(
                      SERIES_BODY_COIL,
                      SeriesClassifier.isBodyCoil(coil),
                      source(SERIES_BODY_COIL),
                      coil));
            });
  }

  private void text(List<Fact> facts, FactField field, int tag) {
    first.string(tag).ifPresent(value -> facts.add(fact(field, value)));
  }

  private Fact fact(FactField field, Object value) {
    return Fact.of(field, value, source(field));
  }

  private String source(FactField field) {
    String name =
        first.integer(Tag.SeriesNumber).isPresent()
            ? "series " + number()
            : "series without number";
    return name + ", " + field.label();
  }
}
