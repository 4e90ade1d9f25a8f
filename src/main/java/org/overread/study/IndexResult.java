package org.overread.study;

/**
 * What became of an instance.
 *
 * @param studyPk of its study
 * @param kind new, a new version, or known
 */
public record IndexResult(long studyPk, Kind kind) {

  /** What an instance was to the index. */
  public enum Kind {
    NEW,
    /**
     * Other content under UIDs that were known: kept beside the older one, which no longer is the
     * newest.
     */
    NEW_VERSION,
    /**
     * The same bytes under the same UIDs: nothing was kept and nothing has changed (DM-26, CMP-21).
     */
    DUPLICATE
  }

  public boolean isNews() {
    return kind != Kind.DUPLICATE;
  }
}
