package org.overread.rules;

import java.util.Set;
import java.util.TreeSet;

/**
 * What the vocabulary can find; rules are checked against it.
 *
 * @param concepts in alphabetical order
 * @param groups in alphabetical order
 */
record ConceptNames(Set<String> concepts, Set<String> groups) {
  ConceptNames {
    concepts = new TreeSet<>(concepts);
    groups = new TreeSet<>(groups);
  }
}
