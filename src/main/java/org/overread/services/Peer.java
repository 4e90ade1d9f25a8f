package org.overread.services;

import java.util.Set;

/**
 * A caller we know.
 *
 * @param name in the settings
 * @param aeTitle its calling AE title
 * @param hosts addresses or names it may call from; empty for any
 * @param may what it may ask for
 */
public record Peer(String name, String aeTitle, Set<String> hosts, Set<Permission> may) {

  /** Services a caller may be allowed; C-ECHO needs none. */
  public enum Permission {
    STORE,
    /** C-FIND over everything. */
    QUERY
  }
}
