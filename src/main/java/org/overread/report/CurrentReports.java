package org.overread.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which versions of the reports of one study stand (HL-12, HL-41, HL-42, QR-86): a withdrawn report
 * and what was added to it is gone; a document that replaces another stands in its place; a signed
 * version stands before one that is not; addenda follow what they add to. What is older never
 * stands before what is newer, whichever came first.
 */
final class CurrentReports {
  private final Map<String, List<Version>> byIdentity;
  private final Function<Version, ReportDocument> reader;
  private final Map<String, Standing> standing = new LinkedHashMap<>();

  /** One document: the version that stands, and the versions that add to it. */
  private record Standing(Version base, List<Version> addenda) {
    Version newest() {
      return addenda.isEmpty() ? base : addenda.get(addenda.size() - 1);
    }
  }

  /**
   * @param versions of all documents of the study, put aside ones left out, in no order
   * @param reader gives the content of a version
   */
  CurrentReports(List<Version> versions, Function<Version, ReportDocument> reader) {
    this.reader = reader;
    this.byIdentity =
        versions.stream()
            .sorted(Version.OLDEST_FIRST)
            .collect(
                Collectors.groupingBy(Version::identity, LinkedHashMap::new, Collectors.toList()));
  }

  List<CurrentReport> list() {
    byIdentity.forEach(
        (identity, versions) -> standing(versions).ifPresent(s -> standing.put(identity, s)));
    dropAddendaOfWithdrawn();
    Map<String, String> replacedBy = replacements();
    Map<String, List<Version>> added = new HashMap<>();
    for (Standing each : standing.values()) {
      String parent = last(each.base().predecessorIdentity(), replacedBy);
      if (isAddendum(each.base()) && isOther(parent, each)) {
        List<Version> list = added.computeIfAbsent(parent, key -> new ArrayList<>());
        list.add(each.base());
        list.addAll(each.addenda());
      }
    }
    List<CurrentReport> result = new ArrayList<>();
    Set<List<ReportPart>> texts = new HashSet<>();
    standing.forEach(
        (identity, each) -> {
          boolean elsewhere =
              isAddendum(each.base())
                  && isOther(last(each.base().predecessorIdentity(), replacedBy), each);
          if (!elsewhere && !replacedBy.containsKey(identity)) {
            List<Version> addenda = new ArrayList<>(each.addenda());
            addenda.addAll(added.getOrDefault(identity, List.of()));
            compose(each.base(), addenda)
                // one report sent under each of several accession numbers is read once (HL-46)
                .filter(report -> texts.add(report.document().parts()))
                .ifPresent(result::add);
          }
        });
    return result;
  }

  private static boolean isAddendum(Version version) {
    return version.reportStatus() == ReportStatus.ADDENDUM;
  }

  /** True for a document that stands and is not the one asked about. */
  private boolean isOther(String identity, Standing each) {
    return !identity.equals(each.base().identity()) && standing.containsKey(identity);
  }

  private static Optional<Standing> standing(List<Version> oldestFirst) {
    Version newest = oldestFirst.get(oldestFirst.size() - 1);
    if (newest.reportStatus() == ReportStatus.WITHDRAWN) {
      return Optional.empty();
    }
    List<Version> addenda = oldestFirst.stream().filter(CurrentReports::isAddendum).toList();
    Optional<Version> base =
        newest(oldestFirst, v -> v.reportStatus().isSigned() && !isAddendum(v));
    if (base.isPresent()) {
      return Optional.of(new Standing(base.get(), addenda));
    }
    if (!addenda.isEmpty()) {
      // an addendum whose report has not come stands for itself
      return Optional.of(new Standing(addenda.get(0), addenda.subList(1, addenda.size())));
    }
    return newest(oldestFirst, v -> v.reportStatus() == ReportStatus.PRELIMINARY)
        .map(preliminary -> new Standing(preliminary, List.of()));
  }

  private static Optional<Version> newest(List<Version> oldestFirst, Predicate<Version> which) {
    return oldestFirst.stream().filter(which).reduce((older, newer) -> newer);
  }

  private void dropAddendaOfWithdrawn() {
    standing
        .values()
        .removeIf(
            each ->
                isAddendum(each.base())
                    && byIdentity.containsKey(each.base().predecessorIdentity())
                    && isWithdrawn(each.base().predecessorIdentity()));
  }

  private boolean isWithdrawn(String identity) {
    List<Version> versions = byIdentity.get(identity);
    return versions.get(versions.size() - 1).reportStatus() == ReportStatus.WITHDRAWN;
  }

  /** Identity of what is replaced to that of what replaces it; never a circle. */
  private Map<String, String> replacements() {
    Map<String, String> result = new HashMap<>();
    for (Standing each : standing.values()) {
      Version base = each.base();
      Standing replaced = standing.get(base.predecessorIdentity());
      if (replaced != null
          && replaced != each
          && base.reportStatus().isSigned()
          && !isAddendum(base)
          // only something newer replaces: two that name each other do not both vanish
          && Version.OLDEST_FIRST.compare(replaced.base(), base) < 0) {
        result.put(base.predecessorIdentity(), base.identity());
      }
    }
    return result;
  }

  private static String last(String identity, Map<String, String> replacedBy) {
    String result = identity;
    while (replacedBy.containsKey(result)) {
      result = replacedBy.get(result);
    }
    return result;
  }

  /** The text that stands; empty when there is none, e.g. when only a notification has come. */
  private Optional<CurrentReport> compose(Version base, List<Version> addenda) {
    Version written = withText(base);
    ReportDocument document = reader.apply(written);
    List<Long> versions = new ArrayList<>(List.of(base.pk()));
    if (written.pk() != base.pk()) {
      versions.add(written.pk());
    }
    Composition text = new Composition(document.parts());
    boolean added = false;
    Version last = base;
    for (Version addendum : addenda.stream().sorted(Version.OLDEST_FIRST).toList()) {
      if (text.add(
          reader.apply(addendum).parts(), Version.OLDEST_FIRST.compare(addendum, base) > 0)) {
        versions.add(addendum.pk());
        last = addendum;
        added = true;
      }
    }
    if (text.parts().isEmpty()) {
      return Optional.empty();
    }
    ReportStatus status = added ? ReportStatus.ADDENDUM : base.reportStatus();
    ReportDocument head = reader.apply(base);
    return Optional.of(
        new CurrentReport(
            new ReportDocument(
                head.source(),
                head.documentId(),
                head.predecessor(),
                status,
                head.keys(),
                last.time().or(base::time),
                head.readers().isEmpty() ? document.readers() : head.readers(),
                text.parts(),
                document.complete() && head.complete()),
            versions));
  }

  /**
   * A version that became final without its text being sent again (HL-41, U) has the text of the
   * one before.
   */
  private Version withText(Version base) {
    if (!reader.apply(base).parts().isEmpty()) {
      return base;
    }
    return byIdentity.get(base.identity()).stream()
        .filter(version -> Version.OLDEST_FIRST.compare(version, base) < 0)
        .filter(version -> !reader.apply(version).parts().isEmpty())
        .max(Version.OLDEST_FIRST)
        .orElse(base);
  }
}
