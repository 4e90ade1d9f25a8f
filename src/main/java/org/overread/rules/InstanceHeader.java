package org.overread.rules;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.overread.dicom.Attributes;
import org.overread.dicom.Element;
import org.overread.dicom.Tag;
import org.overread.dicom.VR;

/**
 * The header of one instance as rules read it: enhanced multi-frame values are brought to the top
 * level.
 */
final class InstanceHeader {
  private static final Set<Integer> TOP_LEVEL =
      Set.of(
          Tag.SpecificCharacterSet,
          Tag.ImageType,
          Tag.SOPClassUID,
          Tag.SOPInstanceUID,
          Tag.StudyDate,
          Tag.Modality,
          Tag.Manufacturer,
          Tag.InstitutionName,
          Tag.StudyDescription,
          Tag.ProcedureCodeSequence,
          Tag.SeriesDescription,
          Tag.AdmittingDiagnosesDescription,
          Tag.ManufacturerModelName,
          Tag.AnatomicRegionSequence,
          Tag.AcquisitionContrast,
          Tag.PatientBirthDate,
          Tag.PatientSex,
          Tag.PatientAge,
          Tag.AdditionalPatientHistory,
          Tag.ContrastBolusAgent,
          Tag.BodyPartExamined,
          Tag.ScanningSequence,
          Tag.SequenceVariant,
          Tag.ScanOptions,
          Tag.MRAcquisitionType,
          Tag.SequenceName,
          Tag.SliceThickness,
          Tag.RepetitionTime,
          Tag.EchoTime,
          Tag.InversionTime,
          Tag.MagneticFieldStrength,
          Tag.SpacingBetweenSlices,
          Tag.EchoTrainLength,
          Tag.ProtocolName,
          Tag.DateOfManufacture,
          Tag.DateOfInstallation,
          Tag.ReceiveCoilName,
          Tag.DiffusionBValue,
          Tag.StudyInstanceUID,
          Tag.SeriesInstanceUID,
          Tag.SeriesNumber,
          Tag.InstanceNumber,
          Tag.ImageOrientationPatient,
          Tag.NumberOfFrames,
          Tag.QualityControlImage,
          Tag.ReasonForStudy,
          Tag.RequestedProcedureDescription,
          Tag.StudyComments,
          Tag.PerformedProcedureStepDiscontinuationReasonCodeSequence,
          Tag.ReasonForTheRequestedProcedure,
          Tag.RequestAttributesSequence,
          Tag.ConceptNameCodeSequence,
          Tag.RequestedProcedureComments,
          Tag.SharedFunctionalGroupsSequence,
          Tag.PerFrameFunctionalGroupsSequence);

  /**
   * Functional group macros of PS3.3 C.7.6.16 and C.8.13.5 that hold what classic images have at
   * the top.
   */
  private static final List<Integer> MACROS =
      List.of(
          Tag.PixelMeasuresSequence,
          Tag.PlaneOrientationSequence,
          Tag.MRTimingAndRelatedParametersSequence,
          Tag.MREchoSequence,
          Tag.MRModifierSequence,
          Tag.MRDiffusionSequence,
          Tag.MRReceiveCoilSequence,
          Tag.FrameAnatomySequence,
          Tag.MRImageFrameTypeSequence);

  static final Set<Integer> WANTED_TAGS = Set.copyOf(TOP_LEVEL);

  private InstanceHeader() {}

  /**
   * A data set whose wanted elements are all at the top level. Of an enhanced image the shared
   * groups are read, then the first frame's: a series' class does not change from frame to frame.
   */
  static Attributes flatten(Attributes header) {
    Attributes flat = new Attributes().inherit(header.characterSet());
    for (int tag : header.tags()) {
      if (TOP_LEVEL.contains(tag)
          && tag != Tag.SharedFunctionalGroupsSequence
          && tag != Tag.PerFrameFunctionalGroupsSequence) {
        header.get(tag).ifPresent(flat::put);
      }
    }
    groups(header)
        .flatMap(group -> MACROS.stream().flatMap(macro -> group.items(macro).stream().limit(1)))
        .forEach(macro -> macro.elements().forEach(element -> addMissing(flat, element)));
    if (!flat.hasValue(Tag.EchoTime)) {
      flat.get(Tag.EffectiveEchoTime).ifPresent(e -> flat.set(Tag.EchoTime, VR.FD, e.numbers()));
    }
    if (!flat.hasValue(Tag.InversionTime)) {
      flat.get(Tag.InversionTimes).ifPresent(e -> flat.set(Tag.InversionTime, VR.FD, e.numbers()));
    }
    flat.items(Tag.RequestAttributesSequence).stream()
        .limit(1)
        .forEach(request -> request.elements().forEach(element -> addMissing(flat, element)));
    return flat;
  }

  private static Stream<Attributes> groups(Attributes header) {
    return Stream.of(Tag.SharedFunctionalGroupsSequence, Tag.PerFrameFunctionalGroupsSequence)
        .map(header::items)
        .flatMap(items -> items.stream().limit(1));
  }

  private static void addMissing(Attributes flat, Element element) {
    if (!flat.hasValue(element.tag())) {
      flat.put(element);
    }
  }

  /** Code values and meanings of a code sequence (PS3.3 8.8), for the table of body parts. */
  static Collection<String> codeValues(Attributes header, int sequence) {
    return header.items(sequence).stream()
        .flatMap(
            item ->
                Stream.of(Tag.CodeValue, Tag.LongCodeValue)
                    .flatMap(tag -> item.string(tag).stream()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static Collection<String> codeMeanings(Attributes header, int sequence) {
    return header.items(sequence).stream()
        .flatMap(item -> item.string(Tag.CodeMeaning).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
