package dev.phaserollout.engine;

import dev.phaserollout.api.RollbackStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.api.StepCheckpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a rollback undoes: whatever the rollout's steps have done since its last run that succeeded,
 * whichever run did it (design section 8). A step that was tried and failed, or was cancelled, may
 * have done half, so it is undone as well.
 *
 * @param steps in the order of the plan; each has a compensation
 * @param without names of steps that did something and have no rollback
 */
record RollbackCover(List<PlanStep> steps, List<String> without) {

  static RollbackCover of(RunState run, RollbackReach reach) {
    List<PlanStep> steps = new ArrayList<>();
    List<String> without = new ArrayList<>();
    for (PlanPhase phase : run.plan().phases()) {
      if (reach == RollbackReach.PHASE && !failed(run, phase)) {
        continue;
      }
      for (PlanStep step : phase.steps()) {
        if (!worked(run, step, reach)) {
          continue;
        }
        if (step.compensation().isPresent()) {
          steps.add(step);
        } else if (step.pause().isEmpty()) {
          without.add(step.name());
        }
      }
    }
    return new RollbackCover(List.copyOf(steps), List.copyOf(without));
  }

  static RollbackCover of(RunState run, RollbackStatus rollback) {
    return of(run, RollbackReach.ofWord(rollback.scope()));
  }

  private static boolean failed(RunState run, PlanPhase phase) {
    return run.phase(phase) instanceof PhaseState.Over && !run.phase(phase).done();
  }

  private static boolean worked(RunState run, PlanStep step, RollbackReach reach) {
    StepState state = run.step(step);
    if (reach == RollbackReach.CANCELLED) {
      return state instanceof StepState.Ended ended
          && ended.kind() == StepFailure.Kind.ABORTED
          && ended.mayHaveWorked();
    }
    if (state instanceof StepState.Succeeded succeeded) {
      Integer reused = succeeded.record().reusedFromRun();
      return StepVoiding.sinceLastSuccess(run.run(), reused == null ? run.run().number() : reused);
    }
    return state.leftHalf() || earlier(state).filter(kept -> since(run.run(), kept)).isPresent();
  }

  private static boolean since(RunStatus run, StepCheckpoint kept) {
    return StepVoiding.sinceLastSuccess(run, kept.run());
  }

  private static Optional<StepCheckpoint> earlier(StepState state) {
    return Optional.ofNullable(StepCodec.write("", state).checkpoint());
  }
}
