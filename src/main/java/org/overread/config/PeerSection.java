package org.overread.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.overread.network.service.RemoteAe;
import org.overread.routing.ReadingGroup;
import org.overread.services.Peer;
import org.overread.services.ServicesSettings;
import org.overread.study.CompletionPolicy;

/** The keys {@code peer.*}, and what follows from them. */
final class PeerSection {
  private static final String FAMILY = "peer";

  private final Settings settings;
  private final List<String> ours;
  private final List<Peer> peers = new ArrayList<>();
  private final Map<String, RemoteAe> callable = new TreeMap<>();
  private final Map<String, Duration> quietPeriods = new HashMap<>();
  private final Set<String> oneAssociation = new LinkedHashSet<>();

  PeerSection(Settings settings, List<String> ours) {
    this.settings = settings;
    this.ours = ours;
    settings.names(FAMILY).forEach(this::add);
  }

  private void add(String name) {
    Set<String> hosts = settings.find(KnownKeys.PEER_HOST, name).orElse(Set.of());
    Set<Peer.Permission> may = settings.get(KnownKeys.PEER_MAY, name);
    Optional<Duration> quiet = settings.find(KnownKeys.PEER_QUIET, name);
    boolean one = settings.get(KnownKeys.PEER_ONE_ASSOCIATION, name);
    Optional<Integer> port = settings.find(KnownKeys.PEER_PORT, name);
    if (port.isPresent() && hosts.isEmpty() && settings.good(KnownKeys.PEER_HOST.of(name))) {
      settings.wrong(
          KnownKeys.PEER_PORT.of(name),
          "has no host",
          "write " + KnownKeys.PEER_HOST.of(name) + " too");
    }
    Optional<String> written = aeTitle(name);
    if (written.isEmpty()) {
      return;
    }
    String aeTitle = written.get();
    peers.add(new Peer(name, aeTitle, hosts, may));
    quiet.ifPresent(duration -> quietPeriods.put(aeTitle, duration));
    if (one) {
      oneAssociation.add(aeTitle);
    }
    if (port.isPresent() && !hosts.isEmpty()) {
      callable.put(name, new RemoteAe(aeTitle, hosts.iterator().next(), port.get()));
    }
  }

  private Optional<String> aeTitle(String name) {
    String key = KnownKeys.PEER_AE_TITLE.of(name);
    Optional<String> title = settings.find(KnownKeys.PEER_AE_TITLE, name);
    if (title.isEmpty()) {
      if (settings.good(key)) {
        settings.missing(
            key,
            settings.firstLine(FAMILY, name),
            "is missing",
            "write the peer's calling AE title");
      }
      return title;
    }
    if (ours.contains(title.get())) {
      settings.wrong(key, "is one of node.ae-titles", "a peer has an AE title of its own");
    }
    peers.stream()
        .filter(peer -> peer.aeTitle().equals(title.get()))
        .findFirst()
        .ifPresent(
            other ->
                settings.wrong(
                    key,
                    "is the AE title of peer " + other.name() + " too",
                    "give each AE title one peer"));
    return title;
  }

  ServicesSettings services(List<ReadingGroup> groups) {
    return new ServicesSettings(
        new LinkedHashSet<>(ours),
        List.copyOf(peers),
        settings.get(KnownKeys.ALLOW_ANY),
        groups.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    ReadingGroup::aeTitle, ReadingGroup::host, (one, two) -> one)),
        settings.get(KnownKeys.UNKNOWN_SOP_CLASSES),
        settings.get(KnownKeys.MAX_MATCHES));
  }

  CompletionPolicy completion() {
    Duration quiet = settings.get(KnownKeys.QUIET);
    Duration afterRelease = settings.get(KnownKeys.AFTER_RELEASE);
    Duration upperBound = settings.get(KnownKeys.UPPER_BOUND);
    String afterReleaseKey = KnownKeys.AFTER_RELEASE.pattern();
    if (afterRelease.compareTo(quiet) > 0
        && settings.good(afterReleaseKey, KnownKeys.QUIET.pattern())) {
      if (settings.written(afterReleaseKey)) {
        settings.wrong(
            afterReleaseKey, "is above study.quiet-period", "a release only shortens the wait");
      }
      afterRelease = quiet; // as the help says of the default
    }
    notAboveUpperBound(KnownKeys.QUIET.pattern(), quiet, upperBound);
    for (Peer peer : peers) {
      Optional.ofNullable(quietPeriods.get(peer.aeTitle()))
          .ifPresent(
              own -> notAboveUpperBound(KnownKeys.PEER_QUIET.of(peer.name()), own, upperBound));
    }
    return new CompletionPolicy(
        quiet, Map.copyOf(quietPeriods), afterRelease, Set.copyOf(oneAssociation), upperBound);
  }

  private void notAboveUpperBound(String key, Duration quiet, Duration upperBound) {
    if (quiet.compareTo(upperBound) > 0 && settings.good(key, KnownKeys.UPPER_BOUND.pattern())) {
      String at = settings.written(key) ? key : KnownKeys.UPPER_BOUND.pattern();
      settings.wrong(
          at,
          "the quiet period is longer than study.upper-bound",
          "make the upper bound the longer one");
    }
  }

  Map<String, RemoteAe> callable() {
    return Map.copyOf(callable);
  }
}
