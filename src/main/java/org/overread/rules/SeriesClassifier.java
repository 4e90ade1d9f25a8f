package org.overread.rules;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;

/**
 * What kind of MR series an image belongs to: from its timing where the timing is clear, else from
 * words of its description. Empty where neither tells: a series is never guessed into a class.
 * Limits in milliseconds.
 */
final class SeriesClassifier {
  private static final double T1_LONGEST_TR = 1000;
  private static final double T1_LONGEST_TE = 30;
  private static final double LONG_TR = 1800;
  private static final double T2_SHORTEST_TE = 60;
  private static final double PD_LONGEST_TE = 50;
  private static final double STIR_SHORTEST_TI = 100;
  private static final double STIR_LONGEST_TI = 300;
  private static final double FLAIR_SHORTEST_TI = 1700;
  private static final double FLAIR_LONGEST_TI = 2900;

  /**
   * Cosine above which a slice normal counts as along an axis of the patient: 37 degrees, as
   * oblique coronals need.
   */
  private static final double ALONG_AXIS = 0.8;

  private static final List<List<String>> FAT_SUPPRESSED =
      phrases(
          "fs",
          "fatsat",
          "fat sat",
          "fat suppressed",
          "fat sup",
          "stir",
          "tirm",
          "spair",
          "spir",
          "dixon w",
          "ideal water");
  private static final List<List<String>> CONTRAST =
      phrases(
          "gad", "gd", "post", "postcontrast", "post contrast", "km", "dce", "contrast enhanced");
  private static final List<List<String>> LOCALIZER =
      phrases("localizer", "localiser", "loc", "scout", "survey", "3 plane loc", "aahead scout");
  private static final List<List<String>> BODY_COIL =
      phrases("body", "qbody", "q body", "body coil", "bc");

  private SeriesClassifier() {}

  static List<List<String>> phrases(String... phrases) {
    return Stream.of(phrases).map(Words::of).toList();
  }

  /** One of T1, T2, T2*, PD, STIR, FLAIR, DWI. */
  static Optional<String> weighting(Attributes image, Words description) {
    if (isDiffusion(image, description)) {
      return Optional.of("DWI");
    }
    return byTiming(image).or(() -> byWords(description)).or(() -> byContrast(image));
  }

  private static boolean isDiffusion(Attributes image, Words description) {
    boolean diffusionWords =
        description.containsAny(phrases("dwi", "diffusion", "adc", "dti", "trace", "ep2d diff"));
    boolean hasB = image.number(Tag.DiffusionBValue).isPresent();
    return diffusionWords
        || hasB && image.strings(Tag.ScanningSequence).contains("EP")
        || image.string(Tag.AcquisitionContrast).filter("DIFFUSION"::equals).isPresent();
  }

  private static Optional<String> byTiming(Attributes image) {
    OptionalDouble repetition = image.number(Tag.RepetitionTime);
    OptionalDouble echo = image.number(Tag.EchoTime);
    if (repetition.isEmpty() || echo.isEmpty()) {
      return Optional.empty();
    }
    double tr = repetition.getAsDouble();
    double te = echo.getAsDouble();
    double ti = image.number(Tag.InversionTime).orElse(0);
    List<String> sequence = image.strings(Tag.ScanningSequence);
    if (ti >= STIR_SHORTEST_TI
        && ti <= STIR_LONGEST_TI
        && sequence.contains("IR")
        && tr > T1_LONGEST_TR) {
      return Optional.of("STIR");
    }
    if (ti >= FLAIR_SHORTEST_TI && ti <= FLAIR_LONGEST_TI && te > T2_SHORTEST_TE) {
      return Optional.of("FLAIR");
    }
    if (!sequence.contains("SE") || sequence.contains("GR") || sequence.contains("EP")) {
      return Optional
          .empty(); // contrast of gradient echoes depends on the flip angle too: the words decide
    }
    if (tr < T1_LONGEST_TR && te < T1_LONGEST_TE) {
      return Optional.of("T1");
    }
    if (tr > LONG_TR && te > T2_SHORTEST_TE) {
      return Optional.of("T2");
    }
    return tr > LONG_TR && te < PD_LONGEST_TE ? Optional.of("PD") : Optional.empty();
  }

