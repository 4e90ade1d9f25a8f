package org.overread.services;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.overread.network.service.AssociationInfo;
import org.overread.services.Peer.Permission;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who a caller is, by AE title and address. A title in the settings is only taken from the hosts
 * written beside it, also where any caller is allowed: an AE title is no secret. Asked on the
 * association's own thread, which may wait for DNS.
 */
final class Callers {
  private static final Logger LOG = LoggerFactory.getLogger(Callers.class);

  private final ServicesSettings settings;

  Callers(ServicesSettings settings) {
    this.settings = settings;
  }

  /**
   * Without {@code allow-any} only peers and reading groups; an empty list means nobody (UL-22).
   */
  boolean isKnown(String aeTitle, InetAddress address) {
    return isStranger(aeTitle)
        ? settings.allowAny()
        : !peers(aeTitle, address).isEmpty() || isReadingGroup(aeTitle, address);
  }

  boolean mayStore(AssociationInfo association) {
    return may(association, Permission.STORE)
        || (settings.allowAny() && isStranger(association.callingAeTitle()));
  }

  /** A reading group may call from its host, or from those of a peer with its AE title. */
  boolean mayQuery(AssociationInfo association) {
    String aeTitle = association.callingAeTitle();
    return queriesEverything(association)
        || (settings.readingGroupHosts().containsKey(aeTitle)
            && isKnown(aeTitle, association.address()));
  }

  boolean queriesEverything(AssociationInfo association) {
    return may(association, Permission.QUERY);
  }

  /** A title that the settings do not name. */
  boolean isStranger(String aeTitle) {
    return settings.peers().stream().noneMatch(peer -> peer.aeTitle().equals(aeTitle))
        && !settings.readingGroupHosts().containsKey(aeTitle);
  }

  private boolean isReadingGroup(String aeTitle, InetAddress address) {
    String host = settings.readingGroupHosts().get(aeTitle);
    return host != null && isAt(host, address);
  }

  private boolean may(AssociationInfo association, Permission permission) {
    return peers(association.callingAeTitle(), association.address()).stream()
        .anyMatch(peer -> peer.may().contains(permission));
  }

  private List<Peer> peers(String aeTitle, InetAddress address) {
    return settings.peers().stream()
        .filter(peer -> peer.aeTitle().equals(aeTitle))
        .filter(
            peer ->
                peer.hosts().isEmpty()
                    || peer.hosts().stream().anyMatch(host -> isAt(host, address)))
        .toList();
  }

  /**
   * Names are looked up at every association (Java keeps an answer for 30 s), so a caller may
   * change its address.
   */
  private static boolean isAt(String host, InetAddress address) {
    try {
      return List.of(InetAddress.getAllByName(host)).contains(address);
    } catch (UnknownHostException e) {
      LOG.atWarn()
          .addKeyValue("host", host)
          .addKeyValue("address", address)
          .log("a configured host has no address now: its AE title is refused from anywhere");
      return false;
    }
  }
}
