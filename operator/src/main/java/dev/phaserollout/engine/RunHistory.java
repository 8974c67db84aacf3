package dev.phaserollout.engine;

import dev.phaserollout.api.RunRecord;
import dev.phaserollout.api.RunStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The runs that ended: what is kept of them, and what may go. */
final class RunHistory {

  private static final int ANSWERS_MAX = 20;

  private RunHistory() {}

  /**
   * Puts the run that has just ended in front of the others, and drops the oldest beyond the limit.
   */
  static void record(StatusDraft draft) {
    RunStatus run = draft.run().orElseThrow();
    List<RunRecord> history = new ArrayList<>();
    history.add(record(run));
    history.addAll(draft.history());
    int limit = PlanDefaults.historyLimit(draft.currentSpec());
    draft.history(List.copyOf(history.subList(0, Math.min(limit, history.size()))));
  }

  /** Writes down what has become of the newest run after it had ended. */
  static void amend(StatusDraft draft) {
    RunStatus run = draft.run().orElseThrow();
    draft.history(
        draft.history().stream()
            .map(known -> known.run() == run.number() ? record(run) : known)
            .toList());
  }

  private static RunRecord record(RunStatus run) {
    return new RunRecord(
        run.number(),
        run.release(),
        run.revision(),
        run.result(),
        run.reason(),
        run.message(),
        run.startedAt(),
        run.completedAt(),
        duration(run),
        run.commit(),
        run.rollback() == null ? null : StatusSize.bounded(RollbackMessages.of(run.rollback())),
        run.answers().stream().map(QuestionMessages::decided).limit(ANSWERS_MAX).toList());
  }

  private static @Nullable String duration(RunStatus run) {
    return StatusTime.read(run.startedAt())
        .flatMap(
            from ->
                StatusTime.read(run.completedAt())
                    .map(to -> TimeSpan.text(Duration.between(from, to))))
        .orElse(null);
  }

  /**
   * Asks for the Jobs and revisions of forgotten runs to go, between runs only: a run has better
   * things to do.
   */
  static void expire(StatusDraft draft) {
    RunStatus run = draft.run().orElseThrow();
    boolean underWay =
        (run.startedAt() != null && run.completedAt() == null) || RollbackRecord.underWay(run);
    int oldest = draft.history().stream().mapToInt(RunRecord::run).min().orElse(run.number());
    if (underWay || oldest <= 1) {
      return;
    }
    List<String> kept = new ArrayList<>();
    if (run.revision() != null) {
      kept.add(run.revision());
    }
    kept.addAll(Revision.ofRemovedSteps(draft.phases()));
    draft.history().stream().map(RunRecord::revision).filter(Objects::nonNull).forEach(kept::add);
    draft.effect(new Effect.ExpireRuns(oldest - 1, kept.stream().distinct().sorted().toList()));
  }
}
