/**
 * Chooses the reading group of a flagged study: {@link org.overread.routing.RoutingTable} over
 * {@link org.overread.routing.ReadingGroup}s, with {@link org.overread.routing.Subspecialties} for
 * who reads which body part. Must not contain: sending, tables, the clock. That a study never goes
 * back to where it came from is checked where it is sent.
 *
 * <p><b>Why does a closed specialist win over an open fallback group?</b> The gain of a second
 * reading is the specialist's (26 to 32 % important differences for subspecialists, below 1 % for
 * random pairs). So we wait up to half of the deadline of the level, 12, 24 or 36 hours, then take
 * the fallback group. Nothing was measured here. Look again when sites report missed deadlines.
 */
package org.overread.routing;
