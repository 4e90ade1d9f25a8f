package org.overread.findings;

import java.util.Arrays;

/**
 * Phrases as a tree whose steps are a word pattern, a set, or a gap. Edges by word are one hash
 * table for the whole tree; the few edges by set and gap hang at their node.
 *
 * <p>Written by the thread that loads; read by any number of threads afterwards.
 */
final class PhraseTrie {
  static final int ROOT = 0;
  static final int NONE = -1;

  private long[] keys = new long[4096];
  private int[] targets = new int[4096];
  private int edges;
  private static final Special[] NO_SPECIALS = {};
  private static final int[] NO_PAYLOADS = {};

  private int nodes;
  private Special[][] specials = new Special[1024][];
  private int[][] payloads = new int[1024][];

  /** A step by set, or over a gap of up to so many words when {@code set} is {@link #NONE}. */
  record Special(int set, int gap, int target) {}

  PhraseTrie() {
    node();
  }

  private int node() {
    if (nodes == payloads.length) {
      specials = Arrays.copyOf(specials, nodes * 2);
      payloads = Arrays.copyOf(payloads, nodes * 2);
    }
    specials[nodes] = NO_SPECIALS;
    payloads[nodes] = NO_PAYLOADS;
    return nodes++;
  }

  int addWord(int node, int symbol) {
    int found = word(node, symbol);
    if (found != NONE) {
      return found;
    }
    if (++edges * 2 > keys.length) {
      enlarge();
    }
    int made = node();
    put(key(node, symbol), made);
    return made;
  }

  int addSpecial(int node, int set, int gap) {
    for (Special special : specials[node]) {
      if (special.set == set && special.gap == gap) {
        return special.target;
      }
    }
    int made = node();
    Special[] grown = Arrays.copyOf(specials[node], specials[node].length + 1);
    grown[grown.length - 1] = new Special(set, gap, made);
    specials[node] = grown;
    return made;
  }

  void addPayload(int node, int payload) {
    int[] old = payloads[node];
    for (int known : old) {
      if (known == payload) {
        return;
      }
    }
    int[] grown = Arrays.copyOf(old, old.length + 1);
    grown[old.length] = payload;
    payloads[node] = grown;
  }

  /** Where a word leads; {@link #NONE} if nowhere. */
  int word(int node, int symbol) {
    long key = key(node, symbol);
    int slot = slot(key);
    while (keys[slot] != 0) {
      if (keys[slot] == key) {
        return targets[slot];
      }
      slot = (slot + 1) & (keys.length - 1);
    }
    return NONE;
  }

  Special[] specials(int node) {
    return specials[node];
  }

  int[] payloads(int node) {
    return payloads[node];
  }

  /** Never 0, which marks a free slot. */
  private static long key(int node, int symbol) {
    return ((long) node << 32 | symbol) + 1;
  }

  private int slot(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 40) & (keys.length - 1);
  }

  private void put(long key, int target) {
    int slot = slot(key);
    while (keys[slot] != 0) {
      slot = (slot + 1) & (keys.length - 1);
    }
    keys[slot] = key;
    targets[slot] = target;
  }

  private void enlarge() {
    long[] oldKeys = keys;
    int[] oldTargets = targets;
    keys = new long[oldKeys.length * 2];
    targets = new int[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        put(oldKeys[i], oldTargets[i]);
      }
    }
  }
}
