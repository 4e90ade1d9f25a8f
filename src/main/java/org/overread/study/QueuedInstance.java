package org.overread.study;

import java.util.Optional;
import java.util.function.Consumer;
import org.overread.dicom.Tag;

/**
 * A place in the {@link IndexQueue}: an instance that needs its row, or only something to do after
 * those before it. Changed by the writer's thread only.
 */
final class QueuedInstance {
  private final Optional<ReceivedInstance> instance;
  private final String studyUid;
  private final Consumer<Optional<IndexResult>> then;
  private Optional<IndexResult> result = Optional.empty();
  private boolean settled;

  private QueuedInstance(
      Optional<ReceivedInstance> instance, Consumer<Optional<IndexResult>> then) {
    this.instance = instance;
    this.then = then;
    this.studyUid =
        instance.map(i -> i.header().string(Tag.StudyInstanceUID).orElseThrow()).orElse("");
  }

  static QueuedInstance of(ReceivedInstance instance, Consumer<IndexResult> indexed) {
    return new QueuedInstance(
        Optional.of(instance), result -> indexed.accept(result.orElseThrow()));
  }

  static QueuedInstance none(Runnable action) {
    return new QueuedInstance(Optional.empty(), nothing -> action.run());
  }

  boolean isInstance() {
    return instance.isPresent();
  }

  ReceivedInstance instance() {
    return instance.orElseThrow();
  }

  /** Empty without an instance. */
  String studyUid() {
    return studyUid;
  }

  /** True until it is known what the instance is to the index. */
  boolean needsRow() {
    return instance.isPresent() && result.isEmpty();
  }

  void indexed(IndexResult what) {
    result = Optional.of(what);
  }

  /**
   * Tells whoever brought it; not when it was set aside, because what came after it has been told
   * then, and the association may be long over.
   */
  void tell() {
    if (!settled) {
      then.accept(result);
    }
  }

  /** True the first time only. */
  boolean settleOnce() {
    boolean first = !settled;
    settled = true;
    return first;
  }
}
