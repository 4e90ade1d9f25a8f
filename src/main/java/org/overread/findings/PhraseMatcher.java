package org.overread.findings;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds phrases among the tokens of one sentence. The work per token is bounded by the longest
 * phrase and its gaps, not by the text. Used by one thread, for one sentence.
 */
final class PhraseMatcher {
  private final PhraseTrie sets;
  private final Tokens tokens;
  private final int[][] setsAt;

  PhraseMatcher(PhraseTrie sets, Tokens tokens) {
    this.sets = sets;
    this.tokens = tokens;
    this.setsAt = new int[tokens.count()][];
  }

  /** All matches of all phrases, in the order of their first tokens. */
  List<Match> all(PhraseTrie phrases) {
    List<Match> found = new ArrayList<>();
    for (int t = 0; t < tokens.count(); t++) {
      walk(phrases, PhraseTrie.ROOT, t, t, 0, found);
    }
    return found;
  }

  private void walk(PhraseTrie trie, int node, int start, int at, long literal, List<Match> into) {
    for (int payload : trie.payloads(node)) {
      into.add(new Match(payload, start, at, literal));
    }
    if (at >= tokens.count() || at - start >= Match.LONGEST) {
      return;
    }
    for (int s = tokens.symbolsFrom(at); s < tokens.symbolsTo(at); s++) {
      int next = trie.word(node, tokens.symbol(s));
      if (next != PhraseTrie.NONE) {
        walk(trie, next, start, at + 1, literal | 1L << (at - start), into);
      }
    }
    for (PhraseTrie.Special special : trie.specials(node)) {
      if (special.set() == PhraseTrie.NONE) {
        overGap(trie, special, start, at, literal, into);
      } else {
        overSet(trie, special, start, at, literal, into);
      }
    }
  }

  private void overSet(
      PhraseTrie trie, PhraseTrie.Special step, int start, int at, long literal, List<Match> into) {
    int[] found = setsAt(at);
    for (int i = 0; i < found.length; i += 2) {
      int end = found[i + 1];
      if (found[i] == step.set() && end - start < Match.LONGEST) {
        long words = ((1L << (end - at)) - 1) << (at - start);
        walk(trie, step.target(), start, end, literal | words, into);
      }
    }
  }

  /** Commas and brackets are passed without being counted; any other mark ends the gap. */
  private void overGap(
      PhraseTrie trie, PhraseTrie.Special step, int start, int at, long literal, List<Match> into) {
    int words = 0;
    for (int t = at; t < tokens.count() && t - start < Match.LONGEST; t++) {
      walk(trie, step.target(), start, t, literal, into);
      if (tokens.isWord(t)) {
        if (++words > step.gap()) {
          return;
        }
      } else if (",()".indexOf(tokens.first(t)) < 0) {
        return;
      }
    }
  }

  /** Pairs of set and end, of the sets that have a phrase beginning at the token. */
  private int[] setsAt(int token) {
    if (setsAt[token] == null) {
      List<Match> found = new ArrayList<>(2);
      walk(sets, PhraseTrie.ROOT, token, token, 0, found);
      int[] pairs = new int[found.size() * 2];
      for (int i = 0; i < found.size(); i++) {
        pairs[2 * i] = found.get(i).payload();
        pairs[2 * i + 1] = found.get(i).end();
      }
      setsAt[token] = pairs;
    }
    return setsAt[token];
  }
}
