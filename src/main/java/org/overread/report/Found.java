package org.overread.report;

import java.util.List;

/**
 * What the keys of a document say about where it belongs.
 *
 * @param studies none unless {@code state} is MATCHED
 * @param state MATCHED, HELD or WAITING
 * @param reason by which key, or why not; no patient data
 */
record Found(List<Long> studies, DocumentState state, String reason) {
  Found {
    studies = List.copyOf(studies);
  }

  static Found nothing() {
    return new Found(List.of(), DocumentState.WAITING, "no study with these keys yet");
  }
}
