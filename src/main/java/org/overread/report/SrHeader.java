package org.overread.report;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.overread.dicom.Attributes;
import org.overread.dicom.DicomDate;
import org.overread.dicom.DicomDateTime;
import org.overread.dicom.DicomTime;
import org.overread.dicom.Tag;

/** What the SR Document General Module says about a document (PS3.3 C.17.2). */
final class SrHeader {
  private SrHeader() {}

  /**
   * Signed is what is verified, or what its sender calls FINAL; a document whose Completion Flag is
   * PARTIAL is not. One that has predecessors replaces them, or adds to them where it holds nothing
   * but an addendum.
   */
  static ReportStatus status(Attributes dataSet, List<ReportPart> parts) {
    String preliminary = flag(dataSet, Tag.PreliminaryFlag);
    boolean signed =
        flag(dataSet, Tag.VerificationFlag).equals("VERIFIED") || preliminary.equals("FINAL");
    if (!signed
        || preliminary.equals("PRELIMINARY")
        || flag(dataSet, Tag.CompletionFlag).equals("PARTIAL")) {
      return ReportStatus.PRELIMINARY;
    }
    if (predecessor(dataSet).isEmpty()) {
      return ReportStatus.FINAL;
    }
    boolean addendum =
        !parts.isEmpty()
            && parts.stream()
                .allMatch(part -> part.kind().equals(Optional.of(SectionKind.ADDENDUM)));
    return addendum ? ReportStatus.ADDENDUM : ReportStatus.CORRECTED;
  }

  private static String flag(Attributes dataSet, int tag) {
    return dataSet.string(tag).map(String::strip).orElse("");
  }

  /** The first of the Predecessor Documents (PS3.3 C.17.2.3). */
  static Optional<String> predecessor(Attributes dataSet) {
    return dataSet.items(Tag.PredecessorDocumentsSequence).stream()
        .flatMap(study -> study.items(Tag.ReferencedSeriesSequence).stream())
        .flatMap(series -> series.items(Tag.ReferencedSOPSequence).stream())
        .map(instance -> instance.string(Tag.ReferencedSOPInstanceUID))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** The last verification, or else Content Date and Time. */
  static Optional<LocalDateTime> statusTime(Attributes dataSet) {
    return dataSet.items(Tag.VerifyingObserverSequence).stream()
        .map(observer -> observer.string(Tag.VerificationDateTime))
        .flatMap(Optional::stream)
        .map(DicomDateTime::parse)
        .flatMap(Optional::stream)
        .map(DicomDateTime::earliest)
        .max(LocalDateTime::compareTo)
        .or(() -> contentTime(dataSet));
  }

  /** Content Date, with midnight where Content Time is absent. */
  static Optional<LocalDateTime> contentTime(Attributes dataSet) {
    Optional<LocalDate> date = dataSet.string(Tag.ContentDate).flatMap(DicomDate::parse);
    LocalTime time =
        dataSet
            .string(Tag.ContentTime)
            .flatMap(DicomTime::parse)
            .map(DicomTime::earliest)
            .orElse(LocalTime.MIDNIGHT);
    return date.map(day -> day.atTime(time));
  }

  /** Verifying observers, then authors: the code of each, or the name where there is none. */
  static List<String> readers(Attributes dataSet) {
    Stream<String> verifying =
        dataSet.items(Tag.VerifyingObserverSequence).stream()
            .map(
                item ->
                    person(
                        item,
                        Tag.VerifyingObserverIdentificationCodeSequence,
                        Tag.VerifyingObserverName));
    Stream<String> authors =
        dataSet.items(Tag.AuthorObserverSequence).stream()
            .map(item -> person(item, Tag.PersonIdentificationCodeSequence, Tag.PersonName));
    Set<String> readers = new LinkedHashSet<>();
    Stream.concat(verifying, authors).filter(Objects::nonNull).forEach(readers::add);
    readers.remove("");
    return List.copyOf(readers);
  }

  private static String person(Attributes item, int code, int name) {
    return SrCode.of(item, code).map(SrCode::value).or(() -> item.string(name)).orElse("").strip();
  }
}
