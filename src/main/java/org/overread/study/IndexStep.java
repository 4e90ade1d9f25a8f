package org.overread.study;

import java.util.OptionalLong;

/** The answer of a batch to one instance: done, or "compare it with this file and come again". */
record IndexStep(IndexResult result, OptionalLong compareWith) {

  static IndexStep done(IndexResult result) {
    return new IndexStep(result, OptionalLong.empty());
  }

  static IndexStep compare(long studyPk, long fileNumber) {
    return new IndexStep(
        new IndexResult(studyPk, IndexResult.Kind.DUPLICATE), OptionalLong.of(fileNumber));
  }
}
