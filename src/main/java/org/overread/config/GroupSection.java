package org.overread.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.overread.routing.Coercion;
import org.overread.routing.OrderPort;
import org.overread.routing.ReadingGroup;
import org.overread.routing.RequestDocument;
import org.overread.routing.Subspecialties;

/** The keys {@code reading-group.*}. */
final class GroupSection {
  private static final String FAMILY = "reading-group";

  private final Settings settings;
  private final List<String> ours;
  private final List<ReadingGroup> groups = new ArrayList<>();

  GroupSection(Settings settings, List<String> ours) {
    this.settings = settings;
    this.ours = ours;
    settings.names(FAMILY).forEach(this::add);
  }

  List<ReadingGroup> groups() {
    return List.copyOf(groups);
  }

  private void add(String name) {
    Optional<String> aeTitle =
        required(KnownKeys.GROUP_AE_TITLE, name, "write the AE title of its receiver");
    Optional<String> host = required(KnownKeys.GROUP_HOST, name, "write the host of its receiver");
    Optional<Integer> port = required(KnownKeys.GROUP_PORT, name, "write the port of its receiver");
    Set<RequestDocument> documents =
        settings.find(KnownKeys.GROUP_DOCUMENTS, name).orElse(Set.of());
    boolean takesOrders = documents.contains(RequestDocument.HL7_ORDER);
    Optional<OrderPort> orders = takesOrders ? orders(name) : noOrders(name);
    ReadingGroup group =
        new ReadingGroup(
            name,
            aeTitle.orElse(""),
            host.orElse(""),
            port.orElse(0),
            settings.find(KnownKeys.GROUP_SUBSPECIALTIES, name).orElse(Set.of()),
            settings.find(KnownKeys.GROUP_MODALITIES, name).orElse(Set.of()),
            settings.find(KnownKeys.GROUP_HOURS, name).orElse(List.of()),
            settings.get(KnownKeys.GROUP_DAILY_CAP, name),
            settings.get(KnownKeys.GROUP_FALLBACK, name),
            settings.get(KnownKeys.GROUP_ENABLED, name),
            settings.find(KnownKeys.GROUP_CALLING, name).orElse(ours.get(0)),
            settings.get(KnownKeys.GROUP_ASSOCIATIONS, name),
            settings.find(KnownKeys.GROUP_SEND_WINDOWS, name).orElse(List.of()),
            orders.isPresent() ? documents : withoutOrders(documents),
            settings.get(KnownKeys.GROUP_BLINDED, name),
            orders,
            coercion(name));
    check(group);
    groups.add(group);
  }

  private Coercion coercion(String name) {
    return new Coercion(
        settings.find(KnownKeys.GROUP_PATIENT_PREFIX, name).orElse(""),
        settings.find(KnownKeys.GROUP_PATIENT_ISSUER, name).orElse(""),
        settings.find(KnownKeys.GROUP_ACCESSION_PREFIX, name).orElse(""),
        settings.find(KnownKeys.GROUP_ACCESSION_ISSUER, name).orElse(""));
  }

  /** All four are needed: a message to nobody in particular is taken by nobody. */
  private Optional<OrderPort> orders(String name) {
    String why = "reading group " + name + " takes hl7-order: write ";
    Optional<String> host = required(KnownKeys.GROUP_HL7_HOST, name, why + "where it goes");
    Optional<Integer> port = required(KnownKeys.GROUP_HL7_PORT, name, why + "its port");
    Optional<String> application =
        required(KnownKeys.GROUP_HL7_APPLICATION, name, why + "the receiving application");
    Optional<String> facility =
        required(KnownKeys.GROUP_HL7_FACILITY, name, why + "the receiving facility");
    if (host.isEmpty() || port.isEmpty() || application.isEmpty() || facility.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new OrderPort(host.get(), port.get(), application.get(), facility.get()));
  }

  /** A port without orders to it is half of a setting. */
  private Optional<OrderPort> noOrders(String name) {
    List.of(
            KnownKeys.GROUP_HL7_HOST,
            KnownKeys.GROUP_HL7_PORT,
            KnownKeys.GROUP_HL7_APPLICATION,
            KnownKeys.GROUP_HL7_FACILITY)
        .stream()
        .map(key -> key.of(name))
        .filter(settings::written)
        .filter(key -> settings.good(KnownKeys.GROUP_DOCUMENTS.of(name)))
        .findFirst()
        .ifPresent(
            key ->
                settings.wrong(
                    key,
                    "reading group " + name + " takes no hl7-order",
                    "add hl7-order to " + KnownKeys.GROUP_DOCUMENTS.of(name)));
    return Optional.empty();
  }

  private static Set<RequestDocument> withoutOrders(Set<RequestDocument> documents) {
    Set<RequestDocument> others = new LinkedHashSet<>(documents);
    others.remove(RequestDocument.HL7_ORDER);
    return others;
  }

  private <T> Optional<T> required(Key<T> key, String name, String right) {
    Optional<T> value = settings.find(key, name);
    String full = key.of(name);
    if (value.isEmpty() && settings.good(full)) {
      settings.missing(full, settings.firstLine(FAMILY, name), "is missing", right);
    }
    return value;
  }

  private void check(ReadingGroup group) {
    String aeKey = KnownKeys.GROUP_AE_TITLE.of(group.name());
    if (ours.contains(group.aeTitle())) {
      settings.wrong(aeKey, "is one of node.ae-titles", "a node does not forward to itself");
    }
    groups.stream()
        .filter(other -> !other.aeTitle().isEmpty() && other.aeTitle().equals(group.aeTitle()))
        .findFirst()
        .ifPresent(
            other ->
                settings.wrong(
                    aeKey,
                    "is the AE title of reading group " + other.name() + " too",
                    "give each AE title one group"));
    String callingKey = KnownKeys.GROUP_CALLING.of(group.name());
    if (!ours.contains(group.callingAeTitle())
        && settings.good(callingKey, KnownKeys.AE_TITLES.pattern())) {
      settings.wrong(
          callingKey, "is not one of node.ae-titles", "write one of " + String.join(", ", ours));
    }
    if (group.fallback()) {
      groups.stream()
          .filter(ReadingGroup::fallback)
          .findFirst()
          .ifPresent(
              other ->
                  settings.wrong(
                      KnownKeys.GROUP_FALLBACK.of(group.name()),
                      "reading group " + other.name() + " is the fallback already",
                      "have one fallback"));
    }
    String readsKey = KnownKeys.GROUP_SUBSPECIALTIES.of(group.name());
    for (String subspecialty : group.subspecialties()) {
      if (!Subspecialties.names().contains(subspecialty)) {
        settings.wrong(
            readsKey, "\"" + subspecialty + "\" is no subspecialty", meant(subspecialty));
      }
    }
    if (!group.fallback()
        && group.subspecialties().isEmpty()
        && settings.good(readsKey, KnownKeys.GROUP_FALLBACK.of(group.name()))) {
      settings.missing(
          readsKey,
          settings.firstLine(FAMILY, group.name()),
          "is missing",
          "write what the group reads, or make it the fallback");
    }
  }

  static String meant(String word) {
    return Spelling.closest(word, Subspecialties.names())
        .map(name -> "did you mean " + name + "?")
        .orElse("write of " + String.join(", ", Subspecialties.names()));
  }
}
