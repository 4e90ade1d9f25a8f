package org.overread.rules;

import static org.overread.rules.FactField.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Compares a study with the protocol for its examination: the facts of the variable {@code
 * protocol}.
 */
final class ProtocolCheck {
  private ProtocolCheck() {}

  static FactSet facts(List<Protocol> protocols, CaseFacts facts) {
    Optional<String> modality = facts.study().text(STUDY_MODALITY);
    Optional<Fact> parts = facts.study().get(STUDY_BODY_PARTS);
    if (modality.isEmpty()) {
      return FactSet.NONE;
    }
    List<Protocol> ofModality =
        protocols.stream().filter(p -> p.modality().equals(modality.get())).toList();
    if (ofModality.isEmpty()) {
      return known(false, "no protocol for modality " + modality.get());
    }
    if (parts.isEmpty()) {
      return FactSet.NONE;
    }
    List<String> names = facts.study().texts(STUDY_BODY_PARTS);
    List<Protocol> fitting =
        ofModality.stream().filter(p -> names.stream().anyMatch(p.bodyParts()::contains)).toList();
    // Of two examinations in one study it is not known which series belongs to which.
    return fitting.size() == 1
        ? compare(fitting.get(0), facts.series())
        : known(false, fitting.size() + " protocols for " + parts.get().quoted());
  }

  private static FactSet known(boolean known, String why) {
    return FactSet.of(List.of(new Fact(PROTOCOL_KNOWN, known, "protocol", why)));
  }

  private static FactSet compare(Protocol protocol, List<FactSet> all) {
    List<FactSet> images =
        all.stream()
            .filter(
                set -> set.text(SERIES_MODALITY).filter(protocol.modality()::equals).isPresent())
            .filter(set -> !set.isSet(SERIES_LOCALIZER))
            .toList();
    List<FactSet> acquired = images.stream().filter(set -> !set.isSet(SERIES_DERIVED)).toList();
    long classified =
        acquired.stream()
            .filter(
                set -> set.get(SERIES_WEIGHTING).isPresent() && set.get(SERIES_PLANE).isPresent())
            .count();
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact(PROTOCOL_KNOWN, true, "protocol", protocol.name()));
    facts.add(Fact.of(PROTOCOL_NAME, protocol.name(), "protocol"));
    if (!acquired.isEmpty() && classified * 2 >= acquired.size()) {
      String source =
          "protocol "
              + protocol.name()
              + ", "
              + classified
              + " of "
              + acquired.size()
              + " series classified";
      facts.add(missing(PROTOCOL_MISSING, protocol.required(), images, source));
      facts.add(missing(PROTOCOL_ADVISED, protocol.recommended(), images, source));
    }
    overLimit(protocol, acquired).ifPresent(facts::add);
    return FactSet.of(facts);
  }

  private static Fact missing(
      FactField field, List<Protocol.Requirement> wanted, List<FactSet> images, String source) {
    List<String> missing =
        wanted.stream().filter(w -> !w.isMetBy(images)).map(Protocol.Requirement::name).toList();
    return new Fact(
        field,
        missing,
        source,
        missing.isEmpty() ? "none missing" : "missing: " + String.join("; ", missing));
  }

  /** Empty when no acquired series says its thickness, and the protocol limits it. */
  private static Optional<Fact> overLimit(Protocol protocol, List<FactSet> acquired) {
    List<String> over = new ArrayList<>();
    over.addAll(over(acquired, SERIES_SLICE_THICKNESS, protocol.thickestSlice()));
    over.addAll(over(acquired, SERIES_GAP, protocol.largestGap()));
    boolean limited = protocol.thickestSlice().isPresent();
    if (limited
        && acquired.stream().noneMatch(set -> set.get(SERIES_SLICE_THICKNESS).isPresent())) {
      return Optional.empty();
    }
    List<String> distinct = List.copyOf(Set.copyOf(over)).stream().sorted().toList();
    return Optional.of(
        new Fact(
            PROTOCOL_OVER_LIMIT,
            distinct,
            "protocol " + protocol.name(),
            distinct.isEmpty() ? "within limits" : String.join("; ", distinct)));
  }

  private static List<String> over(List<FactSet> acquired, FactField field, OptionalDouble limit) {
    return acquired.stream()
        .flatMap(set -> set.get(field).stream())
        .filter(fact -> limit.isPresent() && (Double) fact.value() > limit.getAsDouble())
        .map(
            fact ->
                fact.source() + " " + fact.value() + " mm, limit " + limit.getAsDouble() + " mm")
        .toList();
  }
}
