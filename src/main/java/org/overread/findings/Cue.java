package org.overread.findings;

import java.util.List;
import java.util.Set;
import org.overread.report.SectionKind;

/**
 * Words that say how the mentions around them are meant.
 *
 * @param claims what they say; empty for words that only look like a cue ("no change")
 * @param words how far they reach at most, in tokens
 * @param sentence reaches over clause ends
 * @param sections where they count; empty for everywhere
 */
record Cue(
    List<Claim> claims,
    Reach reach,
    int words,
    boolean sentence,
    Where where,
    Set<SectionKind> sections) {

  /** What a cue says: a step of certainty, or that another axis holds. */
  record Claim(Axis axis, Certainty certainty) {}

  /** Where the mentions stand that a cue speaks of. */
  enum Reach {
    FORWARD,
    BACKWARD,
    BOTH,
    /** Between the words of a phrase with a gap only. */
    INSIDE
  }

  /** Where a cue must stand to be one. */
  enum Where {
    ANYWHERE,
    CLAUSE_START,
    CLAUSE_END
  }

  /** Words that end a cue's reach. */
  record Stop(Set<Axis> axes, Kind kind) {
    /** How a stop works. */
    enum Kind {
      ANYWHERE,
      /** A verb: the reach ends at the comma before it, unless a list goes on there. */
      COMMA_CLAUSE,
      /** Ends the reach unless "or" or "nor" follows: then it is a member of the list. */
      NO_LIST,
      /** No stop; a cue that must end its clause does so before these words. */
      AFTER_CUE
    }
  }

  boolean speaksOfCertainty() {
    return claims.stream().anyMatch(claim -> claim.axis() == Axis.CERTAINTY);
  }

  boolean negates() {
    return claims.stream().anyMatch(claim -> claim.certainty() == Certainty.NEGATED);
  }

  boolean reachesForward() {
    return reach == Reach.FORWARD || reach == Reach.BOTH;
  }

  boolean reachesBackward() {
    return reach == Reach.BACKWARD || reach == Reach.BOTH;
  }
}