  private static Optional<String> byWords(Words description) {
    String text = description.text().toLowerCase(Locale.ROOT);
    if (text.contains("t2*")
        || description.containsAny(
            phrases("gre", "swi", "swan", "hemo", "t2 star", "medic", "merge"))) {
      return Optional.of("T2*");
    }
    if (description.containsAny(phrases("stir", "tirm"))) {
      return Optional.of("STIR");
    }
    if (text.contains("flair") && !text.contains("t1")) {
      return Optional.of("FLAIR");
    }
    if (text.contains("t1")
        || description.containsAny(phrases("mprage", "bravo", "vibe", "lava", "thrive", "spgr"))) {
      return Optional.of("T1");
    }
    if (text.contains("t2") || description.containsAny(phrases("haste", "ssfse"))) {
      return Optional.of("T2");
    }
    return description.containsAny(phrases("pd", "pdw", "dp", "proton density", "intermediate"))
            || text.startsWith("pd")
        ? Optional.of("PD")
        : Optional.empty();
  }

  /** Acquisition Contrast of enhanced MR (PS3.3 C.8.13.3.3.1). */
  private static Optional<String> byContrast(Attributes image) {
    return image
        .string(Tag.AcquisitionContrast)
        .flatMap(
            contrast ->
                switch (contrast) {
                  case "T1", "T2", "STIR" -> Optional.of(contrast);
                  case "PROTON_DENSITY" -> Optional.of("PD");
                  case "FLUID_ATTENUATED" -> Optional.of("FLAIR");
                  case "T2_STAR" -> Optional.of("T2*");
                  default -> Optional.empty();
                });
  }

  /**
   * The plane of a slice (PS3.3 C.7.6.2.1.1): from the normal of its orientation, else from words.
   */
  static Optional<String> plane(Attributes image, Words description) {
    double[] c = image.numbers(Tag.ImageOrientationPatient);
    if (c.length == 6) {
      double x = Math.abs(c[1] * c[5] - c[2] * c[4]);
      double y = Math.abs(c[2] * c[3] - c[0] * c[5]);
      double z = Math.abs(c[0] * c[4] - c[1] * c[3]);
      double largest = Math.max(x, Math.max(y, z));
      if (largest > ALONG_AXIS) {
        return Optional.of(largest == x ? "sagittal" : largest == y ? "coronal" : "axial");
      }
    }
    Optional<String> word = planeByWords(description);
    return word.isEmpty() && c.length == 6 ? Optional.of("oblique") : word;
  }

  private static Optional<String> planeByWords(Words description) {
    if (description.containsAny(phrases("sag", "sagittal"))) {
      return Optional.of("sagittal");
    }
    if (description.containsAny(phrases("cor", "coronal"))) {
      return Optional.of("coronal");
    }
    return description.containsAny(phrases("ax", "axial", "tra", "transverse"))
        ? Optional.of("axial")
        : Optional.empty();
  }

  /** Known when Scan Options (0018,0022) or a description says something at all. */
  static Optional<Boolean> fatSuppressed(
      Attributes image, Words description, Optional<String> weighting) {
    List<String> options = image.strings(Tag.ScanOptions);
    if (options.contains("FS")
        || options.contains("SFS")
        || weighting.filter("STIR"::equals).isPresent()
        || description.containsAny(FAT_SUPPRESSED)) {
      return Optional.of(true);
    }
    return options.isEmpty() && description.size() == 0 ? Optional.empty() : Optional.of(false);
  }

  static Optional<Boolean> postContrast(Attributes image, Words description) {
    Optional<String> agent =
        image.string(Tag.ContrastBolusAgent).filter(a -> !a.equalsIgnoreCase("none"));
    if (agent.isPresent()
        || description.containsAny(CONTRAST)
        || description.text().toUpperCase(Locale.ROOT).contains("+C")) {
      return Optional.of(true);
    }
    return description.size() == 0 ? Optional.empty() : Optional.of(false);
  }

  static boolean isLocalizer(Attributes image, Words description) {
    return image.strings(Tag.ImageType).contains("LOCALIZER") || description.containsAny(LOCALIZER);
  }

  /** Value 1 of Image Type (PS3.3 C.7.6.1.1.2). */
  static boolean isDerived(Attributes image) {
    return image.strings(Tag.ImageType).contains("DERIVED");
  }

  static boolean isBodyCoil(String coil) {
    Words words = new Words(coil);
    return BODY_COIL.stream()
        .anyMatch(phrase -> phrase.size() == words.size() && words.contains(phrase));
  }
}
