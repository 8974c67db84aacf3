package dev.phaserollout.engine;

import dev.phaserollout.api.AnswerStatus;
import dev.phaserollout.api.GitStatus;
import dev.phaserollout.api.GroupPlace;
import dev.phaserollout.api.HoldStatus;
import dev.phaserollout.api.RollbackStatus;
import dev.phaserollout.api.RunStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of a run's status while the next one is being composed. */
final class RunFields {

  private static final int ANSWERS_MAX = 200;

  private final RunStatus from;
  private @Nullable String baseCommit;
  private @Nullable String commit;
  private @Nullable String sinceCommit;
  private @Nullable String startedAt;
  private @Nullable String completedAt;
  private @Nullable String result;
  private @Nullable String reason;
  private @Nullable String message;
  private @Nullable Long generation;
  private @Nullable String nextRevision;
  private @Nullable RollbackStatus rollback;
  private List<AnswerStatus> answers;
  private @Nullable GroupPlace place;
  private @Nullable HoldStatus hold;
  private @Nullable GitStatus git;

  private RunFields(RunStatus from) {
    this.from = from;
    this.baseCommit = from.baseCommit();
    this.commit = from.commit();
    this.sinceCommit = from.sinceCommit();
    this.startedAt = from.startedAt();
    this.completedAt = from.completedAt();
    this.result = from.result();
    this.reason = from.reason();
    this.message = from.message();
    this.generation = from.generation();
    this.nextRevision = from.nextRevision();
    this.rollback = from.rollback();
    this.answers = from.answers();
    this.place = from.place();
    this.hold = from.hold();
    this.git = from.git();
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

  /** Whoever has ended holds nothing and is held by nothing. */
  RunStatus completed(Instant at) {
    completedAt = StatusTime.text(at);
    place = null;
    hold = null;
    return build();
  }

  RunStatus rollback(@Nullable RollbackStatus next) {
    rollback = next;
    return build();
  }

  /** Takes note of what people have decided; the oldest beyond the bound of the API are let go. */
  RunStatus answered(List<AnswerStatus> decided) {
    List<AnswerStatus> all = new ArrayList<>(answers);
    all.addAll(decided);
    answers = List.copyOf(all.subList(Math.max(0, all.size() - ANSWERS_MAX), all.size()));
    return build();
  }

  /** Takes note of an edit; {@code next} is null where it changes nothing of what a run does. */
  RunStatus observing(long newGeneration, @Nullable String next) {
    generation = newGeneration;
    nextRevision = next;
    return build();
  }

  RunStatus placed(@Nullable GroupPlace at) {
    place = at;
    return build();
  }

  RunStatus held(@Nullable HoldStatus by) {
    hold = by;
    return build();
  }

  /** The workspace is the right one: what the run begins with. */
  RunStatus prepared(String base) {
    baseCommit = base;
    commit = base;
    sinceCommit = sinceCommit == null ? base : sinceCommit;
    return build();
  }

  /** The branch has another commit of the run. */
  RunStatus committed(String newest) {
    commit = newest;
    return build();
  }

  RunStatus git(@Nullable GitStatus next) {
    git = next;
    return build();
  }

  private RunStatus build() {
    return new RunStatus(
        from.number(),
        from.uid(),
        from.revision(),
        from.release(),
        from.previousRelease(),
        baseCommit,
        commit,
        sinceCommit,
        startedAt,
        completedAt,
        result,
        reason,
        message,
        from.traceparent(),
        generation,
        nextRevision,
        from.lastSucceeded(),
        rollback,
        answers,
        place,
        from.forgotten(),
        hold,
        git);
  }
}
