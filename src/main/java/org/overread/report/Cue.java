package org.overread.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the words of a line or sentence say about the section it belongs to, where no heading does.
 * Only the first characters are looked at.
 */
enum Cue {
  /** Names an examination: a line with it and little else is the report's title. */
  TITLE(
      "\\b(mri?|mra|mrcp|ct|ct[au]|us|ultrasound|pet|x-?ray|xr|radiograph|mammogra\\w+|doppler|echo"
          + "|cmr|arthrogram|urogram|angiogra\\w+|neurography|interpretation|examination|scan|ap|pa|spine"
          + "|magnetic|cardiovascular|tomography|sonogra\\w+|study|report|protocol)\\b"),
  /** "This is a 63-year-old female": begins a history. */
  PATIENT(
      "\\A(this (is an?|patient is an?|\\d{1,3})|(the )?patient is an?|patient:?|pt is an?|an?"
          + "|\\d{1,3})?\\s*(\\d{1,3}\\s?-?\\s?(years?|yrs?|y/?o|months?|weeks?|days?|[mf]\\b)"
          + "|(middle[- ]aged|elderly|young|adult|newborn|pregnant)"
          + "\\s(man|woman|male|female|lady|gentleman|patient|boy|girl))"),
  /** Tells of a patient, as the paragraphs of a clinic note do. */
  NARRATIVE("\\b(she|he|patient|pt|presented|complain\\w*|denie[sd]|underwent|history)\\b"),
  /** Speaks of how images were made. */
  TECHNICAL(
      "\\b(t1|t2|pd|stir|flair|dwi|sequences?|sagittal|axial|coronal|sag|ax|cor|contrast"
          + "|gadolinium|gad|tesla|[13](\\.\\d)?\\s?t|slices?|images|imaging|acquired|obtained"
          + "|performed|protocol|administ\\w+|inject\\w*|reformat\\w*|reconstruct\\w*|ml|cc|coil"
          + "|multiplanar|postcontrast|noncontrast|scanned|an(a)?esthesia)\\b"),
  /** Speaks of an earlier examination. */
  EARLIER_STUDY(
      "\\b(prior|previous|compar\\w+|none|earlier|available|radiographs?|dated?|outside|ct|mri?"
          + "|ultrasound|\\d{1,2}/\\d{1,2}(/\\d{2,4})?|\\d{4})\\b"),
  /** Speaks of what was seen. */
  FOUND(
      "\\b(there (is|are|was|were)|lesions?|mass|normal|intact|tears?|unremarkable|fracture"
          + "|effusion|nodules?|oedema|edema)\\b"),
  /** Names a modality. */
  MODALITY("\\b(mri?|mra|ct|cta|us|ultrasound|x-?ray|pet)\\b");

  private static final int LOOK = 120; // characters

  private final Pattern pattern;

  Cue(String pattern) {
    this.pattern = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
  }

  /** True when the text from start on, but not beyond end, shows this cue. */
  boolean in(String text, int start, int end) {
    Matcher matcher = pattern.matcher(text);
    return matcher.region(start, Math.min(end, start + LOOK)).find();
  }
}
