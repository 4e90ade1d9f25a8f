package org.overread.findings;

import java.util.ArrayList;
import java.util.List;
import org.overread.report.SectionKind;

/**
 * The cues of one sentence and how far each reaches (after ConText, Harkema 2009). A reach is at
 * most {@link #FARTHEST} tokens, so that the work grows with the text only. Used by one thread.
 */
final class Context {
  /** No cue reaches farther, in tokens, whatever its file says. */
  static final int FARTHEST = 80;

  /** How far a list is looked for its "or", in tokens. */
  private static final int LONGEST_LIST = 25;

  private final Tokens tokens;
  private final Cues cues;
  private final SectionKind section;
  private final List<Match> items = new ArrayList<>();
  private final int[] from;
  private final int[] to;
  // for each token, the first item at or after it
  private final int[] itemAt;

  Context(Tokens tokens, PhraseMatcher matcher, Cues cues, SectionKind section) {
    this.tokens = tokens;
    this.cues = cues;
    this.section = section;
    collect(matcher);
    itemAt = new int[tokens.count() + 1];
    int item = 0;
    for (int t = 0; t <= tokens.count(); t++) {
      while (item < items.size() && items.get(item).start() < t) {
        item++;
      }
      itemAt[t] = item;
    }
    from = new int[items.size()];
    to = new int[items.size()];
    for (int i = 0; i < items.size(); i++) {
      reach(i);
    }
  }

  /** Leftmost, then longest: "no change" takes the place of "no". */
  private void collect(PhraseMatcher matcher) {
    List<Match> all = matcher.all(cues.trie());
    boolean[] stopBegins = new boolean[tokens.count() + 1];
    for (Match match : all) {
      stopBegins[match.start()] |= isStop(match);
    }
    int next = 0;
    int i = 0;
    while (i < all.size()) {
      int start = all.get(i).start();
      int group = i;
      int end = start;
      for (; i < all.size() && all.get(i).start() == start; i++) {
        if (start >= next && counts(all.get(i), stopBegins)) {
          end = Math.max(end, all.get(i).end());
        }
      }
      for (Match match : all.subList(group, i)) {
        if (match.end() == end && start >= next && counts(match, stopBegins)) {
          items.add(match);
        }
      }
      next = Math.max(next, end);
    }
  }

  /** A stop, or a cue in its section and in its place of the clause. */
  private boolean counts(Match match, boolean[] stopBegins) {
    if (isStop(match)) {
      return true;
    }
    Cue cue = cues.cue(match.payload());
    if (!cue.sections().isEmpty() && !cue.sections().contains(section)) {
      return false;
    }
    switch (cue.where()) {
      case CLAUSE_START:
        return match.start() == 0
            || !tokens.isWord(match.start() - 1)
            || !items.isEmpty()
                && items.get(items.size() - 1).end() == match.start()
                && isStop(items.get(items.size() - 1));
      case CLAUSE_END:
        return match.end() >= tokens.count()
            || !tokens.isWord(match.end())
            || stopBegins[match.end()];
      default:
        return true;
    }
  }

  int size() {
    return items.size();
  }

  Match item(int i) {
    return items.get(i);
  }

  /** The first item whose reach may include a token. */
  int firstNear(int token) {
    return itemAt[Math.max(0, token - FARTHEST - Match.LONGEST)];
  }

  /** The first item too far behind a token to reach back to it. */
  int endNear(int token) {
    return itemAt[Math.min(tokens.count(), token + FARTHEST)];
  }

  /** First token an item reaches; stops reach none. */
  int from(int i) {
    return from[i];
  }

  /** Last token an item reaches, exclusive. */
  int to(int i) {
    return to[i];
  }

  private void reach(int i) {
    Match item = items.get(i);
    from[i] = item.end();
    to[i] = item.start();
    if (!cues.isCue(item.payload())) {
      return;
    }
    Cue cue = cues.cue(item.payload());
    if (cue.claims().isEmpty()) {
      return;
    }
    if (cue.reachesForward()) {
      to[i] = forward(cue, item);
    }
    if (cue.reachesBackward()) {
      from[i] = backward(cue, item);
    }
  }

  private boolean isStop(Match item) {
    return !cues.isCue(item.payload());
  }

  private int forward(Cue cue, Match item) {
    int limit = Math.min(tokens.count(), item.end() + cue.words());
    int comma = -1;
    for (int t = item.end(); t < limit; t++) {
      if (beginsPoint(t)) {
        return t;
      }
      if (!tokens.isWord(t)) {
        if (cue.sentence() && isHeadingEnd(t, item.end())) {
          return headingStart(t, item.end());
        }
        if (endsForward(cue, t, t == item.end())) {
          return t;
        }
        comma = tokens.isMark(t, ',') ? t : comma;
      }
      for (int i = itemAt[t]; i < items.size() && items.get(i).start() == t; i++) {
        int end = stopAt(cue, items.get(i), t, comma, limit);
        if (end >= 0) {
          return end;
        }
      }
    }
    return limit;
  }

