package org.overread.context;

import java.util.Set;

/**
 * A reader of this site, as its settings say.
 *
 * @param name in the settings
 * @param ids identifiers that messages name the reader by
 * @param subspecialties by the names of the subspecialty table; empty when the site did not say
 * @param trainee still in training
 */
public record Reader(String name, Set<String> ids, Set<String> subspecialties, boolean trainee) {
  public Reader {
    ids = Set.copyOf(ids);
    subspecialties = Set.copyOf(subspecialties);
  }
}
