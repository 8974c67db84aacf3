package dev.phaserollout.engine;

import dev.phaserollout.api.GroupPlace;
import dev.phaserollout.api.RunStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a run comes to be: its number and names, and the checkpoints that it starts from. */
final class RunStart {

  private RunStart() {}

  static void first(StatusDraft draft) {
    accept(draft, 1, Optional.empty(), Optional.empty(), Optional.empty(), false);
  }

  /**
   * After a run has ended, the next one is due when the spec is another by now or when a person
   * asks for it. After a rollback that did not get to its end only a person can: what half of the
   * steps did is still there.
   */
  static void next(StatusDraft draft) {
    RunStatus ended = draft.run().orElseThrow();
    Optional<RunCommands.Again> asked = draft.again();
    boolean edited = RunEdit.pending(draft);
    if (RollbackRecord.stands(ended) && asked.isEmpty()) {
      return;
    }
    boolean superseded = RunResult.SUPERSEDED.is(ended.result());
    if (!edited && !superseded && asked.isEmpty()) {
      return;
    }
    boolean anew = asked.isPresent() && asked.get() == RunCommands.Again.RERUN;
    draft.takeAgain();
    boolean stands = RunResult.stands(ended);
    accept(
        draft,
        ended.number() + 1,
        Optional.ofNullable(stands ? ended.release() : ended.previousRelease()),
        Optional.ofNullable(stands ? Integer.valueOf(ended.number()) : ended.lastSucceeded()),
        Optional.ofNullable(ended.sinceCommit()).filter(since -> !stands),
        anew);
  }

  /** Accepts the spec as it stands for a run that has not begun, so that nothing else is lost. */
  static void again(StatusDraft draft) {
    RunStatus run = draft.run().orElseThrow();
    accept(
        draft,
        run.number(),
        Optional.ofNullable(run.previousRelease()),
        Optional.ofNullable(run.lastSucceeded()),
        Optional.ofNullable(run.sinceCommit()),
        false);
  }

  private static void accept(
      StatusDraft draft,
      int number,
      Optional<String> previousRelease,
      Optional<Integer> lastSucceeded,
      Optional<String> sinceCommit,
      boolean anew) {
    Plan plan = new Plan(draft.currentSpec());
    String release = plan.release();
    draft.questions(List.of());
    RunCarryOver.Carried carried = RunCarryOver.of(draft, plan, anew);
    draft.phases(carried.phases());
    draft.finallySteps(
        plan.finallyPhase().steps().stream()
            .map(step -> StepCodec.write(step.name(), new StepState.Pending(Optional.empty())))
            .toList());
    draft.run(
        new RunStatus(
            number,
            PlanNames.runUid(draft.rolloutUid(), number),
            RunRevision.current(draft),
            release.isEmpty() ? null : release,
            previousRelease.filter(known -> !known.isEmpty()).orElse(null),
            null,
            null,
            sinceCommit.orElse(null),
            null,
            null,
            null,
            null,
            null,
            PlanNames.traceparent(draft.rolloutUid(), number),
            draft.seen().rollout().getMetadata().getGeneration(),
            null,
            lastSucceeded.orElse(null),
            null,
            List.of(),
            place(draft, number),
            carried.forgotten(),
            null,
            null));
  }

  /** A run that is accepted anew before it began keeps its place, unless it changes its group. */
  private static @Nullable GroupPlace place(StatusDraft draft, int number) {
    return draft
        .run()
        .filter(before -> before.number() == number)
        .map(RunStatus::place)
        .filter(kept -> kept.group().equals(draft.currentSpec().concurrencyGroup()))
        .orElse(null);
  }
}
