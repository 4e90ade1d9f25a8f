package org.overread.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;

/**
 * Tells which series of a study were acquired again. Series are asked in order of their number; the
 * first of two alike is the original. Used for one study.
 */
final class Repeats {
  private static final List<List<String>> WORDS =
      SeriesClassifier.phrases("rpt", "repeat", "repeated", "rep", "motion", "movement");

  private final Set<String> seen = new HashSet<>();

  boolean isRepeat(Attributes image, Words description, String shape) {
    if (description.containsAny(WORDS)) {
      return true;
    }
    // Alike: same words, class, timing and agent. Images computed from others share all of these
    // with their originals.
    String key =
        String.join(
            "|",
            description.text(),
            shape,
            number(image, Tag.EchoTime),
            number(image, Tag.RepetitionTime),
            number(image, Tag.InversionTime),
            number(image, Tag.DiffusionBValue));
    boolean comparable =
        description.size() > 0
            && !SeriesClassifier.isDerived(image)
            && !SeriesClassifier.isLocalizer(image, description);
    return comparable && !seen.add(key);
  }

  private static String number(Attributes image, int tag) {
    return String.valueOf(image.number(tag));
  }
}
