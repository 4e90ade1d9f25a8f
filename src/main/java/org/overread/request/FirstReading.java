package org.overread.request;

import java.util.List;
import java.util.stream.Collectors;
import org.overread.dicom.Uid;

/**
 * SOP classes in which the first reading's result travels among the images: text, key images,
 * measurements, and presentation states, whose annotations point at findings. Dose reports and
 * procedure logs tell nothing of the reading.
 */
final class FirstReading {
  static final List<String> SOP_CLASSES =
      List.of(
          Uid.BasicTextSRStorage,
          Uid.EnhancedSRStorage,
          Uid.ComprehensiveSRStorage,
          Uid.Comprehensive3DSRStorage,
          Uid.ExtensibleSRStorage,
          Uid.MammographyCADSRStorage,
          Uid.ChestCADSRStorage,
          Uid.ColonCADSRStorage,
          Uid.SimplifiedAdultEchoSRStorage,
          Uid.KeyObjectSelectionDocumentStorage,
          Uid.EncapsulatedPDFStorage,
          Uid.EncapsulatedCDAStorage,
          Uid.GrayscaleSoftcopyPresentationStateStorage,
          Uid.ColorSoftcopyPresentationStateStorage,
          Uid.PseudoColorSoftcopyPresentationStateStorage,
          Uid.BlendingSoftcopyPresentationStateStorage);

  /** Constants of this class, never values that came from outside. */
  static final String SQL_LIST =
      SOP_CLASSES.stream().map(uid -> "'" + uid + "'").collect(Collectors.joining(", ", "(", ")"));

  private FirstReading() {}
}
