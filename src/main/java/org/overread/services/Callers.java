package org.overread.services;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.overread.network.service.AssociationInfo;
import org.overread.services.Peer.Permission;

/**
 * Who a caller is, by AE title and address. A title in the list is only taken from the hosts written beside it, also where
 * any caller is allowed: an AE title is no secret.
 */
final class Callers {
  private final ServicesSettings settings;

  Callers(ServicesSettings settings) {
    this.settings = settings;
  }

  /** Without {@code allow-any} only peers and reading groups; an empty list means nobody (UL-22). */
  boolean isKnown(String aeTitle, InetAddress address) {
    if (settings.peers().stream().anyMatch(peer -> peer.aeTitle().equals(aeTitle))) {
      return !peers(aeTitle, address).isEmpty();
    }
    return settings.allowAny() || settings.readingGroupAeTitles().contains(aeTitle);
  }

  boolean mayStore(AssociationInfo association) {
    return may(association, Permission.STORE) || (settings.allowAny() && isStranger(association.callingAeTitle()));
  }

  boolean mayQuery(AssociationInfo association) {
    return queriesEverything(association)
        || (settings.readingGroupAeTitles().contains(association.callingAeTitle())
            && isKnown(association.callingAeTitle(), association.address()));
  }

  boolean queriesEverything(AssociationInfo association) {
    return may(association, Permission.QUERY);
  }

  private boolean isStranger(String aeTitle) {
    return settings.peers().stream().noneMatch(peer -> peer.aeTitle().equals(aeTitle))
        && !settings.readingGroupAeTitles().contains(aeTitle);
  }

  private boolean may(AssociationInfo association, Permission permission) {
    return peers(association.callingAeTitle(), association.address()).stream()
        .anyMatch(peer -> peer.may().contains(permission));
  }

  private List<Peer> peers(String aeTitle, InetAddress address) {
    return settings.peers().stream()
        .filter(peer -> peer.aeTitle().equals(aeTitle))
        .filter(peer -> peer.hosts().isEmpty() || peer.hosts().stream().anyMatch(host -> isAt(host, address)))
        .toList();
  }

  /** Names are looked up at every association, so a peer may change its address. */
  private static boolean isAt(String host, InetAddress address) {
    try {
      return List.of(InetAddress.getAllByName(host)).contains(address);
    } catch (UnknownHostException e) {
      return false; // a name that cannot be resolved admits nobody
    }
  }
}
