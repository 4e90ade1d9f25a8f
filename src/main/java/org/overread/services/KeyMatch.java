package org.overread.services;

/**
 * What a key asks of a stored value (PS3.4 C.2.2.2). Universal matching has no object: nothing is
 * asked.
 */
interface KeyMatch {

  /** The exact answer for one stored value; an absent value is "". */
  boolean matches(String stored);

  Prefilter prefilter();
}