  /** Where the reach ends because of an item met on the way; -1 when it goes on. */
  private int stopAt(Cue cue, Match met, int t, int comma, int limit) {
    if (cues.isCue(met.payload())) {
      Cue other = cues.cue(met.payload());
      boolean hedge = !cue.negates() || comma >= 0 && comma == t - 1;
      boolean rival = cue.speaksOfCertainty() && other.speaksOfCertainty();
      return rival && other.reachesForward() && hedge ? t : -1;
    }
    Cue.Stop stop = cues.stop(met.payload());
    if (!concerns(stop, cue)) {
      return -1;
    }
    switch (stop.kind()) {
      case COMMA_CLAUSE:
        return comma >= 0 && !isListWord(comma + 1) ? comma : -1;
      case NO_LIST:
        return listGoesOn(met.end(), limit) ? -1 : t;
      case AFTER_CUE:
        return -1;
      default:
        return t;
    }
  }

  private static boolean concerns(Cue.Stop stop, Cue cue) {
    if (stop.axes().isEmpty()) {
      return !cue.sentence();
    }
    return cue.claims().stream().anyMatch(claim -> stop.axes().contains(claim.axis()));
  }

  private boolean endsForward(Cue cue, int t, boolean first) {
    switch (tokens.first(t)) {
      case ';':
        return !cue.sentence();
      case ':':
      case '-':
      case '\u2013':
      case '\u2014':
        return !cue.sentence() && !first;
      case '.':
      case '?':
      case '!':
        return isSentenceEnd(t);
      default:
        return false;
    }
  }

  /** The number of a point, "2)", in a list that runs on in the sentence. */
  private boolean beginsPoint(int t) {
    return t + 1 < tokens.count()
        && tokens.isMark(t + 1, ')')
        && Character.isDigit(tokens.first(t))
        && tokens.end(t) - tokens.start(t) <= 2
        && (t == 0 || !tokens.isMark(t - 1, '('));
  }

  /** A colon behind a word in capitals, not right behind the cue. */
  private boolean isHeadingEnd(int t, int from) {
    return t > from && tokens.isMark(t, ':') && tokens.isCapitals(t - 1);
  }

  private int headingStart(int colon, int from) {
    int t = colon;
    while (t > from && tokens.isCapitals(t - 1)) {
      t--;
    }
    return t;
  }

  /** A full stop that the division into sentences left inside, not one of an abbreviation. */
  private boolean isSentenceEnd(int t) {
    return t + 1 < tokens.count() && Character.isUpperCase(tokens.first(t + 1));
  }

  private boolean isListWord(int t) {
    if (t >= tokens.count()) {
      return false;
    }
    int length = tokens.end(t) - tokens.start(t);
    if (length > 3) {
      return false;
    }
    String word = tokens.word(t);
    return word.equals("or") || word.equals("nor") || word.equals("and");
  }

  private boolean listGoesOn(int from, int limit) {
    int end = Math.min(limit, from + LONGEST_LIST);
    for (int t = from; t < end; t++) {
      if (isListWord(t) && !tokens.word(t).equals("and")) {
        return true;
      }
      for (int i = itemAt[t]; i < items.size() && items.get(i).start() == t; i++) {
        if (isStop(items.get(i))
            && cues.stop(items.get(i).payload()).kind() == Cue.Stop.Kind.ANYWHERE) {
          return false;
        }
      }
    }
    return false;
  }

  /** Over a comma only where it stands beside the cue or parts the members of a list. */
  private int backward(Cue cue, Match item) {
    int limit = Math.max(0, item.start() - cue.words());
    boolean list = false;
    int t = item.start();
    while (t > limit) {
      int next = t - 1;
      if (!tokens.isWord(next) && endsBackward(cue, next, list || t == item.start())) {
        return t;
      }
      if (beginsPoint(next)) {
        return next;
      }
      list |= isListWord(next);
      if (stopEndingAt(cue, t)) {
        return t;
      }
      t = next;
    }
    return t;
  }

  private boolean endsBackward(Cue cue, int t, boolean commaPasses) {
    if (cue.sentence()) {
      return tokens.isMark(t, '.') && isSentenceEnd(t) || isHeadingEnd(t, 0);
    }
    switch (tokens.first(t)) {
      case ',':
        return !commaPasses;
      case ';':
      case ':':
        return true;
      case '.':
      case '?':
      case '!':
        return isSentenceEnd(t);
      default:
        return false;
    }
  }

  /** A stop, or a negation that speaks forward, whose last word is the one before a token. */
  private boolean stopEndingAt(Cue cue, int token) {
    for (int i = itemAt[Math.max(0, token - Match.LONGEST)];
        i < items.size() && items.get(i).start() < token;
        i++) {
      Match item = items.get(i);
      if (item.end() != token) {
        continue;
      }
      if (isStop(item)) {
        Cue.Stop stop = cues.stop(item.payload());
        if (stop.kind() == Cue.Stop.Kind.ANYWHERE && concerns(stop, cue)) {
          return true;
        }
      } else if (cue.speaksOfCertainty()
          && cues.cue(item.payload()).negates()
          && cues.cue(item.payload()).reachesForward()) {
        return true;
      }
    }
    return false;
  }
}
