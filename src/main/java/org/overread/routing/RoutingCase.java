package org.overread.routing;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToIntFunction;
import org.overread.rules.CaseFacts;
import org.overread.rules.Fact;
import org.overread.rules.FactField;

/**
 * One choice of a group: candidates, best first, and the lines that explain what became of each.
 */
final class RoutingCase {
  private static final double ADULT_YEARS = 18;

  private final List<ReadingGroup> groups;
  private final CaseFacts facts;
  private final int level;
  private final LocalDateTime now;
  private final ToIntFunction<String> sentToday;
  private final List<String> lines = new ArrayList<>();

  /** Subspecialties of each body part, best first. */
  private final Map<String, List<String>> wanted = new LinkedHashMap<>();

  private boolean child;

  /** A group and when it takes the study. */
  private record Offer(ReadingGroup group, LocalDateTime from) {}

  /**
   * How well a group fits: how many body parts it reads, and how far down their lists it stands.
   */
  private record Fit(ReadingGroup group, boolean readsChildren, int parts, int rank) {}

  RoutingCase(
      List<ReadingGroup> groups,
      CaseFacts facts,
      int level,
      LocalDateTime now,
      ToIntFunction<String> sentToday) {
    this.groups = groups;
    this.facts = facts;
    this.level = level;
    this.now = now;
    this.sentToday = sentToday;
  }

  RoutingChoice choose() {
    explainBodyParts();
    explainAge();
    List<ReadingGroup> specialists = specialists();
    String subspecialty = subspecialty(specialists);
    List<Offer> offers = offers(specialists);
    List<ReadingGroup> rest = groups.stream().filter(g -> g.fallback() && fitsModality(g)).toList();
    rest = rest.stream().filter(group -> !specialists.contains(group)).toList();
    Optional<Offer> choice = offers.stream().filter(this::isNow).findFirst();
    Optional<Offer> soonest = soonest(offers);
    if (choice.isEmpty()) {
      // A specialist within half of the deadline is worth waiting for; after that anybody is better
      // than nobody.
      choice = soonest.filter(offer -> !offer.from.isAfter(now.plus(patience())));
    }
    if (choice.isEmpty()) {
      List<Offer> fallback = offers(rest);
      offers.addAll(fallback);
      choice = fallback.stream().filter(this::isNow).findFirst().or(() -> soonest(offers));
      choice
          .filter(fallback::contains)
          .ifPresent(offer -> lines.add(offer.group.name() + ": the fallback group"));
    }
    if (choice.isEmpty()) {
      lines.add("no enabled group reads this study, and there is no fallback group that could");
      return new RoutingChoice(Optional.empty(), Optional.empty(), subspecialty, lines);
    }
    Offer chosen = choice.get();
    lines.add(
        "chosen: " + chosen.group.name() + (isNow(chosen) ? "" : ", not before " + chosen.from));
    return new RoutingChoice(
        Optional.of(chosen.group),
        Optional.of(chosen.from).filter(from -> from.isAfter(now)),
        subspecialty,
        lines);
  }

  private boolean isNow(Offer offer) {
    return !offer.from.isAfter(now);
  }

  private static Optional<Offer> soonest(List<Offer> offers) {
    return offers.stream()
        .min(Comparator.comparing(Offer::from)); // of equals the first, which fits better
  }

  /**
   * Half of the time in which the second reading is due: 24 h for levels 1 and 2, 48 h for 3, 72 h
   * beyond.
   */
  private Duration patience() {
    return Duration.ofHours(level <= 2 ? 12 : level == 3 ? 24 : 36);
  }

  private void explainBodyParts() {
    Optional<Fact> parts = facts.study().get(FactField.STUDY_BODY_PARTS);
    if (parts.isEmpty()) {
      lines.add(
          "body part: not known; "
              + FactField.STUDY_BODY_PARTS.label()
              + " and descriptions name none");
      return;
    }
    for (String part : facts.study().texts(FactField.STUDY_BODY_PARTS)) {
      wanted.put(part, Subspecialties.of(part));
      String readers =
          wanted.get(part).isEmpty() ? "no subspecialty" : String.join(", else ", wanted.get(part));
      lines.add(
          part
              + " -> "
              + readers
              + " ("
              + parts.get().source()
              + ": "
              + parts.get().quoted()
              + ")");
    }
  }

  private void explainAge() {
    OptionalDouble age = facts.study().number(FactField.STUDY_PATIENT_AGE);
    child = age.isPresent() && age.getAsDouble() < ADULT_YEARS;
    if (child && groups.stream().anyMatch(group -> readsChildren(group) && fitsModality(group))) {
      lines.add("patient under 18 -> " + Subspecialties.PAEDIATRIC);
    } else {
      child = false;
    }
  }

  /**
   * Groups that read this study, best first: children's, then most body parts, then best rank, then
   * settings order.
   */
  private List<ReadingGroup> specialists() {
    return groups.stream()
        .filter(this::fitsModality)
        .map(this::fit)
        .filter(fit -> fit.parts > 0 || fit.readsChildren)
        .sorted(
            Comparator.comparing((Fit fit) -> !fit.readsChildren)
                .thenComparing(fit -> -fit.parts)
                .thenComparing(Fit::rank))
        .map(Fit::group)
        .toList();
  }

  private boolean fitsModality(ReadingGroup group) {
    return group.modalities().isEmpty()
        || facts
            .study()
            .text(FactField.STUDY_MODALITY)
            .filter(group.modalities()::contains)
            .isPresent();
  }

  private static boolean readsChildren(ReadingGroup group) {
    return group.subspecialties().contains(Subspecialties.PAEDIATRIC);
  }

  private Fit fit(ReadingGroup group) {
    int parts = 0;
    int rank = 0;
    for (List<String> subspecialties : wanted.values()) {
      Optional<String> best =
          subspecialties.stream().filter(group.subspecialties()::contains).findFirst();
      if (best.isPresent()) {
        parts++;
        rank += subspecialties.indexOf(best.get());
      }
    }
    return new Fit(group, child && readsChildren(group), parts, rank);
  }

  /** What the best group is asked for; without a group, what the first body part calls for. */
  private String subspecialty(List<ReadingGroup> specialists) {
    if (child) {
      return Subspecialties.PAEDIATRIC;
    }
    List<String> all = wanted.values().stream().flatMap(List::stream).distinct().toList();
    return specialists.stream()
        .flatMap(group -> all.stream().filter(group.subspecialties()::contains))
        .findFirst()
        .or(() -> all.stream().findFirst())
        .orElse("");
  }

  private List<Offer> offers(List<ReadingGroup> candidates) {
    List<Offer> offers = new ArrayList<>();
    for (ReadingGroup group : candidates) {
      int sent = sentToday.applyAsInt(group.name());
      boolean full = group.dailyCap() > 0 && sent >= group.dailyCap();
      LocalDateTime earliest = full ? now.toLocalDate().plusDays(1).atStartOfDay() : now;
      Optional<LocalDateTime> opens = Opening.from(earliest, group.hours());
      String count =
          group.dailyCap() > 0 ? sent + " of " + group.dailyCap() + " today" : sent + " today";
      boolean closed = Opening.from(now, group.hours()).filter(now::equals).isEmpty();
      lines.add(
          group.name()
              + ": "
              + (full ? "full, " : "")
              + count
              + (closed ? ", closed now (" + Opening.text(group.hours()) + ")" : ""));
      opens.ifPresent(from -> offers.add(new Offer(group, from)));
    }
    return offers;
  }
}
