package dev.phaserollout.engine;

import dev.phaserollout.api.RunStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The fields of a run's status while the next one is being composed. */
final class RunFields {

  private final RunStatus from;
  private @Nullable String startedAt;
  private @Nullable String completedAt;
  private @Nullable String result;
  private @Nullable String reason;
  private @Nullable String message;
  private @Nullable Long generation;
  private @Nullable String nextRevision;

  private RunFields(RunStatus from) {
    this.from = from;
    this.startedAt = from.startedAt();
    this.completedAt = from.completedAt();
    this.result = from.result();
    this.reason = from.reason();
    this.message = from.message();
    this.generation = from.generation();
    this.nextRevision = from.nextRevision();
  }

  static RunFields of(RunStatus from) {
    return new RunFields(from);
  }

  RunStatus begun(Instant at) {
    startedAt = StatusTime.text(at);
    return build();
  }

  RunStatus ended(RunResult how, StatusReason why, String text) {
    result = how.word();
    reason = why.word();
    message = StatusSize.bounded(text);
    return build();
  }

  RunStatus completed(Instant at) {
    completedAt = StatusTime.text(at);
    return build();
  }

  /** Takes note of an edit; {@code next} is null where it changes nothing of what a run does. */
  RunStatus observing(long newGeneration, @Nullable String next) {
    generation = newGeneration;
    nextRevision = next;
    return build();
  }

  private RunStatus build() {
    return new RunStatus(
        from.number(),
        from.uid(),
        from.revision(),
        from.release(),
        from.previousRelease(),
        from.baseCommit(),
        startedAt,
        completedAt,
        result,
        reason,
        message,
        from.traceparent(),
        generation,
        nextRevision);
  }
}
