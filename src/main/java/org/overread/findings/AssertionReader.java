package org.overread.findings;

import java.util.ArrayList;
import java.util.List;
import org.overread.report.Section;
import org.overread.report.SectionKind;

/** Asserts mentions in one sentence by its cues and its section. Used by one thread. */
final class AssertionReader {
  /** Which negations around a mention count. */
  enum OuterNo {
    ANY,
    /** "No LR-5", but "BI-RADS 1: negative" is a category given. */
    BEFORE,
    /** The phrase contains its own negation. */
    NONE
  }

  private final Tokens tokens;
  private final Context context;
  private final Cues cues;
  private final Section section;
  private final List<Assertion.Reason> sectionReasons = new ArrayList<>();

  /**
   * @param headingStart where the section's heading begins in the text: the reason for what the
   *     section decides
   */
  AssertionReader(Tokens tokens, Context context, Cues cues, Section section, int headingStart) {
    this.tokens = tokens;
    this.context = context;
    this.cues = cues;
    this.section = section;
    int end = Math.max(headingStart + section.heading().length(), headingStart);
    if (section.kind() == SectionKind.COMPARISON) {
      sectionReasons.add(new Assertion.Reason(Axis.QUOTED, headingStart, end));
    } else if (section.kind() == SectionKind.IGNORED) {
      sectionReasons.add(new Assertion.Reason(Axis.BOILERPLATE, headingStart, end));
    }
  }

  /**
   * The assertion of a mention.
   *
   * @param no which negations around it count
   */
  Assertion of(Match mention, OuterNo no) {
    Certainty certainty = Certainty.PRESENT;
    Assertion.Reason certain = null;
    int flags = 0;
    List<Assertion.Reason> reasons = new ArrayList<>(sectionReasons);
    int last = context.endNear(mention.end());
    for (int i = context.firstNear(mention.start()); i < last; i++) {
      Match item = context.item(i);
      if (!cues.isCue(item.payload()) || !applies(i, item, mention)) {
        continue;
      }
      for (Cue.Claim claim : cues.cue(item.payload()).claims()) {
        Assertion.Reason reason =
            new Assertion.Reason(
                claim.axis(), tokens.start(item.start()), tokens.end(item.end() - 1));
        if (claim.axis() != Axis.CERTAINTY) {
          if ((flags & 1 << claim.axis().ordinal()) == 0) {
            reasons.add(reason);
          }
          flags |= 1 << claim.axis().ordinal();
        } else if (claim.certainty().compareTo(certainty) < 0
            && (!isNo(claim) || counts(no, item, mention))) {
          certainty = claim.certainty();
          certain = reason;
        }
      }
    }
    if (certain != null) {
      reasons.add(0, certain);
    }
    return assertion(certainty, flags, reasons);
  }

  private Assertion assertion(Certainty certainty, int flags, List<Assertion.Reason> reasons) {
    return new Assertion(
        certainty,
        has(flags, Axis.HYPOTHETICAL),
        has(flags, Axis.QUESTION),
        has(flags, Axis.HISTORICAL),
        has(flags, Axis.EXPERIENCER),
        has(flags, Axis.QUOTED) || section.kind() == SectionKind.COMPARISON,
        has(flags, Axis.BOILERPLATE) || section.kind() == SectionKind.IGNORED,
        reasons);
  }

  private static boolean has(int flags, Axis axis) {
    return (flags & 1 << axis.ordinal()) != 0;
  }

  private static boolean counts(OuterNo no, Match item, Match mention) {
    return no == OuterNo.ANY || no == OuterNo.BEFORE && item.start() < mention.start();
  }

  private static boolean isNo(Cue.Claim claim) {
    return claim.certainty().compareTo(Certainty.UNLIKELY) <= 0;
  }

  /** A cue made of the mention's own words says nothing about it; one in its gap does. */
  private boolean applies(int i, Match item, Match mention) {
    Cue cue = cues.cue(item.payload());
    if (cue.claims().isEmpty()) {
      return false;
    }
    if (item.start() >= mention.start() && item.end() <= mention.end()) {
      for (int t = item.start(); t < item.end(); t++) {
        if (mention.covers(t)) {
          return false;
        }
      }
      return true;
    }
    if (cue.reachesForward() && item.start() < mention.start()) {
      return mention.start() < context.to(i);
    }
    if (cue.reachesBackward() && item.end() > mention.end()) {
      return mention.end() > context.from(i);
    }
    return false;
  }
}
